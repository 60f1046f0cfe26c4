package dev.shipmate.tool.kubernetes;

import static dev.shipmate.tool.kubernetes.ChangeBench.call;
import static dev.shipmate.tool.kubernetes.ChangeBench.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.tool.Change;
import dev.shipmate.tool.ToolResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RolloutUndoToolTest {
    private final ChangeBench bench = new ChangeBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void dryRunShowsWhatTheEarlierTemplateHadAndLeavesTheObjectAlone() {
        var before = bench.deployment("backend");
        ToolResult.Planned planned = (ToolResult.Planned) bench.dryRun(call("rollout_undo", "backend"));
        assertThat(planned.changes())
                .contains(new Change(
                        "deployment/backend",
                        "todo",
                        "container backend image",
                        "todo-backend:1.9.0",
                        "todo-backend:1.8.0"));
        assertThat(planned.changes()).extracting(Change::field).noneMatch(field -> field.contains("hash"));
        assertThat(bench.deployment("backend").path("metadata").path("resourceVersion"))
                .isEqualTo(before.path("metadata").path("resourceVersion"));
        assertThat(bench.writes()).singleElement().asString().contains("dryRun=All");
    }

    @Test
    void thePreviousRevisionHealsWhatTheNewestBroke() {
        ToolResult.Changed changed = bench.changed(call("rollout_undo", "backend"));
        assertThat(text(changed.blocks())).contains("1 of 1 pods ready");
        assertThat(image("backend")).isEqualTo("todo-backend:1.8.0");
    }

    @Test
    void theUndoGoesBackToTheRevisionThatWasCurrent() {
        var before = bench.deployment("backend").at("/spec/template");
        ToolResult.Changed changed = bench.changed(call("rollout_undo", "backend"));
        bench.undo(changed);
        assertThat(bench.deployment("backend").at("/spec/template")).isEqualTo(before);
    }

    @Test
    void aRevisionThatIsNotKeptIsNotFound() {
        assertThat(bench.dryRun(call("rollout_undo", "backend").with("revision", 99)))
                .isInstanceOfSatisfying(
                        ToolResult.NotFound.class,
                        notFound -> assertThat(notFound.nearest()).contains("1", "2"));
    }

    @Test
    void theCurrentRevisionIsNoChange() {
        assertThat(bench.apply(call("rollout_undo", "backend").with("revision", 2)))
                .isInstanceOf(ToolResult.Completed.class);
    }

    @Test
    void withoutAnEarlierRevisionThereIsNoWayBack() {
        assertThat(bench.dryRun(call("rollout_undo", "mcp-server")))
                .isInstanceOf(ToolResult.Failed.class)
                .asString()
                .contains("no earlier revision");
    }

    @Test
    void aStatefulSetGoesBackThroughItsControllerRevisions() {
        bench.changed(call("rollout_restart", "statefulset/redis"));
        ToolResult.Changed changed = bench.changed(call("rollout_undo", "statefulset/redis"));
        assertThat(changed.changes()).singleElement().satisfies(change -> {
            assertThat(change.field()).endsWith("kubectl.kubernetes.io/restartedAt");
            assertThat(change.after()).isEqualTo("(none)");
        });
        assertThat(text(changed.blocks())).contains("1 of 1 pods ready");
        assertThat(bench.undo(changed).changes())
                .singleElement()
                .extracting(Change::before)
                .isEqualTo("(none)");
    }

    private String image(String deployment) {
        return bench.deployment(deployment)
                .at("/spec/template/spec/containers/0/image")
                .asString();
    }
}
