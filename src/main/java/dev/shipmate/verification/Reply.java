package dev.shipmate.verification;

import java.net.HttpCookie;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What came of a request.
sealed interface Reply {
    /// What the app answered.
    ///
    /// @param whole whether all of the body was kept
    record Answer(int status, HttpHeaders headers, String body, boolean whole) implements Reply {
        private static final JsonMapper MAPPER = JsonMapper.builder().build();

        /// The body as a tree; nothing when it is no JSON, or was too long to be kept.
        Optional<JsonNode> json() {
            try {
                JsonNode tree = MAPPER.readTree(body);
                return whole && !tree.isMissingNode() ? Optional.of(tree) : Optional.empty();
            } catch (JacksonException _) {
                return Optional.empty();
            }
        }

        /// All lines of a header, joined by commas.
        Optional<String> header(String name) {
            List<String> lines = headers.allValues(name);
            return lines.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", lines));
        }

        List<HttpCookie> cookies() {
            return headers.allValues("set-cookie").stream()
                    .flatMap(Answer::parsed)
                    .toList();
        }

        private static Stream<HttpCookie> parsed(String line) {
            try {
                return HttpCookie.parse(line).stream();
            } catch (IllegalArgumentException _) {
                return Stream.empty();
            }
        }

        /// The status, and how the body begins once nothing secret is in it.
        String display(HiddenValues hidden) {
            String begun = hidden.excerpt(body);
            return begun.isEmpty()
                    ? "status %d without a body".formatted(status)
                    : "status %d: %s".formatted(status, begun);
        }
    }

    /// Nothing came, and why.
    record NoAnswer(String reason) implements Reply {}

    /// The thread was interrupted, and still is.
    record Stopped() implements Reply {}
}
