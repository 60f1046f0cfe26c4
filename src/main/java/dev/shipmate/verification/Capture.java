package dev.shipmate.verification;

import tools.jackson.core.JsonPointer;

/// A value that is kept of an answer and fills `${name}` afterwards.
///
/// @param secret whether it is shown nowhere
public record Capture(String name, Source source, boolean secret) {
    /// Where in the answer it is.
    public sealed interface Source {
        record FromJson(JsonPointer pointer) implements Source {}

        record FromHeader(String name) implements Source {}

        record FromCookie(String name) implements Source {}

        default String display() {
            return switch (this) {
                case FromJson(JsonPointer pointer) -> "JSON %s".formatted(pointer);
                case FromHeader(String name) -> "header %s".formatted(name);
                case FromCookie(String name) -> "cookie %s".formatted(name);
            };
        }
    }
}
