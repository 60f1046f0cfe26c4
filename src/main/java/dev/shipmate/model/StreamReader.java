package dev.shipmate.model;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Collects one stream, and stops it when its consumer wants no more.
final class StreamReader implements StreamingChatResponseHandler {
    private final WireFailures failures;
    private final Predicate<String> onText;
    private @Nullable Completion completion;
    private @Nullable Throwable failure;
    private @Nullable RuntimeException thrown;
    private boolean stopped;

    StreamReader(WireFailures failures, Predicate<String> onText) {
        this.failures = failures;
        this.onText = onText;
    }

    @Override
    public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
        if (stopped) {
            return;
        }
        boolean wantsMore;
        try {
            wantsMore = onText.test(partial.text());
        } catch (RuntimeException e) {
            // The library swallows what a handler throws, so it is kept and thrown when the stream has ended.
            thrown = e;
            wantsMore = false;
        }
        if (!wantsMore) {
            stopped = true;
            context.streamingHandle().cancel();
        }
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        completion = Replies.completion(response);
    }

    @Override
    public void onError(Throwable error) {
        if (failure == null && !stopped) {
            failure = error;
        }
    }

    /// A stream that was stopped counts as cut.
    Completion completion() {
        if (thrown != null) {
            throw thrown;
        }
        if (failure != null) {
            throw failure instanceof ModelException known ? known : failures.of(failure);
        }
        Completion complete = completion;
        return complete == null || stopped ? new Completion("", List.of(), true, TokenUsage.NONE) : complete;
    }
}
