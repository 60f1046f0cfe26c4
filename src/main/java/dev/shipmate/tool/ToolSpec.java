package dev.shipmate.tool;

/// A tool's name, what it does to the world, whether its text can be trusted, and the record that its arguments
/// become. The words that describe it to a model are in `prompts/tools/<name>.txt`.
public record ToolSpec<R extends Record>(String name, Effect effect, Trust trust, Class<R> request) {}
