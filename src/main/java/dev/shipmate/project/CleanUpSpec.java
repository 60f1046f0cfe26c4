package dev.shipmate.project;

import java.time.Duration;

/// Whether images that nothing needs any more go after a successful deploy, and how old a build cache may get; zero
/// leaves it alone.
public record CleanUpSpec(boolean afterDeploy, Duration buildCacheAge) {}
