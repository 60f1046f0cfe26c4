package dev.shipmate.approval;

import java.util.Set;

/// What a user allowed in advance, and what is never allowed so.
///
/// @param yes changes need no question
/// @param yesDestroy neither do those that destroy
/// @param yesTainted neither do those proposed after reading untrusted text
/// @param allowedContexts contexts besides local clusters in which `yes` holds
/// @param protectedNamespaces besides those of [ProtectedNamespaces]: each change in them is asked for
/// @param allowedNamespaces protected ones in which `yes` holds all the same
public record ApprovalPolicy(
        boolean yes,
        boolean yesDestroy,
        boolean yesTainted,
        Set<String> allowedContexts,
        Set<String> protectedNamespaces,
        Set<String> allowedNamespaces) {
    /// Every change is asked for.
    public static final ApprovalPolicy ASK = new ApprovalPolicy(false, false, false, Set.of());

    public ApprovalPolicy {
        allowedContexts = Set.copyOf(allowedContexts);
        protectedNamespaces = Set.copyOf(protectedNamespaces);
        allowedNamespaces = Set.copyOf(allowedNamespaces);
    }

    public ApprovalPolicy(boolean yes, boolean yesDestroy, boolean yesTainted, Set<String> allowedContexts) {
        this(yes, yesDestroy, yesTainted, allowedContexts, Set.of(), Set.of());
    }
}
