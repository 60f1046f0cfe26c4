package dev.shipmate.cli;

/// How results are written to standard output. The names are what a user types.
enum OutputFormat {
    text,
    json,
    yaml
}
