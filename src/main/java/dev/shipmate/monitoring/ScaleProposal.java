package dev.shipmate.monitoring;

import java.util.List;

/// What is advised for a workload, and why.
///
/// @param verdict the advice in one sentence
/// @param adjustments what would be changed; empty when everything should stay as it is
/// @param reasons sentences, the most telling first
/// @param blocked why there cannot be more pods though they are wanted, as a sentence without its full stop; mostly
///     empty
public record ScaleProposal(String verdict, List<Adjustment> adjustments, List<String> reasons, String blocked) {
    public ScaleProposal {
        adjustments = List.copyOf(adjustments);
        reasons = List.copyOf(reasons);
    }
}
