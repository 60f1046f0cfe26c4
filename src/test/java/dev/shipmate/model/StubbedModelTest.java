package dev.shipmate.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.shipmate.fake.OllamaStub;
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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A model on a stubbed server, asked the same question again and again.
@Timeout(20)
abstract class StubbedModelTest {
    static final String MODEL = "qwen3:0.6b";
    static final ToolOption LIST_PODS = new ToolOption(
            "list_pods",
            "List pods with status and restarts.",
            Effect.READ,
            List.of(new Argument("namespace", "where", ToolOption.Type.STRING, false, List.of("todo", "default"))));
    static final DecisionRequest REQUEST =
            new DecisionRequest("Rules.", List.of(new Utterance.User("show the pods in todo")), List.of(LIST_PODS));
    static final Decision PODS_IN_TODO = new CallTools(List.of(new ToolCall("list_pods", Map.of("namespace", "todo"))));

    final OllamaStub ollama = new OllamaStub();

    @TempDir
    Path cache;

    @AfterEach
    void stop() {
        ollama.close();
    }

    void assertFailure(Code code, String message) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> model().decide(REQUEST))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    LanguageModel natively() {
        return LanguageModels.open(settings(MODEL).withProtocol(ProtocolChoice.NATIVE));
    }

    LanguageModel model() {
        return model(MODEL);
    }

    LanguageModel model(String name) {
        return LanguageModels.open(settings(name));
    }

    ModelSettings settings(String name) {
        return ModelSettings.defaults(cache)
                .withUrl(ollama.url())
                .withModel(name)
                .withLimits(SHORT);
    }

    static final ModelLimits SHORT = new ModelLimits(
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofMillis(400),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            2,
            Duration.ofMillis(1));
}
