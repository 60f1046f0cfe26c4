package dev.shipmate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The whole program, as a script uses it: arguments and standard input, output, errors and exit code.
class ApplicationTest extends WholeProgram {
    private static final JsonMapper JSON = new JsonMapper();

    @Nested
    class AskingTheSandbox {
        @Test
        void printsTheAnswerAndNothingElseOnStandardOutput() {
            assertThat(shipmate("ask", "--sandbox", "--planner", "rules", "show", "me", "all", "pods"))
                    .isZero();
            assertThat(out.toString()).contains("frontend", "backend", "CrashLoopBackOff");
            assertThat(err.toString()).isEmpty();
        }

        @Test
        void answersInJson() {
            assertThat(shipmate("--sandbox", "--planner=rules", "ask", "-o", "json", "show me all pods"))
                    .isZero();

            JsonNode answer = JSON.readTree(out.toString());
            assertThat(answer.path("question").asString()).isEqualTo("show me all pods");
            assertThat(answer.path("outcome").asString()).isEqualTo("answered");
            assertThat(answer.path("decidedBy").asString()).isEqualTo("rules");
            assertThat(answer.path("model").isNull()).isTrue();
            assertThat(answer.at("/calls/0/tool").asString()).isEqualTo("list_pods");
            assertThat(answer.at("/calls/0/effect").asString()).isEqualTo("read");
            assertThat(answer.at("/calls/0/outcome").asString()).isEqualTo("completed");
        }

        @Test
        void inASessionAQuestionCanLeanOnTheOneBefore() {
            String[] session = {"ask", "--sandbox", "--planner", "rules", "--session", "night"};
            assertThat(shipmate(with(session, "is the worker up?"))).isZero();
            assertThat(shipmate(with(session, "show its logs"))).isZero();
            assertThat(out.toString()).contains("job=thumbnails");
            assertThat(shipmate("ask", "--planner", "rules", "--session", "night", "describe it"))
                    .as("it stays in the sandbox: %s", err)
                    .isZero();
            assertThat(out.toString()).contains("deployment/worker");
            assertThat(shipmate("sessions")).isZero();
            assertThat(out.toString()).contains("night", "3");
        }

        @Test
        void aSessionGoesNeitherWithAFileOfQuestionsNorWithTheLastDeploy() {
            assertThat(shipmate("ask", "--session", "night", "--last-deploy", "why?"))
                    .isEqualTo(2);
            assertThat(err.toString()).contains("--session goes neither with --last-deploy nor with --from-file.");
            assertThat(shipmate("ask", "--session", "../x", "why?")).isEqualTo(2);
            assertThat(err.toString()).contains("'../x' is none");
        }

        private String[] with(String[] first, String last) {
            return Stream.concat(Stream.of(first), Stream.of(last)).toArray(String[]::new);
        }

        @Test
        void answersInYaml() {
            assertThat(shipmate("ask", "--sandbox", "--planner", "rules", "--output", "yaml", "show me all pods"))
                    .isZero();
            assertThat(new YAMLMapper().readTree(out.toString()).path("outcome").asString())
                    .isEqualTo("answered");
        }

        @Test
        void aChangeThatNobodyCanApproveIsPlannedAndExitsWithThree() {
            assertThat(shipmate("ask", "--sandbox", "--planner", "rules", "scale frontend to 3 replicas"))
                    .isEqualTo(3);
            assertThat(out.toString()).contains("deployment/frontend: replicas 2 -> 3", "Nothing was changed");
        }

        @Test
        void withYesAChangeIsMade() {
            assertThat(shipmate("ask", "--sandbox", "--planner", "rules", "--yes", "scale frontend to 3 replicas"))
                    .isZero();
            assertThat(out.toString()).contains("Done: deployment/frontend: replicas 2 -> 3");
        }

        @Test
        void readOnlyRefusesAChange() {
            assertThat(shipmate("ask", "--sandbox", "--read-only", "--yes", "scale frontend to 3 replicas"))
                    .isEqualTo(1);
            assertThat(out.toString()).contains("read-only");
        }

        @Test
        void everyLineOfAFileIsAQuestionAndAnAnswerALine() throws IOException {
            Path questions =
                    Files.writeString(home.resolve("questions"), "show me all pods\n\n# no question\nlist nodes\n");

            assertThat(shipmate(
                            "ask",
                            "--sandbox",
                            "--planner",
                            "rules",
                            "-o",
                            "json",
                            "--from-file",
                            questions.toString()))
                    .isZero();
            assertThat(out.toString()
                            .lines()
                            .map(line -> JSON.readTree(line).path("question").asString()))
                    .containsExactly("show me all pods", "list nodes");
        }

        @Test
        void everyAnswerAsTextStandsUnderItsQuestion() throws IOException {
            Path questions = Files.writeString(home.resolve("questions"), "show me all pods\nlist nodes\n");

            assertThat(shipmate("ask", "--sandbox", "--planner", "rules", "--from-file", questions.toString()))
                    .isZero();
            assertThat(out.toString()).startsWith("## show me all pods\n\n").contains("\n\n## list nodes\n\n");
        }

        @Test
        void aChangeThatDoesNotTakeEffectExitsWithOne() {
            assertThat(shipmate("ask", "--sandbox", "--planner", "rules", "--yes", "set image of frontend to nope:9"))
                    .isEqualTo(1);
            assertThat(err.toString()).contains("does not become ready");
        }

        @Test
        void whatIsNotThereExitsWithOne() {
            assertThat(shipmate("ask", "--sandbox", "--planner", "rules", "show the logs of pod doesnotexist"))
                    .isEqualTo(1);
            assertThat(shipmate("ask", "--sandbox", "--planner", "rules", "-n", "doesnotexist", "show me all pods"))
                    .isEqualTo(1);
            assertThat(err.toString()).contains("doesnotexist");
        }

        @Test
        void anotherSandboxKnowsNothingOfTheChangesOfTheLast() {
            shipmate("ask", "--sandbox", "--planner", "rules", "--yes", "scale frontend to 3 replicas");

            assertThat(shipmate("undo", "--sandbox", "--yes")).isEqualTo(1);
            assertThat(err.toString()).contains("There is no change to undo");
        }

        @Test
        void aPlanIsShownWithoutRunningIt() {
            assertThat(shipmate("ask", "--sandbox", "--plan", "-o", "json", "scale frontend to 3 replicas"))
                    .isZero();
            JsonNode plan = JSON.readTree(out.toString());
            assertThat(plan.at("/calls/0/tool").asString()).isEqualTo("scale");
            assertThat(plan.at("/calls/0/arguments/replicas").asInt()).isEqualTo(3);
            assertThat(plan.at("/calls/0/outcome").asString()).isEqualTo("planned");
        }

        @Test
        void aDifferenceOfReplicasIsReckonedFromTheCluster() {
            assertThat(shipmate(
                            "ask", "--sandbox", "--planner", "rules", "--yes", "-o", "json", "add two frontend pods"))
                    .isZero();
            JsonNode added = JSON.readTree(out.toString());
            assertThat(added.at("/calls/0/tool").asString()).isEqualTo("scale");
            assertThat(added.at("/calls/0/arguments/replicas").asInt()).isEqualTo(4);
        }

        @Test
        void pipedTextIsTheContextOfTheQuestion() {
            stdin = "Last State: Terminated\n  Reason: OOMKilled\n";

            assertThat(shipmate("ask", "--sandbox", "--planner", "rules", "what is wrong here?"))
                    .isZero();
            assertThat(out.toString()).contains("more memory than its limit");
        }

        @Test
        void withoutWordsThePipedTextIsTheQuestion() {
            stdin = "show me all pods\n";

            assertThat(shipmate("ask", "--sandbox", "--planner", "rules")).isZero();
            assertThat(out.toString()).contains("frontend");
        }

        @Test
        void theTraceIsPrivateAndHoldsEveryEvent() throws IOException {
            Path trace = home.resolve("trace.jsonl");

            shipmate("ask", "--sandbox", "--planner", "rules", "--trace", trace.toString(), "show me all pods");

            assertThat(Files.readAllLines(trace))
                    .extracting(line -> JSON.readTree(line).path("event").asString())
                    .contains("planned", "call-started", "call-finished");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(trace)))
                    .isEqualTo("rw-------");
        }

        @Test
        void withNoModelToAskTheRulesAnswerWhatTheyCan() {
            environment.put("OLLAMA_HOST", "http://127.0.0.1:1");

            assertThat(shipmate("ask", "--sandbox", "show me all pods")).isZero();
            assertThat(out.toString()).contains("frontend");
        }

        @Test
        void aModelThatIsAskedForAndCannotBeReachedExitsWithFive() {
            assertThat(shipmate(
                            "ask",
                            "--sandbox",
                            "--planner",
                            "model",
                            "--ollama-url",
                            "http://127.0.0.1:1",
                            "--model",
                            "qwen3:4b",
                            "show me all pods"))
                    .isEqualTo(5);
            assertThat(err.toString()).contains("127.0.0.1:1", "ollama serve").doesNotContain("Exception");
        }
    }

    @Nested
    class WithoutACluster {
        @Test
        void aMissingKubeconfigExitsWithSixAndPointsToTheSandbox() {
            assertThat(shipmate("ask", "--kubeconfig", home.resolve("none").toString(), "show me all pods"))
                    .isEqualTo(6);
            assertThat(err.toString() + out).contains("--sandbox").doesNotContain("Exception", "\tat ");
        }

        @Test
        void aServerThatDoesNotAnswerExitsWithSix() throws IOException {
            Path kubeconfig = Files.writeString(home.resolve("config"), """
                    apiVersion: v1
                    kind: Config
                    clusters: [{name: gone, cluster: {server: "http://127.0.0.1:1"}}]
                    users: [{name: me, user: {token: abc}}]
                    contexts: [{name: gone, context: {cluster: gone, user: me}}]
                    current-context: gone
                    """);

            assertThat(shipmate("ask", "--kubeconfig", kubeconfig.toString(), "show me all pods"))
                    .isEqualTo(6);
            assertThat(err.toString() + out).contains("gone", "127.0.0.1:1").doesNotContain("\tat ");
        }
    }
}
