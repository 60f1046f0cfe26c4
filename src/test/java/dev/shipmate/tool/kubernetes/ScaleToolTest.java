package dev.shipmate.tool.kubernetes;

import static dev.shipmate.tool.kubernetes.ChangeBench.call;
import static dev.shipmate.tool.kubernetes.ChangeBench.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.tool.Block;
import dev.shipmate.tool.Change;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.Undo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScaleToolTest {
    private final ChangeBench bench = new ChangeBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void dryRunNamesTheChangeAndLeavesTheObjectAlone() {
        var before = bench.deployment("mcp-server");
        assertThat(bench.dryRun(scale("mcp-server", 3)))
                .isEqualTo(new ToolResult.Planned(
                        List.of(new Change("deployment/mcp-server", "todo", "replicas", "1", "3")),
                        List.of(),
                        List.of(),
                        new Undo.By(new ToolCall(
                                "scale",
                                Map.of("name", "deployment/mcp-server", "namespace", "todo", "replicas", 1)))));
        assertThat(bench.deployment("mcp-server").path("metadata").path("resourceVersion"))
                .isEqualTo(before.path("metadata").path("resourceVersion"));
        assertThat(bench.writes())
                .containsExactly("PATCH /apis/apps/v1/namespaces/todo/deployments/mcp-server/scale"
                        + "?dryRun=All&fieldManager=shipmate");
    }

    @Test
    void applyWaitsUntilThePodsAreReadyAndIsUndoneByItsCall() {
        ToolResult.Changed changed = bench.changed(scale("mcp-server", 3));
        assertThat(text(changed.blocks())).contains("3 of 3 pods ready");
        assertThat(bench.progress()).contains("deployment/mcp-server: 3 of 3 pods ready");
        assertThat(bench.deployment("mcp-server").at("/status/readyReplicas").asInt())
                .isEqualTo(3);

        ToolResult.Changed undone = bench.undo(changed);
        assertThat(undone.changes()).containsExactly(new Change("deployment/mcp-server", "todo", "replicas", "3", "1"));
        assertThat(bench.deployment("mcp-server").at("/spec/replicas").asInt()).isEqualTo(1);
        assertThat(bench.deployment("mcp-server").at("/status/replicas").asInt())
                .as("it waited for the pods to go")
                .isEqualTo(1);
    }

    @Test
    void aStatefulSetIsScaledToo() {
        ToolResult.Changed changed = bench.changed(scale("statefulset/redis", 0));
        assertThat(changed.changes()).containsExactly(new Change("statefulset/redis", "todo", "replicas", "1", "0"));
        assertThat(text(changed.blocks())).contains("has no pods any more");
    }

    @Test
    void theSameNumberIsNoChange() {
        ToolResult same = new ToolResult.Completed(
                new Block.Fact("deployment/mcp-server in namespace todo already wants 1 replica: 1 ready."));
        assertThat(bench.dryRun(scale("mcp-server", 1))).isEqualTo(same);
        assertThat(bench.apply(scale("mcp-server", 1))).isEqualTo(same);
    }

    @Test
    void anAutoscalerThatWillDisagreeIsNamed() {
        assertThat(((ToolResult.Planned) bench.dryRun(scale("frontend", 1))).losses())
                .singleElement()
                .asString()
                .contains("hpa/frontend");
    }

    @Test
    void aDaemonSetHasNoReplicas() {
        ToolResult result = bench.dryRun(scale("daemonset/kube-proxy", 2).with("namespace", "kube-system"));
        assertThat(result).isInstanceOf(ToolResult.Failed.class).asString().contains("one pod on each node");
        assertThat(bench.writes()).isEmpty();
    }

    @Test
    void aNegativeNumberIsRefusedBeforeAnythingIsSent() {
        assertThat(bench.dryRun(scale("mcp-server", -1))).isInstanceOf(ToolResult.Failed.class);
        assertThat(bench.writes()).isEmpty();
    }

    @Test
    void aChangeInAllNamespacesIsRefused() {
        assertThat(bench.apply(scale("mcp-server", 2).with("namespace", "*"))).isInstanceOf(ToolResult.Failed.class);
        assertThat(bench.writes()).isEmpty();
    }

    @Test
    void aMisspeltNameGetsTheNearestOnes() {
        assertThat(bench.dryRun(scale("mcp-servr", 2)))
                .isEqualTo(new ToolResult.NotFound("workload or pod", "mcp-servr", List.of("deployment/mcp-server")));
    }

    @Test
    void podsThatCrashAreToldAtOnce() {
        ToolResult.Changed changed = bench.changed(scale("backend", 2));
        assertThat(text(changed.blocks())).contains("does not become ready", "CrashLoopBackOff");
    }

    @Test
    void anInterruptEndsTheWaitingAndSaysThatTheChangeWasMade() {
        bench.onProgress(_ -> Thread.currentThread().interrupt());
        ToolResult.Changed changed = bench.changed(scale("mcp-server", 4));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(text(changed.blocks())).contains("was changed; waiting for it was stopped");
        assertThat(bench.deployment("mcp-server").at("/spec/replicas").asInt()).isEqualTo(4);
    }

    private static ToolCall scale(String name, int replicas) {
        return call("scale", name).with("replicas", replicas);
    }
}
