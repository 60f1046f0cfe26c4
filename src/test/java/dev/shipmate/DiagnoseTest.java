package dev.shipmate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.FakeApiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// `shipmate diagnose`, as a person and as a script use it.
class DiagnoseTest extends WholeProgram {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String CORE = "/api/v1/namespaces/todo/";

    @Nested
    class InTheSandbox {
        @Test
        void eachRootCauseIsABlockWithItsRemedyAndTheCommandThatAppliesIt() {
            assertThat(shipmate("diagnose", "--sandbox")).isZero();
            assertThat(out.toString())
                    .contains("error (image-tag-missing) deployment/mailer in namespace todo: ")
                    .containsPattern("-> Remedy [0-9a-f]{8}: Set the image of deployment/mailer to todo-mailer:1.4.1")
                    .containsPattern("    shipmate ask 'apply remedy [0-9a-f]{8}' --sandbox --namespace todo\n")
                    .containsPattern("\n[0-9] errors\\.\n$");
            assertThat(err.toString()).isEmpty();
        }

        @Test
        void theCommandThatIsShownWorks() {
            shipmate("diagnose", "--sandbox", "mailer");
            String id = out.toString().replaceAll("(?s).*apply remedy ([0-9a-f]{8}).*", "$1");

            assertThat(shipmate("ask", "--planner", "rules", "--sandbox", "--namespace", "todo", "apply remedy " + id))
                    .isEqualTo(3);
            assertThat(out.toString())
                    .contains("todo-mailer:1.4.2 -> todo-mailer:1.4.1", "Nothing was changed", "--yes");
            assertThat(shipmate("ask", "--planner", "rules", "--sandbox", "--yes", "apply remedy " + id))
                    .isZero();
            assertThat(out.toString()).contains("1 of 1 pods ready");
        }

        @Test
        void onlyTheTargetIsToldAndTheExitCodeSaysThatItIsBroken() {
            assertThat(shipmate("diagnose", "deployment/mailer", "--sandbox", "--exit-code"))
                    .isEqualTo(10);
            assertThat(out.toString()).contains("deployment/mailer").doesNotContain("deployment/worker");
        }

        @Test
        void aHealthyTargetExitsWithZero() {
            assertThat(shipmate("diagnose", "frontend", "--sandbox", "--exit-code"))
                    .isZero();
            assertThat(out.toString()).startsWith("Nothing is wrong with deployment/frontend.");
        }

        @Test
        void aServiceLeadsToTheWorkloadBehindIt() {
            assertThat(shipmate("diagnose", "svc/backend", "--sandbox")).isZero();
            assertThat(out.toString()).contains("deployment/backend").doesNotContain("deployment/mailer");
        }

        @ParameterizedTest
        @ValueSource(strings = {"json", "yaml"})
        void programsGetATree(String format) {
            assertThat(shipmate("diagnose", "--sandbox", "-o", format)).isZero();

            JsonNode tree = new YAMLMapper().readTree(out.toString());
            assertThat(tree.path("context").asString()).isEqualTo("sandbox");
            assertThat(tree.path("namespace").asString()).isEqualTo("todo");
            assertThat(tree.path("pods").asInt()).isGreaterThan(5);
            assertThat(tree.at("/findings/0/severity").asString()).isEqualTo("error");
            assertThat(tree.at("/findings/0/remedies/0/id").asString()).matches("[0-9a-f]{8}");
            assertThat(err.toString()).isEmpty();
        }

        @Test
        void sarifIsOneRunWithAResultForEachFinding() {
            assertThat(shipmate("diagnose", "--sandbox", "-o", "sarif")).isZero();
            assertThat(JSON.readTree(out.toString()).at("/runs/0/results").size())
                    .isGreaterThan(2);
        }

        @Test
        void otherCommandsWriteNoSarif() {
            assertThat(shipmate("ask", "--sandbox", "--planner", "rules", "-o", "sarif", "show all pods"))
                    .isEqualTo(2);
            assertThat(err.toString()).contains("Only `shipmate diagnose` writes sarif");
            assertThat(out.toString()).isEmpty();
        }

        @Test
        void allNamespacesAreLookedAt() {
            assertThat(shipmate("diagnose", "-A", "--sandbox", "-o", "json")).isZero();
            assertThat(JSON.readTree(out.toString()).path("namespace").asString("none"))
                    .isEmpty();
        }

        @Test
        void whatIsNotThereGetsTheNearest() {
            assertThat(shipmate("diagnose", "mailr", "--sandbox")).isEqualTo(1);
            assertThat(err.toString()).contains("No workload or pod is called mailr.", "deployment/mailer");
            assertThat(shipmate("diagnose", "service/backnd", "--sandbox")).isEqualTo(1);
            assertThat(err.toString()).contains("No service is called backnd. Nearest: backend");
            assertThat(shipmate("diagnose", "gizmo/x", "--sandbox")).isEqualTo(1);
            assertThat(err.toString()).contains("No kind is called gizmo.");
            assertThat(shipmate("diagnose", "release/none", "--sandbox")).isEqualTo(1);
            assertThat(shipmate("diagnose", "-n", "nowhere", "--sandbox")).isEqualTo(1);
            assertThat(err.toString()).contains("No namespace is called nowhere.");
            assertThat(out.toString()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "-A backend",
                    "-A -n todo",
                    "--watch -o sarif",
                    "--watch --exit-code",
                    "--since soon",
                    "--interval 0s",
                    "a b"
                })
        void whatDoesNotGoTogetherIsWrongUsage(String line) {
            assertThat(shipmate(("diagnose --sandbox " + line).split(" "))).isEqualTo(2);
            assertThat(out.toString()).isEmpty();
        }
    }

    @Nested
    class OnAServerThatForbidsMuch {
        private final FakeApiServer server = new FakeApiServer();

        @BeforeEach
        void teach() {
            for (String kind : new String[] {"services", "persistentvolumeclaims", "events"}) {
                forbid(CORE + kind);
            }
            for (String kind : new String[] {"deployments", "statefulsets", "daemonsets"}) {
                forbid("/apis/apps/v1/namespaces/todo/" + kind);
                forbid("/apis/apps/v1/namespaces/todo/" + kind + "/mailer");
            }
            forbid("/api/v1/nodes");
            forbid("/api/v1/namespaces");
            forbid("/api/v1/namespaces/todo");
            forbid(CORE + "pods/mailer/log");
            server.with(CORE + "pods/mailer", 200, pod());
            server.with(CORE + "pods", 200, "{\"kind\":\"List\",\"items\":[%s]}".formatted(pod()));
        }

        @AfterEach
        void close() {
            server.close();
        }

        @Test
        void whatCanBeSeenIsFoundAndTheRestIsNamed() throws IOException {
            assertThat(diagnose("--exit-code")).isEqualTo(10);
            assertThat(out.toString())
                    .contains("pod/mailer in namespace todo: ")
                    .contains("Could not be seen: ")
                    .contains("services (not permitted)", "nodes (not permitted)", "events (not permitted)");
        }

        @Test
        void programsAreToldToo() throws IOException {
            diagnose("-o", "json");
            assertThat(JSON.readTree(out.toString()).path("unseen").valueStream())
                    .extracting(JsonNode::asString)
                    .contains("deployments (not permitted)");
            diagnose("-o", "sarif");
            assertThat(out.toString()).contains("Could not be seen: deployments (not permitted).");
        }

        @Test
        void aBareNameIsFoundAmongWhatCanBeSeen() throws IOException {
            assertThat(diagnose("mailer", "--exit-code")).isEqualTo(10);
            assertThat(out.toString()).contains("pod/mailer");
        }

        @Test
        void aNameThatCouldBeAnythingForbiddenIsNotCalledMissing() throws IOException {
            forbid("/apis/apps/v1/namespaces/todo/deployments/web");
            assertThat(diagnose("web")).isEqualTo(1);
            assertThat(err.toString()).containsIgnoringCase("permi").doesNotContain("No workload");
        }

        @Test
        void aTargetThatMayNotBeReadIsStillDiagnosed() throws IOException {
            forbid(CORE + "services/web");
            assertThat(diagnose("service/web", "--exit-code")).isZero();
            assertThat(out.toString()).contains("Nothing wrong was seen of service/web.", "services (not permitted)");
        }

        @Test
        void nothingIsCalledHealthyThatWasNotSeen() throws IOException {
            forbid(CORE + "pods");
            assertThat(diagnose()).isZero();
            assertThat(out.toString())
                    .contains("Nothing wrong was seen in namespace todo: its pods could not be looked at.")
                    .doesNotContain("Nothing is wrong");
        }

        @Test
        void whatIsOlderThanSinceIsLeftOutAndWhatHasNoTimeIsNot() throws IOException {
            assertThat(diagnose("--since", "10m", "--exit-code")).isEqualTo(10);
            server.with(CORE + "events", 200, """
                    {"kind":"List","items":[{"metadata":{"namespace":"todo"},"type":"Warning","reason":"Failed",
                      "message":"no such image","count":4,"involvedObject":{"kind":"Pod","name":"mailer"},
                      "lastTimestamp":"2026-01-01T12:00:00Z"}]}""");
            assertThat(diagnose("--since", "10m", "--exit-code")).isZero();
            assertThat(out.toString()).contains("Nothing new is wrong.");
            assertThat(err.toString()).contains("1 finding is left out");
            assertThat(diagnose("--exit-code")).isEqualTo(10);
        }

        private void forbid(String path) {
            server.with(path, 403, "{\"kind\":\"Status\",\"code\":403,\"message\":\"not permitted\"}");
        }

        private static String pod() {
            return """
                    {"metadata":{"namespace":"todo","name":"mailer","creationTimestamp":"2026-01-01T12:00:00Z"},
                     "spec":{"containers":[{"name":"a","image":"a:1"}]},"status":{"phase":"Pending",
                      "containerStatuses":[{"name":"a","state":{"waiting":{"reason":"ErrImageNeverPull"}}}]}}""";
        }

        private int diagnose(String... more) throws IOException {
            return onServer(server.url(), more);
        }
    }

    @Test
    void aClusterThatDoesNotAnswerExitsWithSix() throws IOException {
        assertThat(onServer("http://127.0.0.1:9")).isEqualTo(6);
        assertThat(onServer("http://127.0.0.1:9", "--watch")).isEqualTo(6);
        assertThat(onServer("http://127.0.0.1:9", "deployment/web", "-o", "json"))
                .isEqualTo(6);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).startsWith("shipmate: ").contains("127.0.0.1:9");
    }

    private int onServer(String url, String... more) throws IOException {
        Path kubeconfig = Files.writeString(home.resolve("kubeconfig"), """
                {"apiVersion":"v1","kind":"Config","current-context":"fake",
                 "contexts":[{"name":"fake","context":{"cluster":"fake","user":"me","namespace":"todo"}}],
                 "clusters":[{"name":"fake","cluster":{"server":"%s"}}],"users":[{"name":"me","user":{}}]}""".formatted(url));
        var all = new String[more.length + 3];
        all[0] = "diagnose";
        all[1] = "--kubeconfig";
        all[2] = kubeconfig.toString();
        System.arraycopy(more, 0, all, 3, more.length);
        return shipmate(all);
    }
}
