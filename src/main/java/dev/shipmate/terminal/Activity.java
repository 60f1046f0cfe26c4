package dev.shipmate.terminal;

import java.time.Instant;

/// Something under way: what it is, since when, and how far it says it is, or an empty text.
record Activity(String text, Instant since, String progress) {
    Activity progressed(String message) {
        return new Activity(text, since, message);
    }
}
