package dev.shipmate.diagnosis;

import java.util.Locale;

/// How much a finding matters.
public enum Severity {
    /// Something that was asked for does not work.
    ERROR,
    /// It works now, and will not when something ordinary happens: a drain, more load, an expiry, an upgrade.
    WARNING;

    /// As it is written in results: `error`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
