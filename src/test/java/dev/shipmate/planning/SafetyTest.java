package dev.shipmate.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.FakeInventory;
import dev.shipmate.tool.Effect;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A question is never planned as a change, and an order is never taken for a question.
class SafetyTest {
    private final RulePlanner planner = new RulePlanner();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "how do I delete a pod?",
                "how can I scale web to 3 replicas",
                "what is the command to restart backend",
                "is the scaling complete",
                "why did the restart fail",
                "why was backend deleted",
                "show deployment status after helm upgrade",
                "don't delete anything, just show pods",
                "do not restart backend",
                "never scale backend to 0",
                "what would happen if I scale web to 0?",
                "what if I delete redis and restart backend",
                "should I restart the backend?",
                "can I delete redis-0",
                "is it safe to delete the pvc",
                "has somebody scaled the backend?",
                "did the rollback work",
                "restart count of backend",
                "scale status of backend",
                "update policy of backend",
                "I restarted backend and it still fails",
                "list pods before restarting backend",
                "show what a restart of backend would do",
                "who deleted the checkout deployment?",
                "when was backend last restarted",
                "show me how to delete the frontend",
                "explain delete and restart"
            })
    void readsAreReads(String question) {
        Shortlist plan = planner.plan(question, Focus.NONE, "todo-phaseiv", FakeInventory.todo());

        assertThat(plan.candidates()).allMatch(candidate -> candidate.effect() == Effect.READ);
        assertThat(plan.steps()).allMatch(step -> step.effect() == Effect.READ);
    }

    @Test
    void wordsOfChangeInAQuestionAreNoOrder() {
        List<LabelledQuestion> traps = LabelledQuestion.read(Path.of("src/test/resources/planning/traps.tsv"));

        PlannerScore score = PlannerScore.of(traps, planner, "todo-phaseiv", FakeInventory.todo());

        assertThat(score.verdicts()).hasSizeGreaterThan(80);
        assertThat(score.verdicts().stream()
                        .filter(PlannerScore.Verdict::unsafe)
                        .map(verdict -> verdict.question().text()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            restart backend                                     | rollout_restart | CHANGE
            please restart backend                              | rollout_restart | CHANGE
            can you restart the backend?                        | rollout_restart | CHANGE
            I want to restart backend                           | rollout_restart | CHANGE
            backend is broken, restart it                       | rollout_restart | CHANGE
            in hello restart nginx                              | rollout_restart | CHANGE
            backend scale to 3                                  | scale           | CHANGE
            I need 5 replicas of backend                        | scale           | CHANGE
            I need 4 mcp-server pods                            | scale           | CHANGE
            delete the pod redis-0                              | delete          | DESTROY
            completely remove todo-app from cluster             | uninstall_release | DESTROY
            drain node minikube                                 | none            | CHANGE
            """)
    void ordersAreOrders(String question, String tool, Effect effect) {
        Candidate best = planner.plan(question, Focus.NONE, "todo-phaseiv", FakeInventory.todo())
                .best()
                .orElseThrow();

        assertThat(best.call().tool()).isEqualTo(tool);
        assertThat(best.effect()).isEqualTo(effect);
    }
}
