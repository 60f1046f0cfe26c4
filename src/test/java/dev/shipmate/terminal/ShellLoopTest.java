package dev.shipmate.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.FakeInventory;
import dev.shipmate.fake.FakeSession;
import dev.shipmate.fake.MutableClock;
import dev.shipmate.pipeline.SampleReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellLoopTest {
    private static final String BANNER = """
            Shipmate 1.2.3, minikube/todo | asks before changes
            Ask in plain words, such as: show me all pods   (/help for more)
            """;

    private final FakeSession session =
            new FakeSession(new FakeInventory().withNamespaces("default", "todo"), Duration.ZERO);
    private final TestScreen screen = TestScreen.of(Screen.Kind.TYPEWRITER, 70);

    @Test
    void aQuestionIsAnsweredBelowItsCalls() {
        assertThat(type("which pods are there?")).isEqualTo("""
                ok list_pods namespace=todo  12 ms
                2 pods in todo.

                NAME                     READY  STATUS
                backend-7c9f8d6b5-x2x4z  0/1    CrashLoopBackOff
                web-5d4f8c7b9-abcde      1/1    Running

                """);
    }

    @Test
    void aSessionOnAFailedDeployStartsWithItsReportInView() {
        session.troubleshoot(SampleReport.report());

        assertThat(type("version"))
                .contains(
                        "failed at step wait:\ndeployment/backend: its readiness probe asks port 9999, and the\n",
                        "value port: 8000 -> 9999",
                        "2. Roll back to revision 3.")
                .endsWith("""
                        Ask on: why did it fail? | what changed? | apply the remedy | roll
                        back | try again
                        Shipmate 1.2.3
                        """);
    }

    @Test
    void aChangeIsAskedForAndMade() {
        assertThat(type("scale web to 5", "y")).contains("deployment/web  replicas  2    5\n", "Scaled to 5.\n");
        assertThat(session.replicas()).isEqualTo(5);
    }

    @Test
    void whatWasAllowedIsShownAndTakenBack() {
        assertThat(type(
                        "scale web to 5",
                        "a",
                        "scale web to 6",
                        "/permissions",
                        "/permissions revoke scale",
                        "scale web to 7",
                        "n"))
                .contains("Allowed for this session: scale.", "scale is asked for again.");
        assertThat(session.replicas()).isEqualTo(6);
    }

    @Test
    void everyChangeIsConfirmedOnceTheUserWantsIt() {
        type("scale web to 5", "a", "/permissions ask", "scale web to 6", "n");

        assertThat(session.replicas()).isEqualTo(5);
        type("/permissions usual", "scale web to 7");
        assertThat(session.replicas()).isEqualTo(7);
    }

    @Test
    void moreThanWasAllowedAtTheStartIsNotGiven() {
        assertThat(type("/permissions read-only", "/permissions"))
                .contains("Nothing is changed: Shipmate runs read-only.");
        assertThat(type("/permissions usual"))
                .contains("Every change is asked for.", "Asked for each time, whatever is allowed:");
        assertThat(type("/permissions everything")).contains("Say /permissions, or add: ask");
    }

    @Test
    void anErrorKeepsTheShell() {
        assertThat(type("unreachable?", "version")).isEqualTo("""
                        Cannot reach cluster 'minikube'. Start it with `minikube start`.
                        Shipmate 1.2.3
                        """);
    }

    @Test
    void whyShowsTheEvidence() {
        assertThat(type("why is it failing?", "/why")).endsWith("""
                why is it failing?
                Decided by the rules, confidence 0.97, answered in 340 ms.

                1. diagnose name=deployment/backend  (read, 12 ms)
                Log of backend
                panic: lookup db.todo: no such host
                exit 1
                3 more lines not shown.
                """);
    }

    @Test
    void whyWithoutAnAnswerSaysSo() {
        assertThat(type("/why")).isEqualTo("There is no answer yet to give reasons for.\n");
    }

    @Test
    void resetForgetsAndSaysHowMuch() {
        assertThat(type("pods?", "pods?", "reset", "/history")).endsWith("""
                        Forgotten: 2 questions and all that came of them.
                        No questions yet, or all were forgotten.
                        """);
        assertThat(session.turns()).isEmpty();
    }

    @Test
    void theSessionMovesToAnotherContextAndNamespace() {
        assertThat(type("/context kind-dev", "/namespace todo", "/namespace", "/context nowhere", "/model"))
                .isEqualTo("""
                        Questions are about kind-dev now, namespace default.
                        Questions are about namespace todo now.
                          default
                        * todo
                        There is no context 'nowhere'.
                        qwen3:4b, asked through the schema protocol
                        """);
    }

    @Test
    void theContextSaysWhatTheModelReads() {
        assertThat(type("/context")).isEqualTo("""
                          kind-dev
                        * minikube

                        With the next question qwen3:4b reads about 270 tokens of the 4096
                        that it can, and the tools that fit:
                             190  instructions
                              80  conversation: 2 answers
                        The last question that it was asked took 690 tokens to read and 21 to
                        write.
                        /reset empties the conversation.
                        """);
    }

    @Test
    void anUnknownCommandOffersTheNearest() {
        assertThat(type("/modle x")).contains("There is no /modle. Did you mean /model");
    }

    @Test
    void aPlanNeedsAQuestion() {
        assertThat(type("/plan", "/plan list pods")).isEqualTo("Usage: /plan QUESTION\nWould call list_pods.\n");
    }

    @Test
    void thePromptShowsWhereQuestionsGo() {
        var lines = new ScriptedLines();
        run(lines, true);

        assertThat(lines.prompts()).containsExactly("minikube/todo> ");
        assertThat(screen.shown()).isEqualTo(BANNER);
    }

    @Nested
    class CtrlC {
        @Test
        void twiceAtTheEmptyPromptLeaves() {
            var lines = new ScriptedLines("^C", "^C", "never read");

            assertThat(run(lines, true)).isZero();
            assertThat(lines.left()).isEqualTo(1);
        }

        @Test
        void withALineOnlyClearsIt() {
            var lines = new ScriptedLines("half a quest^C", "^C", "half^C", "^C", "exit");
            run(lines, true);

            assertThat(lines.left()).isZero();
        }
    }

    @Nested
    class ThroughAPipe {
        @Test
        void thereAreNeitherBannerNorPrompts() {
            var lines = new ScriptedLines("version");
            run(lines, false);

            assertThat(screen.shown()).isEqualTo("Shipmate 1.2.3\n");
            assertThat(lines.prompts()).containsOnly("");
        }

        @Test
        void nobodyCanApproveAChange() {
            run(new ScriptedLines("scale web to 5", "y"), false);

            assertThat(session.replicas()).isEqualTo(2);
            assertThat(screen.shown()).contains("Nobody is there to approve it.");
        }
    }

    @Nested
    class Saving {
        @TempDir
        private Path folder;

        @Test
        void writesATranscriptForItsOwnerAlone() throws IOException {
            Path file = folder.resolve("talk.md");
            type("why?", "/save " + file);

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(Files.readString(file))
                    .startsWith(
                            "# Shipmate, context minikube, 2026-11-01T09:00:00Z\n\n## why?\n\nThe **backend** fails")
                    .contains("```text\n$ diagnose name=deployment/backend\nLog of backend\n");
        }

        @Test
        void leavesAFileThatIsThere() throws IOException {
            Path file = Files.writeString(folder.resolve("talk.md"), "mine");

            assertThat(type("why?", "/save " + file).replace("\n", " ")).contains("is there already");
            assertThat(Files.readAllLines(file)).isEqualTo(List.of("mine"));
        }

        @Test
        void intoAFolderThatIsNotThereSaysSo() {
            Path file = folder.resolve("nope/x.md");

            assertThat(type("why?", "/save " + file).replace("\n", " ")).contains("there is no such folder.");
        }

        @Test
        void ofNothingSaysSo() {
            assertThat(type("/save")).isEqualTo("There is nothing to save yet.\n");
        }
    }

    private String type(String... lines) {
        run(new ScriptedLines(lines), true);
        return screen.shown().substring(BANNER.length());
    }

    private int run(Lines lines, boolean interactive) {
        var clock = new MutableClock();
        var desk = Desk.streams(lines, screen.screen(), screen.screen(), interactive);
        var names = new LiveNames(session, clock, Runnable::run);
        return new ShellLoop(session, desk, names, "1.2.3", clock).run();
    }
}
