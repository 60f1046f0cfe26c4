package dev.shipmate.verification;

import java.time.Duration;

/// A check, what it came to, and how long that took.
public record CheckResult(Check check, Outcome outcome, Duration took) {}
