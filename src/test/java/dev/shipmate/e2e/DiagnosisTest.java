package dev.shipmate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterOptions;
import dev.shipmate.diagnosis.Diagnosis;
import dev.shipmate.diagnosis.DiagnosisScope;
import dev.shipmate.diagnosis.Examination;
import dev.shipmate.diagnosis.Finding;
import dev.shipmate.redaction.PatternRedactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What diagnosis says of a healthy namespace, and to a user who may see little.
@Tag("e2e")
class DiagnosisTest {
    private static final String PREFIX = System.getProperty("shipmate.e2e.prefix", "todo-");
    private static final Duration PAUSE = Duration.ofMillis(400);

    private final Cluster cluster = Cluster.open(ClusterOptions.usual());

    @AfterEach
    void close() {
        cluster.close();
    }

    /// Every kind that is looked at is there. A finding at any time would be a false alarm.
    @Test
    void nothingIsFoundWhileAHealthyNamespaceStartsRunsAndRollsOut() throws Exception {
        try (var _ = new TestVolumes("e2e-healthy", 2);
                var namespace = new TestNamespace(PREFIX + "healthy")) {
            UnaryOperator<String> fill = text -> text.replace("$NAMESPACE", namespace.name());
            try {
                namespace.apply("healthy-cluster.yaml", fill);
                assertQuiet(namespace, "starts", () -> {
                    namespace.apply("healthy.yaml", fill);
                    settle(namespace);
                });
                assertQuiet(namespace, "runs", () -> pause(Duration.ofSeconds(65)));
                assertQuiet(namespace, "rolls out", () -> {
                    namespace.apply("healthy.yaml", text -> fill.apply(text).replace("round: first", "round: second"));
                    settle(namespace);
                });
                assertQuiet(namespace, "is scaled", () -> {
                    namespace.kubectl().call("scale", "statefulset/cache", "--replicas=1");
                    namespace.kubectl().call("delete", "pod", "--selector", "app=agent", "--wait=false");
                    pause(Duration.ofSeconds(15));
                });
            } finally {
                namespace.kubectl().call("delete", "ingressclass", namespace.name(), "--ignore-not-found");
            }
        }
    }

    private void assertQuiet(TestNamespace namespace, String phase, Runnable action) throws Exception {
        var diagnosis = new Diagnosis(cluster, new PatternRedactor(), Clock.systemUTC());
        var alarms = new LinkedHashMap<String, Finding>();
        int looks = 0;
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> acting = executor.submit(action);
            while (!acting.isDone()) {
                diagnosis
                        .examine(new DiagnosisScope.Namespace(namespace.name()))
                        .forEach(finding -> alarms.putIfAbsent(finding.id() + " " + finding.object(), finding));
                looks++;
                pause(PAUSE);
            }
            acting.get();
        }
        assertThat(looks).isGreaterThan(5);
        assertThat(alarms).as("found while it %s", phase).isEmpty();
    }

    private static void settle(TestNamespace namespace) {
        for (String workload : List.of("deployment/web", "statefulset/cache", "daemonset/agent")) {
            namespace.kubectl().call("rollout", "status", workload, "--timeout=85s");
        }
        namespace.kubectl().call("wait", "--for=condition=complete", "job/migrate", "--timeout=60s");
    }

    @Test
    void whoMaySeeLittleIsToldTheCauseAndWhatCouldNotBeSeen(@TempDir Path folder) throws IOException {
        try (var namespace = new TestNamespace(PREFIX + "poor")) {
            namespace
                    .kubectl()
                    .apply(Files.readString(
                            Program.folder().resolve("src/test/resources/failures/secret-key-missing/broken.yaml")));
            namespace.kubectl().call("create", "serviceaccount", "reader");
            namespace.kubectl().call("create", "role", "reader", "--verb=get,list", "--resource=pods,pods/log");
            namespace
                    .kubectl()
                    .call(
                            "create",
                            "rolebinding",
                            "reader",
                            "--role=reader",
                            "--serviceaccount=%s:reader".formatted(namespace.name()));
            Path kubeconfig = folder.resolve("config");
            Files.writeString(kubeconfig, kubeconfig(namespace));
            Instant limit = Instant.now().plusSeconds(60);
            Examination seen = look(kubeconfig, namespace);
            while (seen.findings().isEmpty() && Instant.now().isBefore(limit)) {
                pause(PAUSE);
                seen = look(kubeconfig, namespace);
            }

            assertThat(seen.findings()).extracting(Finding::id).containsExactly("secret-key-missing");
            assertThat(seen.unseen())
                    .contains("deployments (not permitted)", "nodes (not permitted)", "events (not permitted)");
        }
    }

    private static Examination look(Path kubeconfig, TestNamespace namespace) {
        try (Cluster poor = Cluster.open(new ClusterOptions(kubeconfig.toString(), "", "", ""))) {
            return new Diagnosis(poor, new PatternRedactor(), Clock.systemUTC())
                    .look(new DiagnosisScope.Namespace(namespace.name()));
        }
    }

    /// That of the administrator, with another user in it.
    private static String kubeconfig(TestNamespace namespace) {
        Kubectl kubectl = namespace.kubectl();
        String path = "{.clusters[0].cluster.%s}";
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(
                "SERVER",
                kubectl.call("config", "view", "--raw", "--minify", "-o", "jsonpath=" + path.formatted("server")));
        fields.put(
                "CA",
                kubectl.call(
                        "config",
                        "view",
                        "--raw",
                        "--minify",
                        "--flatten",
                        "-o",
                        "jsonpath=" + path.formatted("certificate-authority-data")));
        fields.put("TOKEN", kubectl.call("create", "token", "reader").strip());
        String text = """
                apiVersion: v1
                kind: Config
                current-context: poor
                clusters: [{name: poor, cluster: {server: "SERVER", certificate-authority-data: "CA"}}]
                users: [{name: poor, user: {token: "TOKEN"}}]
                contexts: [{name: poor, context: {cluster: poor, user: poor}}]
                """;
        for (Map.Entry<String, String> field : fields.entrySet()) {
            text = text.replace(field.getKey(), field.getValue());
        }
        return text;
    }

    private static void pause(Duration time) {
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting.", e);
        }
    }
}
