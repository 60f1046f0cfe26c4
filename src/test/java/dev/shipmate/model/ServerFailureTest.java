package dev.shipmate.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.shipmate.model.ModelException.Code;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ServerFailureTest extends StubbedModelTest {
    @Test
    void passingErrorIsTriedAgain() {
        ollama.on(MODEL).fails(500, "runner stopped").decides("list_pods", "namespace", "todo");
        assertThat(model().decide(REQUEST).decision()).isEqualTo(PODS_IN_TODO);
    }

    @Test
    void lostConnectionIsTriedAgain() {
        ollama.on(MODEL).dropsConnection().decides("list_pods", "namespace", "todo");
        assertThat(model().decide(REQUEST).decision()).isEqualTo(PODS_IN_TODO);
    }

    @Test
    void lastingErrorEndsAfterAFewTries() {
        ollama.on(MODEL).fails(500, "runner stopped");
        assertFailure(Code.SERVER_ERROR, "runner stopped");
        assertThat(ollama.chats()).hasSize(3);
    }

    @Test
    void missingModelNamesTheCommandAndWhatIsThere() {
        ollama.on("smollm2:135m");
        assertFailure(Code.MISSING, "`ollama pull qwen3:0.6b`, or use one it has: smollm2:135m");
    }

    @Test
    void promptThatIsTooLongIsToldApart() {
        ollama.on(MODEL).fails(400, "the input length exceeds the context length");
        assertFailure(Code.TOO_LONG, "do not fit into the window");
    }

    @Test
    void silentServerIsGivenUp() {
        ollama.on(MODEL).hangs();
        assertFailure(Code.TIMEOUT, "no answer in time");
    }

    @Test
    void absentServerNamesTheCommandThatStartsIt() {
        var nowhere = LanguageModels.open(settings(MODEL).withUrl("http://127.0.0.1:1"));
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> nowhere.decide(REQUEST))
                .withMessageContaining("Cannot reach Ollama at http://127.0.0.1:1. Start it with `ollama serve`")
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.UNREACHABLE));
    }

    @Test
    void addressIsToldWithoutItsCredentials() {
        var nowhere = LanguageModels.open(
                settings(MODEL).withProvider(Provider.OPENAI).withUrl("http://bob:secret@127.0.0.1:1/v1?key=abc"));
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> nowhere.decide(REQUEST))
                .withMessageContaining("at http://127.0.0.1:1/v1. ")
                .withMessageNotContainingAny("bob", "secret", "abc");
    }

    @Test
    void interruptedThreadStopsWaitingAtOnce() throws InterruptedException {
        ollama.on(MODEL).hangs();
        LanguageModel model = LanguageModels.open(settings(MODEL).withLimits(ModelLimits.DEFAULT));
        var outcome = new CompletableFuture<Boolean>();
        Thread asking = Thread.ofVirtual().start(() -> {
            try {
                model.decide(REQUEST);
            } catch (ModelException e) {
                outcome.complete(e.getCause() instanceof InterruptedException
                        && Thread.currentThread().isInterrupted());
            }
        });
        asking.interrupt();
        asking.join(Duration.ofSeconds(10));
        assertThat(outcome).isCompletedWithValue(true);
    }
}
