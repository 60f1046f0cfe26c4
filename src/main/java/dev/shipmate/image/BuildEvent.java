package dev.shipmate.image;

/// What happens while images are built. Events of several images mix.
public sealed interface BuildEvent {
    /// The image's name in the project file.
    String image();

    /// The content was read, and the image has its reference.
    record Named(String image, String reference, ContentTag tag) implements BuildEvent {}

    record Started(String image, String reference) implements BuildEvent {}

    /// A line of the builder's progress, redacted.
    record Progress(String image, String line) implements BuildEvent {}

    record Ended(String image, BuildOutcome outcome) implements BuildEvent {}
}
