package dev.shipmate.helm;

import static dev.shipmate.helm.ReleaseSecrets.TODO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.FakeApiServer;
import dev.shipmate.redaction.PatternRedactor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class StoredChartTest {
    private static final String HOOKS = """
            [{"name": "migrate", "kind": "Job", "events": ["pre-upgrade", "pre-rollback"],
              "manifest": "kind: Job\\nmetadata:\\n  annotations:\\n    helm.sh/hook: pre-upgrade,pre-rollback\\n"},
             {"name": "seed", "kind": "Job", "events": ["post-install"], "manifest": "kind: Job\\n"},
             {"name": "probe", "kind": "Pod", "events": ["test"],
              "manifest": "kind: Pod\\nmetadata:\\n  annotations:\\n    \\"helm.sh/hook\\": test\\n"}]""";

    @Test
    void onlyHooksOfARollbackRunAndTextInBracesStaysText(@TempDir Path folder) throws IOException {
        try (var server = new FakeApiServer()) {
            server.with(
                    ReleaseSecrets.path(2),
                    200,
                    ReleaseSecrets.secret(2, "superseded", "kind: ConfigMap # {{ x }}", "{\"a\": 1}", HOOKS));
            var releases = new Releases(server.cluster(), new PatternRedactor());
            var chart = new StoredChart(releases.intact(TODO, 2).orElseThrow());

            chart.write(folder);

            assertThat(chart.userValues()).isEqualTo("{\"a\":1}");
            assertThat(new JsonMapper()
                            .readTree(Files.readString(folder.resolve("Chart.yaml")))
                            .path("version")
                            .asString())
                    .isEqualTo("0.2.0");
            assertThat(folder.resolve("values.yaml")).hasContent("{\"greeting\":\"hello\"}");
            assertThat(folder.resolve("templates/manifest.yaml")).hasContent("kind: ConfigMap # {{\"{{\"}} x }}");
            assertThat(folder.resolve("templates/hook-0.yaml")).content().contains("    helm.sh/hook: pre-upgrade\n");
            assertThat(folder.resolve("templates/hook-1.yaml")).doesNotExist();
            assertThat(folder.resolve("templates/hook-2.yaml")).content().contains("\"helm.sh/hook\": test\n");
        }
    }

    @Test
    void aReleaseThatIsGivenUpIsMarkedAsFailedInItsLabelAndInItsRecord() throws IOException {
        try (var server = new FakeApiServer()) {
            String secret = ReleaseSecrets.secret(2, "pending-upgrade", "kind: A", "{}", "[]");
            var patch = new StringBuilder();
            server.with(ReleaseSecrets.path(2), exchange -> {
                patch.append(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                FakeApiServer.send(exchange, 200, secret);
            });
            var releases = new Releases(server.cluster(), new PatternRedactor());
            StoredRelease.Intact stored = releases.intact(TODO, 2).orElseThrow();

            new StuckReleases(server.cluster(), releases).giveUp(stored.revision());

            var sent = new JsonMapper().readTree(patch.toString());
            assertThat(sent.at("/metadata/labels/status").asString()).isEqualTo("failed");
            assertThat(sent.at("/metadata/resourceVersion").asString()).isEqualTo("7");
            assertThat(ReleaseReader.read(sent, ReleaseReader.Parts.ALL))
                    .isInstanceOfSatisfying(StoredRelease.Intact.class, changed -> {
                        assertThat(changed.revision().status()).isEqualTo(ReleaseStatus.FAILED);
                        assertThat(changed.manifest()).isEqualTo("kind: A");
                    });
            assertThat(ReleaseReader.tree(sent).at("/chart/templates/0/data").asString())
                    .as("what is not read stays in the record")
                    .isEqualTo("e3sgfX0=");
        }
    }
}
