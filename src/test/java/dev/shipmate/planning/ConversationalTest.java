package dev.shipmate.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.FakeInventory;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Several wishes at once, what was spoken of before, and questions that need no cluster.
class ConversationalTest {
    private static final Focus BACKEND = new Focus("deployment/backend", "todo-phaseiv");

    private final RulePlanner planner = new RulePlanner();

    @Nested
    class WhenOneQuestionHasSeveralWishes {
        @Test
        void eachIsAStep() {
            assertThat(steps("restart frontend and tail logs to verify it started"))
                    .containsExactly("rollout_restart name=deployment/frontend", "get_logs name=deployment/frontend");
        }

        @Test
        void namesJoinedByAndAreStepsToo() {
            assertThat(steps("restart backend and mcp-server"))
                    .containsExactly(
                            "rollout_restart name=deployment/backend", "rollout_restart name=deployment/mcp-server");
        }

        @Test
        void allDeploymentsAreTheDeploymentsOfTheNamespace() {
            assertThat(steps("scale all deployments to 2 replicas")).hasSize(3);
        }

        @Test
        void theGravestWishIsTheFirstCandidate() {
            Shortlist plan = plan("show backend logs and restart it", Focus.NONE);

            assertThat(plan.best().orElseThrow().call().tool()).isEqualTo("rollout_restart");
            assertThat(plan.steps().getFirst().call().tool()).isEqualTo("get_logs");
        }

        @Test
        void thereAreNeverMoreThanFiveCandidates() {
            assertThat(plan("show pods and show events and show nodes and check the cluster health", Focus.NONE)
                            .candidates())
                    .hasSizeLessThanOrEqualTo(Shortlist.LIMIT);
        }
    }

    @Nested
    class WhenSomethingWasSpokenOfBefore {
        @Test
        void itMeansThat() {
            assertThat(steps("scale it to 3", BACKEND)).containsExactly("scale name=deployment/backend replicas=3");
            assertThat(steps("show its logs", BACKEND)).containsExactly("get_logs name=deployment/backend");
            assertThat(steps("restart that deployment", BACKEND))
                    .containsExactly("rollout_restart name=deployment/backend");
        }

        @Test
        void aNameOfItsOwnWins() {
            assertThat(steps("show the logs of redis", BACKEND)).containsExactly("get_logs name=statefulset/redis");
        }

        @Test
        void anotherNamespaceIsNamed() {
            assertThat(steps("show its logs", new Focus("deployment/nginx", "hello")))
                    .containsExactly("get_logs name=deployment/nginx namespace=hello");
        }
    }

    @Nested
    class WhenNoToolIsNeeded {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "explain what a deployment is",
                    "what's the difference between liveness and readiness probes?",
                    "how do I debug a CrashLoopBackOff pod?",
                    "what is a pod?",
                    "show me best practices for health checks"
                })
        void generalQuestionsAreGeneral(String question) {
            assertThat(plan(question, Focus.NONE).topic()).isEqualTo(Topic.GENERAL);
        }

        @ParameterizedTest
        @ValueSource(strings = {"hi", "hello!", "thanks", "what can you do?", "who are you"})
        void smallTalkIsSmallTalk(String question) {
            assertThat(plan(question, Focus.NONE).topic()).isEqualTo(Topic.SMALL_TALK);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "what is wrong with backend?",
                    "explain the error",
                    "how do I fix the backend?",
                    "what is the status of my pods",
                    "what are the CPU targets for hpa",
                    "hello, show me all pods"
                })
        void questionsAboutThisClusterNeverAre(String question) {
            assertThat(plan(question, Focus.NONE).topic()).isEqualTo(Topic.CLUSTER);
        }
    }

    private List<String> steps(String question) {
        return steps(question, Focus.NONE);
    }

    private List<String> steps(String question, Focus focus) {
        return plan(question, focus).steps().stream()
                .map(step -> step.call().display())
                .toList();
    }

    private Shortlist plan(String question, Focus focus) {
        return planner.plan(question, focus, "todo-phaseiv", FakeInventory.todo());
    }
}
