package dev.shipmate.cluster;

import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// HTTP to a pod or to a Service by way of the API server: one `GET`, no redirect followed, a bounded answer.
public final class Proxy {
    private static final Duration LIMIT = Duration.ofSeconds(6);

    private final Connection connection;

    Proxy(Connection connection) {
        this.connection = connection;
    }

    /// What a program answers at `target`. At most `most` bytes of it are read.
    public ProxyReply get(ProxyTarget target, int most) {
        ApiPath path = target.path();
        Optional<Connection.Reply> reply = connection.reply(path, LIMIT, most);
        return reply.map(answer -> meaning(path, answer))
                .orElseGet(() ->
                        new ProxyReply.Unreached("there was no answer within %d seconds".formatted(LIMIT.toSeconds())));
    }

    /// The API server speaks of its own failures in `Status` objects; everything else is the program's answer.
    private ProxyReply meaning(ApiPath path, Connection.Reply reply) {
        Optional<JsonNode> status = reply.status() < 400 ? Optional.empty() : status(reply.body());
        String message = status.map(it -> it.path("message").asString("")).orElse("");
        if (status.isEmpty()) {
            return new ProxyReply.Answered(reply.status(), reply.body());
        }
        return switch (reply.status()) {
            case 401 -> throw connection.refused(path, reply);
            case 403 ->
                message.contains("/proxy\"")
                        ? new ProxyReply.Forbidden(message)
                        : new ProxyReply.Answered(reply.status(), reply.body());
            case 500, 502, 503, 504 -> new ProxyReply.Unreached(message);
            default ->
                message.endsWith(" not found")
                        ? new ProxyReply.Unreached(message)
                        : new ProxyReply.Answered(reply.status(), reply.body());
        };
    }

    private static Optional<JsonNode> status(String body) {
        try {
            JsonNode json = Connection.MAPPER.readTree(body);
            return json.path("kind").asString("").equals("Status") ? Optional.of(json) : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }
}
