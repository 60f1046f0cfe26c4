package dev.shipmate.helm;

/// One value of a chart, by its dotted name; `\.` is a dot inside a name.
public record Setting(String name, String value, Kind kind) {
    /// How the value is read.
    public enum Kind {
        /// As it stands: an image tag of digits stays a text.
        TEXT,
        /// As YAML reads it: a number, `true`, `null` (which takes a default away), `[a, b]`, or a text.
        YAML
    }

    public static Setting text(String name, String value) {
        return new Setting(name, value, Kind.TEXT);
    }

    public static Setting yaml(String name, String value) {
        return new Setting(name, value, Kind.YAML);
    }
}
