package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.ProxyReply;
import dev.shipmate.spelling.Words;
import java.util.List;

/// What came of trying one port of a Service.
sealed interface Reach {
    /// In a few words, for a table.
    String words();

    /// A program answered in HTTP.
    record Answers(int status) implements Reach {
        @Override
        public String words() {
            return "HTTP " + status;
        }
    }

    /// Something took the connection, and does not speak HTTP.
    record Listens() implements Reach {
        @Override
        public String words() {
            return "something listens, no HTTP";
        }
    }

    /// Nothing listens there.
    record Refused() implements Reach {
        @Override
        public String words() {
            return "connection refused";
        }
    }

    /// Nothing came back in time.
    record Silent() implements Reach {
        @Override
        public String words() {
            return "no answer in time";
        }
    }

    /// The user may not use the proxy.
    record Forbidden() implements Reach {
        @Override
        public String words() {
            return "not allowed to try";
        }
    }

    /// It was not tried, or failed in another way.
    record Untold(String words) implements Reach {}

    List<String> TIMES_OUT = List.of(
            "i/o timeout", "no answer within", "deadline exceeded", "timeout awaiting", "TLS handshake timeout");

    List<String> OTHER_PROTOCOL = List.of(
            "malformed HTTP",
            "EOF",
            "connection reset",
            "transport connection broken",
            "first record does not look like a TLS handshake",
            "server gave HTTP response to HTTPS client");

    static Reach of(ProxyReply reply) {
        return switch (reply) {
            case ProxyReply.Answered(int status, String _) -> new Answers(status);
            case ProxyReply.Forbidden _ -> new Forbidden();
            case ProxyReply.Unreached(String reason) -> unreached(reason);
        };
    }

    private static Reach unreached(String reason) {
        if (reason.contains("connection refused")) {
            return new Refused();
        }
        if (TIMES_OUT.stream().anyMatch(reason::contains)) {
            return new Silent();
        }
        if (OTHER_PROTOCOL.stream().anyMatch(reason::contains)) {
            return new Listens();
        }
        return new Untold(Words.shortened(reason.replaceFirst("^error trying to reach service: ", ""), 120));
    }
}
