package dev.shipmate.tool.kubernetes;

import static dev.shipmate.tool.kubernetes.ChangeBench.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ResourceKind;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.Undo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeleteToolTest {
    private final ChangeBench bench = new ChangeBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void dryRunNamesTheLossesAndKeepsTheObject() {
        ToolResult.Planned planned = (ToolResult.Planned) bench.dryRun(delete("deployment", "frontend"));
        assertThat(planned.losses())
                .containsExactly(
                        "2 pods of deployment/frontend, with their logs",
                        "its rollout history: there is no going back to an earlier revision");
        assertThat(bench.writes())
                .singleElement()
                .asString()
                .startsWith("DELETE ")
                .contains("dryRun=All");
        assertThat(exists(KnownKinds.DEPLOYMENTS, "frontend")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"pod, redis-0", "persistentvolumeclaim, uploads", "namespace, todo"})
    void aDryRunDeletesNothingOfAnyKind(String kind, String name) {
        ResourceKind known = KnownKinds.find(kind).orElseThrow();
        var before = bench.cluster().findObject(known, "todo", name).orElseThrow();
        assertThat(bench.dryRun(delete(kind, name))).isInstanceOf(ToolResult.Planned.class);
        assertThat(bench.cluster().findObject(known, "todo", name)).contains(before);
    }

    @Test
    void applyWaitsUntilTheObjectIsGone() {
        ToolResult.Changed changed = bench.changed(delete("svc", "service/frontend"));
        assertThat(text(changed.blocks())).isEqualTo("service/frontend is gone.");
        assertThat(exists(KnownKinds.SERVICES, "frontend")).isFalse();
        assertThat(changed.undo()).isInstanceOf(Undo.Impossible.class);
    }

    @Test
    void aPodIsRecreatedByItsOwner() {
        String pod = pod("mcp-server");
        assertThat(losses("pod", pod))
                .singleElement()
                .asString()
                .endsWith("the pod is recreated by its owner, deployment/mcp-server");
        assertThat(text(bench.changed(delete("pod", pod)).blocks())).isEqualTo("pod/%s is gone.".formatted(pod));
    }

    @Test
    void aClaimHoldsDataThatAPodUses() {
        assertThat(losses("pvc", "data-redis-0"))
                .satisfiesExactly(
                        data -> assertThat(data).startsWith("the data on volume pvc-data-redis-0"),
                        user -> assertThat(user).contains("pod/redis-0"));
    }

    @Test
    void aNamespaceIsCounted() {
        assertThat(losses("ns", "todo"))
                .singleElement()
                .asString()
                .contains("deployments", "1 statefulset", "services", "2 persistentvolumeclaims");
    }

    @Test
    void aSecretShowsItsKeysAndNotItsValues() {
        assertThat(losses("secret", "todo-app-secrets"))
                .singleElement()
                .asString()
                .startsWith("the values of ");
    }

    @Test
    void aMisspeltNameGetsTheNearest() {
        assertThat(bench.dryRun(delete("service", "fronted")))
                .isEqualTo(new ToolResult.NotFound("service", "fronted", List.of("frontend")));
    }

    @Test
    void anUnknownKindGetsTheNearest() {
        assertThat(bench.dryRun(delete("servce", "frontend")))
                .isInstanceOfSatisfying(
                        ToolResult.NotFound.class,
                        notFound -> assertThat(notFound.nearest()).contains("services"));
    }

    @Test
    void aNameOfAnotherKindIsRefused() {
        assertThat(bench.apply(delete("service", "deployment/frontend"))).isInstanceOf(ToolResult.Failed.class);
        assertThat(bench.writes()).isEmpty();
    }

    @Test
    void aNameThatWouldBeAnotherRequestIsNotSent() {
        assertThat(bench.apply(delete("pod", "..%2Fsecrets"))).isInstanceOf(ToolResult.NotFound.class);
        assertThat(bench.writes()).isEmpty();
    }

    private List<String> losses(String kind, String name) {
        return ((ToolResult.Planned) bench.dryRun(delete(kind, name))).losses();
    }

    private boolean exists(ResourceKind kind, String name) {
        return bench.cluster().findObject(kind, "todo", name).isPresent();
    }

    private String pod(String deployment) {
        var names = new ArrayList<String>();
        bench.cluster().forEachPod("todo", "", pod -> {
            if (pod.owner().equals("deployment/" + deployment)) {
                names.add(pod.name());
            }
        });
        return names.getFirst();
    }

    private static ToolCall delete(String kind, String name) {
        return new ToolCall("delete", Map.of("kind", kind, "name", name));
    }
}
