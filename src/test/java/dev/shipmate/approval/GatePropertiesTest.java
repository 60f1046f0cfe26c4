package dev.shipmate.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.ClusterTarget;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolCall;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What holds for any changes in any order, whatever was answered, taken back or switched in between.
class GatePropertiesTest {
    private static final int SEQUENCES = 3000;
    private static final int LENGTH = 40;
    private static final List<String> TOOLS = List.of("scale", "set_image", "delete", "patch");
    private static final List<String> NAMESPACES = List.of("kube-system", "prod");

    private int asked;
    private int unasked;

    @Test
    void whatNobodyAllowedIsAskedForAndTheAnswerIsTheOnlyThingThatCounts() {
        for (int seed = 0; seed < SEQUENCES; seed++) {
            new Sequence(new Random(seed)).run();
        }
        assertThat(asked).isGreaterThan(SEQUENCES);
        assertThat(unasked).isGreaterThan(SEQUENCES);
    }

    /// Changes, answers and switches as chance has it, and what may follow from them in plain words.
    private final class Sequence {
        private final Random random;
        private final ApprovalPolicy policy;
        private final Gate gate;
        private final Set<String> allowedForSession = new HashSet<>();
        private boolean confirming;

        Sequence(Random random) {
            this.random = random;
            this.policy = new ApprovalPolicy(
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean() ? Set.of("prod") : Set.of(),
                    Set.of(),
                    random.nextBoolean() ? Set.of("prod") : Set.of());
            this.gate = new Gate(policy);
        }

        void run() {
            for (int i = 0; i < LENGTH; i++) {
                switch (random.nextInt(8)) {
                    case 0 -> {
                        gate.forget();
                        allowedForSession.clear();
                    }
                    case 1 -> {
                        String tool = pick(TOOLS);
                        assertThat(gate.forget(tool)).isEqualTo(allowedForSession.remove(tool));
                    }
                    case 2 -> {
                        confirming = random.nextBoolean();
                        gate.confirm(confirming);
                    }
                    default -> decide();
                }
            }
        }

        private void decide() {
            PlannedChange change = change();
            var circumstances = new Circumstances(random.nextBoolean(), random.nextBoolean());
            Approval answer = pick(List.of(Approval.values()));
            var questions = new ArrayList<PlannedChange>();

            Ruling ruling = gate.decide(change, circumstances, it -> {
                questions.add(it);
                return answer;
            });

            if (questions.isEmpty()) {
                unasked++;
                assertThat(ruling.allows()).isTrue();
                assertThat(allowedInAdvance(change, circumstances))
                        .as("%s, %s, %s, confirming %s", policy, change, circumstances, confirming)
                        .isTrue();
            } else {
                asked++;
                assertThat(questions).containsExactly(change);
                assertThat(allowedInAdvance(change, circumstances)).isFalse();
                assertThat(ruling.approval()).isEqualTo(answer);
                assertThat(ruling.authority())
                        .isEqualTo(answer == Approval.UNAVAILABLE ? Authority.NOBODY : Authority.PERSON);
                if (answer == Approval.ALWAYS && change.effect() == Effect.CHANGE) {
                    allowedForSession.add(change.call().tool());
                }
            }
        }

        private boolean allowedInAdvance(PlannedChange change, Circumstances circumstances) {
            if (change.effect() == Effect.READ) {
                return true;
            }
            boolean byOptions = policy.yes() && !confirming;
            boolean byAnswer = change.effect() == Effect.CHANGE
                    && !confirming
                    && (circumstances.approved()
                            || allowedForSession.contains(change.call().tool()));
            return (byOptions || byAnswer)
                    && (change.effect() != Effect.DESTROY || (byOptions && policy.yesDestroy()))
                    && (!circumstances.tainted() || policy.yesTainted())
                    && (change.target().local() || policy.allowedContexts().contains("prod"))
                    && policy.allowedNamespaces().containsAll(change.guarded());
        }

        private PlannedChange change() {
            boolean local = random.nextInt(4) > 0;
            return new PlannedChange(
                    new ToolCall(pick(TOOLS), Map.of("name", "web")),
                    pick(List.of(Effect.values())),
                    new ClusterTarget(local ? "minikube" : "prod", "todo", "https://127.0.0.1:8443", local),
                    List.of(),
                    List.of(),
                    List.of(),
                    random.nextInt(3) == 0 ? List.of(pick(NAMESPACES)) : List.of());
        }

        private <T> T pick(List<T> from) {
            return from.get(random.nextInt(from.size()));
        }
    }
}
