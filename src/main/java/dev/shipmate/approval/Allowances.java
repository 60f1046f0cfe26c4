package dev.shipmate.approval;

import java.util.Set;

/// What a gate lets through without asking at the moment.
///
/// @param policy what was allowed at the start
/// @param tools those that a person allowed for the session, by their names
public record Allowances(ApprovalPolicy policy, Set<String> tools) {
    public Allowances {
        tools = Set.copyOf(tools);
    }
}
