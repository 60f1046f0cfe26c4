package dev.shipmate.tool.kubernetes;

import static dev.shipmate.tool.kubernetes.ChangeBench.call;
import static dev.shipmate.tool.kubernetes.ChangeBench.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.tool.Change;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.Undo;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RolloutRestartToolTest {
    private final ChangeBench bench = new ChangeBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void dryRunKeepsThePods() {
        List<String> before = pods("mcp-server");
        assertThat(bench.dryRun(call("rollout_restart", "mcp-server"))).isInstanceOf(ToolResult.Planned.class);
        assertThat(bench.writes()).singleElement().asString().contains("dryRun=All");
        assertThat(pods("mcp-server")).isEqualTo(before);
    }

    @Test
    void applyReplacesEveryPod() {
        List<String> before = pods("frontend");
        ToolResult.Changed changed = bench.changed(call("rollout_restart", "deployment/frontend"));
        assertThat(text(changed.blocks())).contains("2 of 2 pods ready");
        assertThat(pods("frontend")).hasSize(2).doesNotContainAnyElementsOf(before);
        assertThat(changed.changes())
                .singleElement()
                .extracting(Change::field, Change::before)
                .containsExactly("restarted at", "never");
        assertThat(changed.undo()).isInstanceOf(Undo.Impossible.class);
    }

    @Test
    void aDaemonSetIsRestartedToo() {
        ToolResult.Changed changed =
                bench.changed(call("rollout_restart", "daemonset/kube-proxy").with("namespace", "kube-system"));
        assertThat(text(changed.blocks())).contains("1 of 1 pods ready");
    }

    private List<String> pods(String deployment) {
        var names = new ArrayList<String>();
        bench.cluster().forEachPod("todo", "", pod -> {
            if (pod.owner().equals("deployment/" + deployment) && !pod.deleting()) {
                names.add(pod.name());
            }
        });
        return names;
    }
}
