package dev.shipmate.verification;

import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What a value must be.
public sealed interface Rule {
    record Present() implements Rule {}

    record Absent() implements Rule {}

    /// The same text, or the same JSON value.
    record Equal(JsonNode value) implements Rule {}

    record Containing(Template part) implements Rule {}

    record Lacking(Template part) implements Rule {}

    /// The whole value matches.
    record Matching(Pattern pattern) implements Rule {}

    default List<Template> templates() {
        return switch (this) {
            case Present _, Absent _, Matching _ -> List.of();
            case Equal(JsonNode value) -> Template.allIn(value);
            case Containing(Template part) -> List.of(part);
            case Lacking(Template part) -> List.of(part);
        };
    }

    /// As the project file writes it: no value of a run is in it.
    default String display() {
        return switch (this) {
            case Present _ -> "present";
            case Absent _ -> "absent";
            case Equal(JsonNode value) -> "equal to " + (value.isString() ? quoted(value.asString()) : value);
            case Containing(Template part) -> "containing " + quoted(part.text());
            case Lacking(Template part) -> "without " + quoted(part.text());
            case Matching(Pattern pattern) -> "matching " + quoted(pattern.pattern());
        };
    }

    private static String quoted(String text) {
        return "'" + text + "'";
    }
}
