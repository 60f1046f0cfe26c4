package dev.shipmate.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.shipmate.fake.OllamaStub;
import dev.shipmate.fake.StubModel;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class ModelProbeTest {
    private static final String FAITHFUL = "heliotrope {\"description\": \"Counts marked periwinkles.\"} chrysanthemum";
    private static final DecisionRequest REQUEST = new DecisionRequest(
            "Rules.",
            List.of(new Utterance.User("pods?")),
            List.of(new ToolOption("list_pods", "List pods.", Effect.READ, List.of())));

    private final OllamaStub ollama = new OllamaStub();

    @TempDir
    private Path cache;

    @AfterEach
    void stop() {
        ollama.close();
    }

    @Nested
    class Chooses {
        @Test
        void toolCallsForALargeModelWhoseTemplateKeepsAll() {
            large().renders(FAITHFUL);
            assertThat(open("big:8b").protocol()).isEqualTo(Protocol.NATIVE);
        }

        @Test
        void aGrammarWhenTheTemplateLosesTheSystemText() {
            large().renders(FAITHFUL.replace("heliotrope", ""));
            assertThat(open("big:8b").protocol()).isEqualTo(Protocol.SCHEMA);
        }

        @Test
        void aGrammarWhenTheTemplateLosesPastCalls() {
            large().renders(FAITHFUL.replace("chrysanthemum", ""));
            assertThat(open("big:8b").protocol()).isEqualTo(Protocol.SCHEMA);
        }

        @Test
        void aGrammarWhenToolsLookLikeGoStructs() {
            large().renders("heliotrope {probe_tool Counts marked periwinkles. {object}} chrysanthemum");
            assertThat(open("big:8b").protocol()).isEqualTo(Protocol.SCHEMA);
        }

        @Test
        void aGrammarWhenTheServerDoesNotShowThePrompt() {
            large();
            assertThat(open("big:8b").protocol()).isEqualTo(Protocol.SCHEMA);
        }

        @Test
        void aGrammarForASmallModel() {
            ollama.on("small:3b").sized("3.0B").renders(FAITHFUL);
            assertThat(open("small:3b").protocol()).isEqualTo(Protocol.SCHEMA);
        }

        @Test
        void aGrammarForAModelWithoutTools() {
            large().without("tools").renders(FAITHFUL);
            assertThat(open("big:8b").protocol()).isEqualTo(Protocol.SCHEMA);
        }

        @Test
        void toolCallsForGptOss() {
            ollama.on("gpt-oss:20b").sized("20.9B");
            assertThat(open("gpt-oss:20b").protocol()).isEqualTo(Protocol.NATIVE);
        }

        @Test
        void whatTheUserWants() {
            large().renders(FAITHFUL);
            var settings = settings("big:8b").withProtocol(ProtocolChoice.TEXT);
            assertThat(LanguageModels.open(settings).protocol()).isEqualTo(Protocol.TEXT);
        }
    }

    @Nested
    class Remembers {
        @Test
        void whatItFoundForTheNextRun() {
            large().renders(FAITHFUL);
            open("big:8b").protocol();
            ollama.on("big:8b").renders("");
            assertThat(open("big:8b").protocol()).isEqualTo(Protocol.NATIVE);
        }

        @Test
        void nothingAboutAnotherModelOfTheSameName() {
            large().renders(FAITHFUL);
            open("big:8b").protocol();
            ollama.on("big:8b").renders("").digest("another");
            assertThat(open("big:8b").protocol()).isEqualTo(Protocol.SCHEMA);
        }

        @Test
        void inAFileOfTheUsersOwn() throws IOException {
            large();
            open("big:8b").protocol();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache.resolve("models.json"))))
                    .isEqualTo("rw-------");
        }

        @Test
        void nothingFromABrokenFile() throws IOException {
            large();
            Files.writeString(cache.resolve("models.json"), "{ broken");
            assertThat(open("big:8b").protocol()).isEqualTo(Protocol.SCHEMA);
        }
    }

    @Nested
    class StepsDown {
        @Test
        void toAGrammarWhenToolsAreRefused() {
            large().renders(FAITHFUL).refusesTools().answers("Hello.");
            LanguageModel model = open("big:8b");
            assertThat(model.decide(REQUEST).decision()).isEqualTo(new Decision.Answer("Hello."));
            assertThat(model.protocol()).isEqualTo(Protocol.SCHEMA);
            assertThat(open("big:8b").protocol()).isEqualTo(Protocol.SCHEMA);
        }

        @Test
        void toTextWhenGrammarsAreRefused() {
            large().fails(400, "failed to parse grammar").says("Hello.");
            LanguageModel model = open("big:8b");
            assertThat(model.decide(REQUEST).decision()).isEqualTo(new Decision.Answer("Hello."));
            assertThat(model.protocol()).isEqualTo(Protocol.TEXT);
        }

        @Test
        void noFurtherThanText() {
            large().fails(400, "failed to parse grammar");
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> open("big:8b").decide(REQUEST))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ModelException.Code.UNSUPPORTED));
        }
    }

    @Nested
    class WithoutAName {
        @Test
        void thePreferredModelIsTaken() {
            ollama.on("smollm2:135m").sized("135M");
            ollama.on("qwen3:1.7b").sized("2.0B").answers("Hello.");
            ollama.on("qwen3:0.6b").sized("752M");
            assertThat(open("").name()).isEqualTo("qwen3:1.7b");
        }

        @Test
        void anEmptyServerNamesTheCommandThatFetchesOne() {
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> open("").name())
                    .withMessageContaining("`ollama pull qwen3:4b-instruct`")
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ModelException.Code.MISSING));
        }
    }

    @Test
    void nothingIsSentBeforeItIsNeeded() {
        open("big:8b");
        assertThat(ollama.paths()).isEmpty();
    }

    private StubModel large() {
        return ollama.on("big:8b").sized("8.2B");
    }

    private LanguageModel open(String name) {
        return LanguageModels.open(settings(name));
    }

    private ModelSettings settings(String name) {
        return ModelSettings.defaults(cache).withUrl(ollama.url()).withModel(name);
    }
}
