package dev.shipmate.diagnosis;

import java.time.Duration;
import java.time.Instant;

/// What a [DiagnosisWatch] tells.
public sealed interface WatchEvent {
    /// The first look was done; its findings follow as those that appear.
    record Began(Instant at, Examination examination) implements WatchEvent {}

    record Appeared(Instant at, Finding finding) implements WatchEvent {}

    /// A finding is gone.
    ///
    /// @param after how long it was there, as far as it was watched
    record Healed(Instant at, Finding finding, Duration after) implements WatchEvent {}

    /// The cluster does not answer, and is asked again.
    record Lost(Instant at, String message) implements WatchEvent {}

    /// The cluster answers again.
    record Back(Instant at) implements WatchEvent {}
}
