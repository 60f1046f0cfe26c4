package dev.shipmate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.approval.UndoEntry;
import dev.shipmate.approval.UndoFile;
import dev.shipmate.audit.AuditLog;
import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterOptions;
import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.cluster.WorkloadView;
import dev.shipmate.redaction.PatternRedactor;
import dev.shipmate.sandbox.Sandbox;
import dev.shipmate.session.SessionStore;
import dev.shipmate.tool.Change;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The program is killed with changes under way, again and again. What it has written down stays readable, and agrees
/// with the cluster. `-Dshipmate.killed.sessions` says how often; in the default run it is a few times.
@Timeout(1200)
class KilledSessionTest {
    private static final int SESSIONS = Integer.getInteger("shipmate.killed.sessions", 5);
    private static final int LATEST_MILLISECONDS = 2500;
    private static final WorkloadName FRONTEND = new WorkloadName("deployment", "todo", "frontend");

    @TempDir
    Path folder;

    @Test
    void whatIsOnRecordStaysReadableAndTrue() throws IOException, InterruptedException {
        var random = new Random(11);
        int cut = 0;
        try (Sandbox sandbox = Sandbox.start();
                Cluster cluster = Cluster.open(ClusterOptions.ofServer("shop", sandbox.server(), "todo"))) {
            Path kubeconfig = kubeconfig(sandbox.server());
            for (int i = 0; i < SESSIONS; i++) {
                killAtRandom(start("s" + i, kubeconfig, random), random);
                cut += check(cluster) ? 1 : 0;
            }
            assertThat(sessions().all())
                    .isNotEmpty()
                    .allSatisfy(session -> assertThat(session.turns()).isNotEmpty());
        }
        assertThat(decisions())
                .as("%d of %d in the middle of a change", cut, SESSIONS)
                .hasSizeGreaterThan(SESSIONS / 2);
    }

    /// Scales up and down until it is killed.
    private Process start(String name, Path kubeconfig, Random random) throws IOException {
        String questions = IntStream.range(0, 40)
                .mapToObj(_ -> "scale frontend to %d\n".formatted(2 + random.nextInt(4)))
                .reduce("", String::concat);
        Path typed = Files.writeString(folder.resolve("typed"), questions);
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.shipmate.Main",
                        "chat",
                        "--session",
                        name,
                        "--planner",
                        "rules",
                        "--yes",
                        "--kubeconfig",
                        kubeconfig.toString())
                .redirectInput(typed.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().put("XDG_STATE_HOME", folder.toString());
        return builder.start();
    }

    /// At any time from its first entry on.
    private void killAtRandom(Process process, Random random) throws IOException, InterruptedException {
        long before = size();
        while (process.isAlive() && size() == before) {
            TimeUnit.MILLISECONDS.sleep(2);
        }
        assertThat(process.isAlive())
                .as(Files.readString(folder.resolve("output")))
                .isTrue();
        TimeUnit.MILLISECONDS.sleep(random.nextInt(LATEST_MILLISECONDS));
        process.destroyForcibly().waitFor();
    }

    private long size() throws IOException {
        Path file = folder.resolve("shipmate/audit.jsonl");
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /// Whether the last change has no result on record.
    private boolean check(Cluster cluster) {
        assertThat(audit().verify().fault()).isEmpty();
        List<JsonNode> decisions = decisions();
        JsonNode last = decisions.getLast();
        boolean told = audit().entries().stream()
                .anyMatch(entry -> is(entry, "result")
                        && entry.path("turn")
                                .asString()
                                .equals(last.path("turn").asString()));
        String replicas = cluster.findWorkload(FRONTEND)
                .map(WorkloadView::desired)
                .map(String::valueOf)
                .orElse("");
        Optional<UndoEntry> undo = new UndoFile(folder.resolve("shipmate/undo.jsonl"))
                .of(cluster::identity)
                .newest();
        if (told) {
            assertThat(replicas).isEqualTo(after(last));
        } else {
            assertThat(replicas).isIn(after(last), before(last));
        }
        // Whatever was made last can be taken back.
        assertThat(undo).hasValueSatisfying(entry -> {
            Change change = entry.changes().getFirst();
            if (entry.made()) {
                assertThat(change.after()).isEqualTo(replicas);
            } else {
                assertThat(replicas).isIn(change.before(), change.after());
            }
        });
        return !told;
    }

    private List<JsonNode> decisions() {
        return audit().entries().stream()
                .filter(entry -> is(entry, "decision") && entry.path("plan").size() > 0)
                .toList();
    }

    private static boolean is(JsonNode entry, String event) {
        return entry.path("event").asString("").equals(event);
    }

    private static String after(JsonNode decision) {
        return decision.path("plan").get(0).path("after").asString();
    }

    private static String before(JsonNode decision) {
        return decision.path("plan").get(0).path("before").asString();
    }

    private AuditLog audit() {
        return new AuditLog(folder.resolve("shipmate/audit.jsonl"), Clock.systemUTC(), "ann");
    }

    private SessionStore sessions() {
        return new SessionStore(folder.resolve("shipmate/sessions"), new PatternRedactor(), Clock.systemUTC());
    }

    private Path kubeconfig(String server) throws IOException {
        return Files.writeString(folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: shop
                clusters: [{name: shop, cluster: {server: "%s"}}]
                users: [{name: shop, user: {}}]
                contexts: [{name: shop, context: {cluster: shop, user: shop, namespace: todo}}]
                """.formatted(server), StandardCharsets.UTF_8);
    }
}
