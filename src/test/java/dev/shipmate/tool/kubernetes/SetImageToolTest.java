package dev.shipmate.tool.kubernetes;

import static dev.shipmate.tool.kubernetes.ChangeBench.call;
import static dev.shipmate.tool.kubernetes.ChangeBench.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ObjectName;
import dev.shipmate.cluster.Patch;
import dev.shipmate.cluster.Write;
import dev.shipmate.tool.Change;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.Undo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class SetImageToolTest {
    private final ChangeBench bench = new ChangeBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void dryRunNamesBothImagesAndLeavesTheObjectAlone() {
        assertThat(bench.dryRun(set("frontend", "todo-frontend:2.4.0")))
                .isEqualTo(new ToolResult.Planned(
                        List.of(new Change(
                                "deployment/frontend",
                                "todo",
                                "image of container frontend",
                                "todo-frontend:2.3.0",
                                "todo-frontend:2.4.0")),
                        List.of(),
                        List.of(),
                        new Undo.By(new ToolCall(
                                "set_image",
                                Map.of(
                                        "name", "deployment/frontend",
                                        "namespace", "todo",
                                        "image", "todo-frontend:2.3.0",
                                        "container", "frontend")))));
        assertThat(bench.writes()).singleElement().asString().contains("dryRun=All");
        assertThat(image("frontend", 0)).isEqualTo("todo-frontend:2.3.0");
    }

    @Test
    void applyRollsOutAndIsUndoneByItsCall() {
        ToolResult.Changed changed = bench.changed(set("frontend", "todo-frontend:2.4.0"));
        assertThat(text(changed.blocks())).contains("2 of 2 pods ready");
        assertThat(image("frontend", 0)).isEqualTo("todo-frontend:2.4.0");
        bench.undo(changed);
        assertThat(image("frontend", 0)).isEqualTo("todo-frontend:2.3.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.4.0", ":2.4.0"})
    void aBareTagKeepsTheRepository(String tag) {
        bench.changed(set("frontend", tag));
        assertThat(image("frontend", 0)).isEqualTo("todo-frontend:2.4.0");
    }

    @Test
    void anImageThatCannotBePulledIsToldAtOnce() {
        ToolResult.Changed changed = bench.changed(set("frontend", "todo-frontend:9.9.9"));
        assertThat(text(changed.blocks())).contains("does not become ready", "container frontend is in ");
    }

    @Test
    void theSameImageIsNoChange() {
        assertThat(bench.apply(set("frontend", "todo-frontend:2.3.0"))).isInstanceOf(ToolResult.Completed.class);
    }

    @Test
    void whatIsNoImageIsNotSent() {
        assertThat(bench.apply(set("frontend", "nginx latest"))).isInstanceOf(ToolResult.Failed.class);
        assertThat(bench.writes()).isEmpty();
    }

    @Nested
    class WhenThereAreSeveralContainers {
        @BeforeEach
        void addASidecar() {
            var patch = JsonMapper.shared().readTree("""
                    {"spec":{"template":{"spec":{"containers":[{"name":"cache","image":"redis:7.4"}]}}}}
                    """);
            bench.cluster()
                    .writes(Write.STORED)
                    .patch(new ObjectName(KnownKinds.DEPLOYMENTS, "todo", "frontend"), Patch.strategic(patch));
        }

        @Test
        void theOneWithTheSameRepositoryIsMeant() {
            assertThat(((ToolResult.Planned) bench.dryRun(set("frontend", "docker.io/library/redis:8.0"))).changes())
                    .singleElement()
                    .extracting(Change::field)
                    .isEqualTo("image of container cache");
        }

        @Test
        void anUnclearImageListsThem() {
            assertThat(bench.dryRun(set("frontend", "nginx:1.27")))
                    .isInstanceOf(ToolResult.Failed.class)
                    .asString()
                    .contains("cache (redis:7.4)", "frontend (todo-frontend:2.3.0)");
        }

        @Test
        void aNamedContainerIsTaken() {
            ToolCall call = set("frontend", "nginx:1.27").with("container", "cache");
            assertThat(((ToolResult.Planned) bench.dryRun(call)).changes())
                    .singleElement()
                    .extracting(Change::before)
                    .isEqualTo("redis:7.4");
        }

        @Test
        void aMisspeltContainerGetsTheNearest() {
            assertThat(bench.dryRun(set("frontend", "redis:8").with("container", "cashe")))
                    .isEqualTo(new ToolResult.NotFound("container of deployment/frontend", "cashe", List.of("cache")));
        }
    }

    private String image(String deployment, int container) {
        return bench.deployment(deployment)
                .at("/spec/template/spec/containers/%d/image".formatted(container))
                .asString();
    }

    private static ToolCall set(String name, String image) {
        return call("set_image", name).with("image", image);
    }
}
