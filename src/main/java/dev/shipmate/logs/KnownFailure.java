package dev.shipmate.logs;

/// A failure that programs of many kinds report in words that do not change.
///
/// @param id stable; where the catalogue of failures has a row for it, that row's name
/// @param sentence what is wrong, for a person
public record KnownFailure(String id, String sentence) {}
