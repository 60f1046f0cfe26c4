package dev.shipmate.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The protocol a user wants, or that the probe shall pick one.
public enum ProtocolChoice {
    AUTO,
    NATIVE,
    SCHEMA,
    TEXT;

    /// Empty when the probe decides.
    Optional<Protocol> fixed() {
        return switch (this) {
            case AUTO -> Optional.empty();
            case NATIVE -> Optional.of(Protocol.NATIVE);
            case SCHEMA -> Optional.of(Protocol.SCHEMA);
            case TEXT -> Optional.of(Protocol.TEXT);
        };
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ProtocolChoice> find(String word) {
        return Arrays.stream(values())
                .filter(choice -> choice.word().equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
