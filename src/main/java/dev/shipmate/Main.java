package dev.shipmate;

/// Temporarily empty.
final class Main {
    private Main() {}
}
