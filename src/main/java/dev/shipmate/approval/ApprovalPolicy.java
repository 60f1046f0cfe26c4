package dev.shipmate.approval;

import java.util.Set;

/// What a user allowed in advance.
///
/// @param yes changes need no question
/// @param yesDestroy neither do those that destroy
/// @param yesTainted neither do those proposed after reading untrusted text
/// @param allowedContexts contexts besides local clusters in which `yes` holds
public record ApprovalPolicy(boolean yes, boolean yesDestroy, boolean yesTainted, Set<String> allowedContexts) {
    /// Every change is asked for.
    public static final ApprovalPolicy ASK = new ApprovalPolicy(false, false, false, Set.of());

    public ApprovalPolicy {
        allowedContexts = Set.copyOf(allowedContexts);
    }
}
