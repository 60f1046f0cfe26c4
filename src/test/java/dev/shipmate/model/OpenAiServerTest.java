package dev.shipmate.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.shipmate.fake.OpenAiStub;
import dev.shipmate.model.Decision.CallTools;
import dev.shipmate.model.ModelException.Code;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolOption;
import dev.shipmate.tool.ToolOption.Argument;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class OpenAiServerTest {
    private static final DecisionRequest REQUEST = new DecisionRequest(
            "Rules.",
            List.of(new Utterance.User("show the pods in todo")),
            List.of(new ToolOption(
                    "list_pods",
                    "List pods.",
                    Effect.READ,
                    List.of(new Argument("namespace", "where", ToolOption.Type.STRING, false, List.of("todo"))))));
    private static final Decision PODS_IN_TODO =
            new CallTools(List.of(new ToolCall("list_pods", Map.of("namespace", "todo"))));

    private final OpenAiStub server = new OpenAiStub("Qwen3-8B");

    @TempDir
    private Path cache;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void largeModelIsAskedByToolCalls() {
        server.model().calls("list_pods", "namespace", "todo");
        LanguageModel model = model(ProtocolChoice.AUTO);
        assertThat(model.decide(REQUEST)).isEqualTo(new Reply(PODS_IN_TODO, new TokenUsage(100, 20)));
        assertThat(model.protocol()).isEqualTo(Protocol.NATIVE);
        assertThat(server.lastChat()
                        .path("tools")
                        .get(0)
                        .path("function")
                        .path("name")
                        .asString(""))
                .isEqualTo("list_pods");
    }

    @Test
    void schemaGoesWithTheRequest() {
        server.model().decides("list_pods", "namespace", "todo");
        assertThat(model(ProtocolChoice.SCHEMA).decide(REQUEST).decision()).isEqualTo(PODS_IN_TODO);
        assertThat(server.lastChat()
                        .path("response_format")
                        .path("json_schema")
                        .path("schema")
                        .toString())
                .isEqualTo(DecisionSchema.of(REQUEST, true));
        assertThat(server.lastChat().path("temperature").asInt(1)).isZero();
        assertThat(server.lastChat()
                        .path("chat_template_kwargs")
                        .path("enable_thinking")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void refusedToolsLeadToTheNextProtocol() {
        server.model()
                .fails(400, "\"auto\" tool choice requires --enable-auto-tool-choice")
                .decides("list_pods", "namespace", "todo");
        LanguageModel model = model(ProtocolChoice.AUTO);
        assertThat(model.decide(REQUEST).decision()).isEqualTo(PODS_IN_TODO);
        assertThat(model.protocol()).isEqualTo(Protocol.SCHEMA);
    }

    @Test
    void answerIsStreamed() {
        server.model().says("Two ", "pods.");
        var streamed = new StringBuilder();
        WrittenAnswer answer = model(ProtocolChoice.AUTO).write("Rules.", REQUEST.dialogue(), streamed::append);
        assertThat(answer)
                .extracting(WrittenAnswer::text, WrittenAnswer::complete)
                .containsExactly("Two pods.", true);
        assertThat(streamed).hasToString("Two pods.");
    }

    @Test
    void streamThatEndsEarlyIsIncomplete() {
        server.model().endsEarly("Two ", "pods.");
        assertThat(model(ProtocolChoice.AUTO)
                        .write("Rules.", REQUEST.dialogue(), _ -> {})
                        .complete())
                .isFalse();
    }

    @Test
    void errorInTheMiddleIsIncomplete() {
        server.model().failsMidway("engine died", "Two ", "pods");
        assertThat(model(ProtocolChoice.AUTO).write("Rules.", REQUEST.dialogue(), _ -> {}))
                .isEqualTo(new WrittenAnswer("Two pods", false, TokenUsage.NONE));
    }

    @Test
    void silenceIsGivenUp() {
        server.model().hangs();
        assertFailure(settings(), Code.TIMEOUT, "no answer in time");
    }

    @Test
    void keyGoesWithEveryRequest() {
        server.needsKey("secret").model().calls("list_pods", "namespace", "todo");
        var model = LanguageModels.open(settings().withApiKey("secret"));
        assertThat(model.decide(REQUEST).decision()).isEqualTo(PODS_IN_TODO);
    }

    @Test
    void refusedKeyNamesTheVariableAndNotTheKey() {
        server.needsKey("secret");
        assertFailure(settings().withApiKey("wrong-key"), Code.SERVER_ERROR, "OPENAI_API_KEY");
        assertThat(settings().withApiKey("wrong-key").toString()).doesNotContain("wrong-key");
    }

    @Test
    void missingModelNamesWhatIsThere() {
        assertFailure(settings().withModel("gone"), Code.MISSING, "Use one it has: Qwen3-8B");
    }

    @Test
    void addressWithoutItsPathIsExplained() {
        String url = server.url().replace("/v1", "");
        assertFailure(settings().withUrl(url), Code.UNREACHABLE, "usually ends in /v1");
    }

    private void assertFailure(ModelSettings settings, Code code, String message) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> LanguageModels.open(settings).decide(REQUEST))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    private LanguageModel model(ProtocolChoice protocol) {
        return LanguageModels.open(settings().withProtocol(protocol));
    }

    private ModelSettings settings() {
        return ModelSettings.defaults(cache)
                .withProvider(Provider.OPENAI)
                .withUrl(server.url())
                .withLimits(new ModelLimits(
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(1),
                        Duration.ofMillis(400),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        1,
                        Duration.ofMillis(1)));
    }
}
