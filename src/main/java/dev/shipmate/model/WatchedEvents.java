package dev.shipmate.model;

import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import java.io.IOException;

/// Passes the events of a stream on, and reports what a listener of the client library would not notice: an
/// error told in the middle of a stream, and a stream that ends before its last event.
final class WatchedEvents implements ServerSentEventListener {
    private final ServerSentEventListener listener;
    private final ServerDialect dialect;
    private final WireFailures failures;
    private boolean over;

    WatchedEvents(ServerSentEventListener listener, ServerDialect dialect, WireFailures failures) {
        this.listener = listener;
        this.dialect = dialect;
        this.failures = failures;
    }

    @Override
    public void onOpen(SuccessfulHttpResponse response) {
        listener.onOpen(response);
    }

    @Override
    public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
        String error = dialect.error(event.data());
        if (!error.isEmpty()) {
            fail(dialect.failure(200, error));
            context.parsingHandle().cancel();
            return;
        }
        over |= dialect.last(event.data());
        if (!event.data().isBlank()) {
            listener.onEvent(event, context);
        }
        if (context.parsingHandle().isCancelled()) {
            over = true;
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (over) {
            return;
        }
        fail(failure instanceof IOException broken ? failures.of(broken) : failure);
    }

    /// To be called when the stream has been read to its end.
    @Override
    public void onClose() {
        if (!over) {
            fail(new ModelException(
                    ModelException.Code.SERVER_ERROR,
                    "%s closed the connection in the middle of a reply. Ask again; if it stays, look into the server's log."
                            .formatted(failures.subject())));
        }
        listener.onClose();
    }

    private void fail(Throwable failure) {
        over = true;
        listener.onError(failure);
    }
}
