package dev.shipmate.benchmark;

import java.util.List;

/// Whether an answer was right, and what was wrong about it.
///
/// @param why empty when it was right
/// @param invented names that nothing in the cluster has
/// @param wrongChanges changes that were proposed and not wanted, in words
public record Verdict(boolean right, String why, List<String> invented, List<String> wrongChanges) {
    public Verdict {
        invented = List.copyOf(invented);
        wrongChanges = List.copyOf(wrongChanges);
    }
}
