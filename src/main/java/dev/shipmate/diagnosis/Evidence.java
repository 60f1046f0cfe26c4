package dev.shipmate.diagnosis;

import dev.shipmate.cluster.EventView;
import dev.shipmate.redaction.Redactor;
import dev.shipmate.spelling.Words;
import java.time.Instant;
import java.util.Locale;

/// One thing that shows a cause.
///
/// @param place where it is to be seen: an object, a field's path, an event's reason, a container; empty when the text
///     says so itself
/// @param text what is seen there, to be read alone
/// @param at when it was seen or happened; `Instant.EPOCH` when nothing says so
public record Evidence(Source source, String place, String text, Instant at) {
    private static final int LONGEST = 400;

    /// What kind of thing the place is.
    public enum Source {
        OBJECT,
        FIELD,
        EVENT,
        LOG;

        /// As it is written in results: `event`.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What an object's state amounts to.
    public static Evidence object(String text) {
        return new Evidence(Source.OBJECT, "", text, Instant.EPOCH);
    }

    /// What a field says.
    ///
    /// @param path from the object's root: `spec.template.spec.containers[api].image`
    public static Evidence field(String path, String text) {
        return new Evidence(Source.FIELD, path, text, Instant.EPOCH);
    }

    public static Evidence event(EventView event) {
        return new Evidence(
                Source.EVENT,
                "%s of %s".formatted(event.reason(), event.object()),
                "%s (%d times): %s"
                        .formatted(
                                event.reason(),
                                event.count(),
                                Words.shortened(event.message().strip(), LONGEST)),
                event.last());
    }

    /// What a program wrote.
    ///
    /// @param container whose log it is, and of which pod: `backend-1, container api`
    public static Evidence log(String container, String line) {
        return new Evidence(Source.LOG, container, line, Instant.EPOCH);
    }

    public Evidence at(Instant seen) {
        return new Evidence(source, place, text, seen);
    }

    public Evidence redacted(Redactor redactor) {
        return new Evidence(source, place, redactor.redact(text), at);
    }
}
