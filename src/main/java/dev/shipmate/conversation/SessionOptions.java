package dev.shipmate.conversation;

import dev.shipmate.approval.ApprovalPolicy;

/// How a user wants to work.
///
/// @param context and `namespace` are empty for the kubeconfig's own
/// @param model is empty for the default
public record SessionOptions(
        String context,
        String namespace,
        String model,
        PlannerMode planner,
        boolean readOnly,
        ApprovalPolicy approval,
        Budget budget) {}
