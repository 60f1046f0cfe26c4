package dev.shipmate.diagnosis;

import java.util.List;

/// What came of one look.
///
/// @param findings the root causes, with the one that explains most first; empty when nothing is wrong
/// @param pods how many pods there are in the namespace that was looked at
public record Examination(List<Finding> findings, int pods) {
    public Examination {
        findings = List.copyOf(findings);
    }
}
