package dev.shipmate.image;

/// Something that went wrong in the world: what failed and where, and what to do next.
public record Problem(String what, String suggestion) {}
