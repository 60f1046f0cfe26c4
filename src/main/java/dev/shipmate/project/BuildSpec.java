package dev.shipmate.project;

/// How all images are built: the network that build steps see, and the platform, each empty for the builder's own.
public record BuildSpec(String network, String platform) {}
