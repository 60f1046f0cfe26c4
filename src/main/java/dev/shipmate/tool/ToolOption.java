package dev.shipmate.tool;

import java.util.List;

/// A tool as a model sees it for one question: one line of description, and for each argument what is allowed.
public record ToolOption(String name, String description, Effect effect, List<Argument> arguments) {
    public ToolOption {
        arguments = List.copyOf(arguments);
    }

    /// `allowed` is empty when any value of the type will do.
    public record Argument(String name, String description, Type type, boolean required, List<String> allowed) {
        public Argument {
            allowed = List.copyOf(allowed);
        }
    }

    /// The JSON types that arguments have.
    public enum Type {
        STRING,
        INTEGER,
        BOOLEAN
    }
}
