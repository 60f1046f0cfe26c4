package dev.shipmate.verification;

/// What happens while checks run.
public sealed interface VerificationEvent {
    /// A check begins.
    record Started(Check check, int number, int total) implements VerificationEvent {}

    /// What a longer check waits for at the moment.
    record Progress(Check check, String text) implements VerificationEvent {}

    record Finished(CheckResult result) implements VerificationEvent {}
}
