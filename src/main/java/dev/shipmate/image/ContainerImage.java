package dev.shipmate.image;

/// The image that a container of the host was made from.
///
/// @param reference as it was asked for when the container was made
public record ContainerImage(String id, String reference, String container) {}
