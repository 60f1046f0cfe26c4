package dev.shipmate.image;

/// What minikube tells while it starts.
public sealed interface StartEvent {
    /// Steps are left out where there is nothing to do, so the numbers jump: they make a bar, not a count.
    record Step(String name, String message, int current, int total) implements StartEvent {}

    /// A download.
    ///
    /// @param progress from 0 to 1
    record Download(String artifact, double progress) implements StartEvent {}

    record Notice(String message) implements StartEvent {}

    record Warning(String message) implements StartEvent {}
}
