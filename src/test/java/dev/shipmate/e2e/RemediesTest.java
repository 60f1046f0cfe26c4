package dev.shipmate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterOptions;
import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.diagnosis.Diagnosis;
import dev.shipmate.diagnosis.DiagnosisScope;
import dev.shipmate.diagnosis.Finding;
import dev.shipmate.diagnosis.Remedy;
import dev.shipmate.redaction.PatternRedactor;
import dev.shipmate.tool.Invocation;
import dev.shipmate.tool.Settled;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.Toolbox;
import dev.shipmate.tool.WriteMode;
import dev.shipmate.tool.kubernetes.KubernetesTools;
import dev.shipmate.tool.kubernetes.RemedyCalls;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Something broken on a real cluster: its cause is found first, and the first remedy heals it.
@Tag("e2e")
class RemediesTest {
    private static final String PREFIX = System.getProperty("shipmate.e2e.prefix", "todo-") + "remedy-";
    private static final WorkloadName BACKEND = new WorkloadName("deployment", "", "backend");

    private final Cluster cluster = Cluster.open(ClusterOptions.usual());
    private final PatternRedactor redactor = new PatternRedactor();
    private final Diagnosis diagnosis = new Diagnosis(cluster, redactor, Clock.systemUTC());
    private final Toolbox toolbox = new Toolbox(KubernetesTools.changers(cluster), redactor);

    @AfterEach
    void close() {
        cluster.close();
    }

    @ParameterizedTest
    @CsvSource({
        "selector, service-selector-mismatch, service/backend",
        "target-port, service-target-port, service/backend",
        "probe-port, probe-refused, deployment/backend",
        "quota, quota-exceeded, deployment/backend",
        "unschedulable, insufficient-resources, deployment/backend",
        "missing-key, secret-key-missing, deployment/backend",
        "out-of-memory, oom-killed, deployment/backend",
        "image-tag, image-tag-missing, deployment/backend",
    })
    void theCauseComesFirstAndItsRemedyHeals(String broken, String id, String object) {
        try (var namespace = new TestNamespace(PREFIX + broken)) {
            namespace.apply("remedies/" + broken + ".yaml");

            Finding finding = found(namespace, id);

            assertThat(finding.object()).isEqualTo(object);
            assertThat(finding.toString()).doesNotContain("never-shown");
            heal(namespace, finding);
        }
    }

    @Test
    void aCrashThatBeganWithARolloutIsTakenBack() {
        try (var namespace = new TestNamespace(PREFIX + "crash")) {
            namespace.apply("remedies/crash.yaml");
            namespace.kubectl().call("rollout", "status", "deployment/backend", "--timeout=80s");
            namespace.apply(
                    "remedies/crash.yaml", text -> text.replace("exec httpd", "echo FATAL no config; exit 3; "));

            Finding finding = found(namespace, "crash-app-error");

            assertThat(finding.cause()).contains("exit code 3", "FATAL no config");
            assertThat(finding.remedies())
                    .containsExactly(new Remedy.UndoRollout(
                            "Undo the last rollout of deployment/backend",
                            new WorkloadName(BACKEND.kind(), namespace.name(), BACKEND.name())));
            heal(namespace, finding);
        }
    }

    /// The first finding, when it has come to be this one.
    private Finding found(TestNamespace namespace, String id) {
        namespace
                .kubectl()
                .await(
                        id,
                        () -> examine(namespace).stream().findFirst().map(Finding::id).stream()
                                .anyMatch(id::equals));
        return examine(namespace).getFirst();
    }

    private void heal(TestNamespace namespace, Finding finding) {
        var prepared = (Toolbox.Prepared.Ready)
                toolbox.prepare(RemedyCalls.of(finding.remedies().getFirst()));
        ToolResult planned = run(namespace, prepared, WriteMode.DRY_RUN);
        assertThat(planned).isInstanceOf(ToolResult.Planned.class);
        ToolResult changed = run(namespace, prepared, WriteMode.APPLY);
        assertThat(changed)
                .isInstanceOfSatisfying(
                        ToolResult.Changed.class,
                        it -> assertThat(it.settled()).as(it.toString()).isEqualTo(Settled.YES));
        namespace
                .kubectl()
                .await("that nothing is wrong", () -> examine(namespace).isEmpty());
        namespace.kubectl().call("rollout", "status", "deployment/backend", "--timeout=80s");
    }

    private ToolResult run(TestNamespace namespace, Toolbox.Prepared.Ready prepared, WriteMode mode) {
        return toolbox.run(prepared, new Invocation(mode, namespace.name(), _ -> {}));
    }

    private List<Finding> examine(TestNamespace namespace) {
        return diagnosis.examine(new DiagnosisScope.Namespace(namespace.name()));
    }
}
