package dev.shipmate.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.ClusterException;
import dev.shipmate.cluster.Inventory;
import dev.shipmate.fake.FakeInventory;
import dev.shipmate.fake.FakeSession;
import dev.shipmate.fake.MutableClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.Candidate;
import org.junit.jupiter.api.Test;

class CompletionTest {
    private final FakeInventory inventory = new FakeInventory()
            .withNamespaces("default", "todo")
            .with("deployment", "todo", "backend", 1)
            .with("deployment", "todo", "web", 1);
    private final FakeSession session = new FakeSession(inventory, Duration.ZERO);

    @Test
    void aSlashOffersEveryCommand() {
        assertThat(candidates(session, "/h"))
                .contains("/help", "/history", "/model")
                .hasSize(ShellCommand.values().length);
    }

    @Test
    void anArgumentOffersWhatFitsTheCommand() {
        assertThat(candidates(session, "/ns ", "")).containsExactly("default", "todo");
        assertThat(candidates(session, "/context ", "")).containsExactly("kind-dev", "minikube");
        assertThat(candidates(session, "/model ", "q")).containsExactly("qwen3:4b", "smollm2:135m");
        assertThat(candidates(session, "/why ", "")).isEmpty();
    }

    @Test
    void aQuestionOffersLiveNamesAndTools() {
        assertThat(candidates(session, "logs of ", "b")).contains("backend", "web", "todo", "list_pods");
        assertThat(candidates(session, "logs of ", "deployment/b")).contains("deployment/backend");
        assertThat(candidates(session, "logs of ", "")).isEmpty();
    }

    @Test
    void aClusterThatDoesNotAnswerOffersNothing() {
        var silent = (Inventory) Proxy.newProxyInstance(
                Inventory.class.getClassLoader(), new Class<?>[] {Inventory.class}, (_, _, _) -> {
                    throw new ClusterException(ClusterException.Code.UNREACHABLE, "No.");
                });

        assertThat(candidates(new FakeSession(silent, Duration.ZERO), "/ns ", ""))
                .isEmpty();
    }

    @Test
    void typingDoesNotWaitForNames() {
        var waiting = new ArrayList<Runnable>();
        var names = new LiveNames(session, new MutableClock(), waiting::add);

        assertThat(names.now()).isEqualTo(LiveNames.Names.NONE);
        waiting.getFirst().run();
        assertThat(names.now().namespaces()).containsExactly("default", "todo");
        assertThat(waiting).hasSize(1);
    }

    @Test
    void oldNamesAreFetchedAgain() {
        var clock = new MutableClock();
        var waiting = new ArrayList<Runnable>();
        var names = new LiveNames(session, clock, waiting::add);
        names.now();
        clock.pass(Duration.ofMinutes(1));
        names.now();

        assertThat(waiting).hasSize(2);
    }

    private static List<String> candidates(FakeSession session, String... line) {
        var names = new LiveNames(session, new MutableClock(), Runnable::run);
        List<String> before =
                line.length == 1 ? List.of() : List.of(line[0].strip().split(" "));
        names.warm();
        return new Completion(session, names)
                .candidates(before, line[line.length - 1])
                .map(Candidate::value)
                .toList();
    }
}
