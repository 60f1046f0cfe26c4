package dev.shipmate.diagnosis;

import java.util.List;

/// What came of one look.
///
/// @param findings the root causes, errors before warnings, and then the one that explains most first; empty when
///     nothing is wrong
/// @param pods how many pods there are in the namespace that was looked at
/// @param unseen plurals of the kinds that could not be looked at, each with the reason
public record Examination(List<Finding> findings, int pods, List<String> unseen) {
    public Examination {
        findings = List.copyOf(findings);
        unseen = List.copyOf(unseen);
    }
}
