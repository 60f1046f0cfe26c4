package dev.shipmate.cli;

/// What `--output` takes. Only a diagnosis is also written as SARIF. The names are what a user types.
enum ReportFormat {
    text,
    json,
    yaml,
    sarif
}
