package dev.shipmate.fake;

import dev.shipmate.model.Decision;
import dev.shipmate.model.DecisionRequest;
import dev.shipmate.model.LanguageModel;
import dev.shipmate.model.ModelException;
import dev.shipmate.model.Protocol;
import dev.shipmate.model.Reply;
import dev.shipmate.model.TokenUsage;
import dev.shipmate.model.Utterance;
import dev.shipmate.model.WrittenAnswer;
import dev.shipmate.tool.ToolCall;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A model that decides what it was told to, in that order, and then answers with nothing. It remembers every request.
public final class FakeLanguageModel implements LanguageModel {
    private final Deque<Decision> decisions = new ArrayDeque<>();
    private final List<DecisionRequest> requests = new ArrayList<>();
    private final List<List<Utterance>> writings = new ArrayList<>();
    private String words = "";
    private Protocol protocol = Protocol.SCHEMA;
    private double billions;
    private @Nullable ModelException failure;
    private @Nullable CountDownLatch hanging;

    public FakeLanguageModel calling(String tool, Map<String, Object> arguments) {
        decisions.add(new Decision.CallTools(List.of(new ToolCall(tool, arguments))));
        return this;
    }

    public FakeLanguageModel deciding(Decision decision) {
        decisions.add(decision);
        return this;
    }

    public FakeLanguageModel answering(String text) {
        decisions.add(new Decision.Answer(text));
        return this;
    }

    /// What [#write] streams, word by word.
    public FakeLanguageModel writing(String text) {
        words = text;
        return this;
    }

    public FakeLanguageModel speaking(Protocol spoken) {
        protocol = spoken;
        return this;
    }

    public FakeLanguageModel sized(double size) {
        billions = size;
        return this;
    }

    public FakeLanguageModel failing(ModelException.Code code, String message) {
        failure = new ModelException(code, message);
        return this;
    }

    /// Never decides; the latch opens when it has been asked.
    public FakeLanguageModel hanging(CountDownLatch asked) {
        hanging = asked;
        return this;
    }

    public List<DecisionRequest> requests() {
        return List.copyOf(requests);
    }

    public List<List<Utterance>> writings() {
        return List.copyOf(writings);
    }

    @Override
    public String name() {
        return "fake:1b";
    }

    @Override
    public Protocol protocol() {
        return protocol;
    }

    @Override
    public int windowTokens() {
        return 4096;
    }

    @Override
    public double billions() {
        return billions;
    }

    @Override
    public Reply decide(DecisionRequest request) {
        requests.add(request);
        if (failure != null) {
            throw failure;
        }
        if (hanging != null) {
            hanging.countDown();
            hang();
        }
        Decision decision = decisions.isEmpty() ? new Decision.Answer("") : decisions.pop();
        return new Reply(decision, new TokenUsage(100, 10));
    }

    @Override
    public WrittenAnswer write(String system, List<Utterance> dialogue, Consumer<String> onText) {
        writings.add(List.copyOf(dialogue));
        if (failure != null) {
            throw failure;
        }
        for (String word : words.split("(?<= )", -1)) {
            onText.accept(word);
        }
        return new WrittenAnswer(words, true, new TokenUsage(50, 20));
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException(ModelException.Code.TIMEOUT, "interrupted", e);
        }
    }
}
