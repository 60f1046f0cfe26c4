package dev.shipmate.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.shipmate.fake.OllamaStub;
import dev.shipmate.model.ModelException.Code;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class WritingTest {
    private static final String MODEL = "qwen3:0.6b";
    private static final List<Utterance> DIALOGUE = List.of(new Utterance.User("how many pods run?"));

    private final OllamaStub ollama = new OllamaStub();
    private final StringBuilder streamed = new StringBuilder();

    @TempDir
    private Path cache;

    @AfterEach
    void stop() {
        ollama.close();
    }

    @Test
    void piecesComeAsTheyAreWritten() {
        ollama.on(MODEL).says("Two ", "pods ", "run.");
        assertThat(write()).isEqualTo(new WrittenAnswer("Two pods run.", true, new TokenUsage(100, 20)));
        assertThat(streamed).hasToString("Two pods run.");
    }

    @Test
    void aTinyModelIsNotLeftToRamble() {
        ollama.on(MODEL).sized("0.6B").says("Two pods run.");
        write();
        assertThat(ollama.lastChat().path("options").path("num_predict").asInt(0))
                .isEqualTo(320);
    }

    @Test
    void piecesComeOnTheCallingThread() {
        ollama.on(MODEL).says("Two pods run.");
        var seen = new AtomicReference<Thread>();
        model().write("Rules.", DIALOGUE, _ -> seen.set(Thread.currentThread()));
        assertThat(seen).hasValue(Thread.currentThread());
    }

    @Test
    void streamIsAskedForWithoutToolsOrGrammar() {
        ollama.on(MODEL).says("Two pods run.");
        write();
        assertThat(ollama.lastChat().path("stream").asBoolean(false)).isTrue();
        assertThat(ollama.lastChat().path("truncate").asBoolean(true)).isFalse();
        assertThat(ollama.lastChat().path("shift").asBoolean(true)).isFalse();
        assertThat(ollama.lastChat().path("format").isMissingNode()).isTrue();
        assertThat(ollama.lastChat().path("tools").size()).isZero();
    }

    @Test
    void answerThatEndsAtTheLimitIsIncomplete() {
        ollama.on(MODEL).isCutAfter("Two pods");
        assertThat(write().complete()).isFalse();
    }

    @Nested
    class Thinking {
        @Test
        void toldApartByTheServerIsHidden() {
            ollama.on(MODEL).thinks("Let me count.", "Two.");
            assertThat(write().text()).isEqualTo("Two.");
            assertThat(streamed).hasToString("Two.");
        }

        @Test
        void leakedBetweenTagsIsHiddenAlsoWhenTheTagsAreSplit() {
            ollama.on(MODEL).says("<th", "ink>Let me", " count.</thi", "nk>\n\nTwo", " pods. /no", "_think");
            assertThat(write().text()).isEqualTo("Two pods.");
            assertThat(streamed).hasToString("Two pods.");
        }

        @Test
        void withoutItsEndIsNoAnswer() {
            ollama.on(MODEL).says("<think>Let me count", " and count");
            assertThat(write())
                    .extracting(WrittenAnswer::text, WrittenAnswer::complete)
                    .containsExactly("", false);
            assertThat(streamed).isEmpty();
        }

        @Test
        void marksOfTheTemplateEndTheAnswer() {
            ollama.on(MODEL).says("Two pods.<|im_", "end|>\n<|im_start|>user");
            assertThat(write().text()).isEqualTo("Two pods.");
            assertThat(streamed).hasToString("Two pods.");
        }

        @Test
        void comparisonsAreNoTags() {
            ollama.on(MODEL).says("a <", " b and c <t", " d");
            assertThat(write().text()).isEqualTo("a < b and c <t d");
            assertThat(streamed).hasToString("a < b and c <t d");
        }
    }

    @Nested
    class WhenTheStreamGoesWrong {
        @Test
        void endingWithoutAnEndLeavesAnIncompleteAnswer() {
            ollama.on(MODEL).endsEarly("Two ", "pods");
            assertThat(write()).isEqualTo(new WrittenAnswer("Two pods", false, TokenUsage.NONE));
        }

        @Test
        void endingBeforeItBeganIsAFailure() {
            ollama.on(MODEL).endsEarly();
            assertFailure(Code.SERVER_ERROR, "closed the connection in the middle");
        }

        @Test
        void droppedConnectionLeavesAnIncompleteAnswer() {
            ollama.on(MODEL).dropsConnection("Two ", "pods");
            assertThat(write()).isEqualTo(new WrittenAnswer("Two pods", false, TokenUsage.NONE));
        }

        @Test
        void errorInTheMiddleLeavesAnIncompleteAnswer() {
            ollama.on(MODEL).failsMidway("runner stopped", "Two ", "pods");
            assertThat(write()).isEqualTo(new WrittenAnswer("Two pods", false, TokenUsage.NONE));
        }

        @Test
        void errorInsteadOfAnAnswerIsAFailure() {
            ollama.on(MODEL).failsMidway("runner stopped");
            assertFailure(Code.SERVER_ERROR, "runner stopped");
        }

        @Test
        void silenceInTheMiddleLeavesAnIncompleteAnswer() {
            ollama.on(MODEL).hangs("Two ", "pods");
            assertThat(write()).isEqualTo(new WrittenAnswer("Two pods", false, TokenUsage.NONE));
        }

        @Test
        void silenceFromTheStartIsAFailure() {
            ollama.on(MODEL).hangs();
            assertFailure(Code.TIMEOUT, "no answer in time");
        }

        @Test
        void goingInCirclesIsCutAfterTheFirstRound() {
            ollama.on(MODEL).repeatsForEver("The pod is running well. ");
            WrittenAnswer answer = write();
            assertThat(answer.complete()).isFalse();
            assertThat(answer.text()).isEqualTo("The pod is running well.");
        }

        @Test
        void emptyAnswerIsAskedForAgain() {
            ollama.on(MODEL).saysNothing().says("Two pods.");
            assertThat(write().text()).isEqualTo("Two pods.");
        }

        @Test
        void leakedCallIsNeverShown() {
            ollama.on(MODEL).says("<tool_call>{\"name\":\"list_pods\",", "\"arguments\":{}}</tool_call>");
            assertThat(write())
                    .extracting(WrittenAnswer::text, WrittenAnswer::complete)
                    .containsExactly("", false);
            assertThat(streamed).isEmpty();
        }

        @Test
        void httpErrorsAreTold() {
            ollama.on(MODEL).fails(400, "the input length exceeds the context length");
            assertFailure(Code.TOO_LONG, "do not fit into the window");
        }

        @Test
        void aPromptThatIsTooLongIsCutAndSentAgain() {
            ollama.on(MODEL)
                    .fails(400, "the input length exceeds the context length")
                    .says("Two pods.");

            WrittenAnswer answer =
                    model().write("Rules.", List.of(new Utterance.User("which?\n" + "pod\n".repeat(500))), _ -> {});

            assertThat(answer.text()).isEqualTo("Two pods.");
            assertThat(ollama.lastChat().path("messages").get(1).path("content").asString(""))
                    .startsWith("which?")
                    .hasSizeLessThan(1500);
        }

        @Test
        void failureOfTheListenerIsItsOwn() {
            ollama.on(MODEL).says("Two ", "pods.");
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> model().write("Rules.", DIALOGUE, _ -> {
                        throw new IllegalStateException("screen gone");
                    }))
                    .withMessage("screen gone");
        }

        @Test
        void interruptionEndsItAtOnce() throws InterruptedException {
            ollama.on(MODEL).hangs("Two ", "pods");
            LanguageModel patient = LanguageModels.open(settings().withLimits(ModelLimits.DEFAULT));
            var begun = new CountDownLatch(1);
            var failure = new AtomicReference<ModelException>();
            Thread writing = Thread.ofVirtual().start(() -> {
                try {
                    patient.write("Rules.", DIALOGUE, _ -> begun.countDown());
                } catch (ModelException e) {
                    failure.set(e);
                }
            });
            begun.await();
            writing.interrupt();
            assertThat(writing.join(Duration.ofSeconds(5))).isTrue();
            assertThat(failure.get().getCause()).isInstanceOf(InterruptedException.class);
        }
    }

    private void assertFailure(Code code, String message) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(this::write)
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    private WrittenAnswer write() {
        return model().write("Rules.", DIALOGUE, streamed::append);
    }

    private LanguageModel model() {
        return LanguageModels.open(settings());
    }

    private ModelSettings settings() {
        return ModelSettings.defaults(cache)
                .withUrl(ollama.url())
                .withModel(MODEL)
                .withLimits(new ModelLimits(
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(1),
                        Duration.ofMillis(400),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        2,
                        Duration.ofMillis(1)));
    }
}
