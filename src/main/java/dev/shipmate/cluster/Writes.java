package dev.shipmate.cluster;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Changes to objects, either stored or only tried out by the API server: both take the same path.
///
/// What the API server does not accept is a [ClusterException] of code `INVALID` or `CONFLICT` with its message.
public final class Writes {
    /// How long a change that is on its way may take when its thread is interrupted: what was sent may be done, so
    /// its answer is worth a moment.
    private static final Duration GRACE = Duration.ofMillis(1_500);

    private final Connection connection;
    private final Write write;

    Writes(Connection connection, Write write) {
        this.connection = connection;
        this.write = write;
    }

    /// The object as it is (or would be) afterwards; nothing when there is no such object.
    public Optional<JsonNode> patch(ObjectName object, Patch patch) {
        ApiPath path = query(object.path("change")).with("fieldManager", "shipmate");
        return unbroken(path, () -> connection.send("PATCH", path, patch.contentType(), patch.body()));
    }

    /// Makes an object of a kind and returns it as it is (or would be). When there is one of its name already, that
    /// is a [ClusterException] of code `CONFLICT`.
    public JsonNode create(ResourceKind kind, String namespace, JsonNode object) {
        String name = object.path("metadata").path("name").asString("");
        String where = kind.namespaced() ? " in namespace " + namespace : "";
        ApiPath path = query(ApiPath.of(
                        kind.list(namespace).path(), "create %s/%s%s".formatted(kind.singular(), name, where)))
                .with("fieldManager", "shipmate");
        return unbroken(path, () -> connection.send("POST", path, Connection.JSON, object.toString()))
                .orElseThrow(() -> new ClusterException(
                        ClusterException.Code.INVALID,
                        "Cannot %s: the namespace, or the kind itself, is not there.".formatted(path.about())));
    }

    /// Deletes an object and, in the background, what it owns. The answer is the object or a status; nothing when there
    /// is no such object.
    ///
    /// @param uid the object that is meant, so that another one of the same name is left alone
    public Optional<JsonNode> delete(ObjectName object, String uid) {
        ApiPath path = query(object.path("delete"));
        ObjectNode options = Connection.MAPPER.createObjectNode();
        options.put("kind", "DeleteOptions").put("apiVersion", "v1").put("propagationPolicy", "Background");
        options.putObject("preconditions").put("uid", uid);
        if (write == Write.TRIED) {
            // An API server that finds options in the body ignores those in the query: without this, a trial deletes.
            options.putArray("dryRun").add("All");
        }
        return unbroken(path, () -> connection.send("DELETE", path, Connection.JSON, options.toString()));
    }

    private ApiPath query(ApiPath path) {
        return path.with(
                "dryRun",
                switch (write) {
                    case TRIED -> "All";
                    case STORED -> "";
                });
    }

    private static Optional<JsonNode> unbroken(ApiPath path, Callable<Optional<JsonNode>> send) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("Stopped before asking the API server to %s.".formatted(path.about()));
        }
        var sending = new FutureTask<>(send);
        Thread thread = Thread.ofVirtual().name("write").start(sending);
        try {
            return sending.get();
        } catch (InterruptedException _) {
            return lastWord(path, sending, thread);
        } catch (ExecutionException e) {
            throw unwrapped(e);
        }
    }

    private static Optional<JsonNode> lastWord(ApiPath path, FutureTask<Optional<JsonNode>> sending, Thread thread) {
        try {
            return sending.get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | TimeoutException _) {
            thread.interrupt();
            throw new CancellationException(
                    "Stopped while asking the API server to %s: whether it did is not known.".formatted(path.about()));
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } finally {
            Thread.currentThread().interrupt();
        }
    }

    private static RuntimeException unwrapped(ExecutionException e) {
        return e.getCause() instanceof RuntimeException cause
                ? cause
                : new IllegalStateException("A change ended in an unexpected way.", e);
    }
}
