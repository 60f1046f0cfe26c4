package dev.shipmate.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.conversation.Session;
import org.junit.jupiter.api.Test;

class StatusLineTest {
    private static final Session.Status STATUS =
            new Session.Status("minikube", "todo", "qwen3:4b", "schema", Session.Mode.ASKS_FIRST, "auto");

    @Test
    void aWideWindowShowsEverything() {
        assertThat(line(STATUS, 80)).isEqualTo("minikube/todo | qwen3:4b (schema) | asks before changes | /help");
    }

    @Test
    void aNarrowWindowShowsWhereAndWhether() {
        assertThat(line(STATUS, 40)).isEqualTo("minikube/todo | asks before changes");
        assertThat(line(STATUS, 12)).isEqualTo("minikube/...");
    }

    @Test
    void aSessionWithoutAModelSaysSo() {
        var status = new Session.Status("kind", "default", "", "", Session.Mode.READ_ONLY, "rules");

        assertThat(line(status, 80)).isEqualTo("kind/default | no model, rules only | read-only | /help");
    }

    @Test
    void aModelThatWasNotNeededYetIsNotDenied() {
        var status = new Session.Status("kind", "default", "", "", Session.Mode.READ_ONLY, "auto");

        assertThat(line(status, 80)).isEqualTo("kind/default | a model where rules are unsure | read-only | /help");
    }

    @Test
    void thePromptMarksWhenChangesAreNotAskedFor() {
        var status = new Session.Status("kind", "default", "", "", Session.Mode.APPROVED, "rules");

        assertThat(new Prompt(Theme.PLAIN).of(status, 80)).isEqualTo("kind/default (yes)> ");
    }

    @Test
    void thePromptKeepsTheEndOfALongName() {
        var status = new Session.Status(
                "gke_some-project_europe-west1_shop", "todo", "", "", Session.Mode.ASKS_FIRST, "auto");

        assertThat(new Prompt(Theme.PLAIN).of(status, 40))
                .isEqualTo("...e-west1_shop/todo> ")
                .hasSizeLessThan(24);
    }

    private static String line(Session.Status status, int width) {
        return new StatusLine(Theme.PLAIN).of(status, width).plain();
    }
}
