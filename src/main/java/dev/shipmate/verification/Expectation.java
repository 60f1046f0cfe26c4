package dev.shipmate.verification;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.core.JsonPointer;

/// What one part of an answer must be.
public sealed interface Expectation {
    /// One of these status codes, or any of 200 to 299 when there are none.
    record Status(Set<Integer> codes) implements Expectation {
        public Status {
            codes = Set.copyOf(codes);
        }

        boolean holds(int status) {
            return codes.isEmpty() ? status >= 200 && status < 300 : codes.contains(status);
        }

        String display() {
            return codes.isEmpty()
                    ? "a status from 200 to 299"
                    : "status "
                            + new TreeSet<>(codes).stream().map(String::valueOf).collect(Collectors.joining(" or "));
        }
    }

    /// A header, all its lines joined by commas.
    record Header(String name, Rule rule) implements Expectation {}

    record Text(Rule rule) implements Expectation {}

    /// What a JSON Pointer (RFC 6901) leads to, such as `/items/0/id`.
    record Json(JsonPointer pointer, Rule rule) implements Expectation {}

    default List<Template> templates() {
        return switch (this) {
            case Status _ -> List.of();
            case Header header -> header.rule().templates();
            case Text(Rule rule) -> rule.templates();
            case Json json -> json.rule().templates();
        };
    }
}
