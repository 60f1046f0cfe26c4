package dev.shipmate.terminal;

import dev.shipmate.approval.Allowances;
import dev.shipmate.approval.ApprovalPolicy;
import dev.shipmate.conversation.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What is let through without asking, and how a user takes that back, in sentences.
record PermissionReport(Session session) {
    private static final String REVOKE = "revoke";

    /// Does what was asked for, and says what holds afterwards.
    List<String> after(String argument) {
        String word = argument.split("\\s+", 2)[0];
        return switch (word) {
            case "" -> state();
            case "ask" -> {
                session.confirm(true);
                yield mode(Session.Mode.ASKS_FIRST, "Every change is asked for from here on.");
            }
            case "read-only" -> mode(Session.Mode.READ_ONLY, "Nothing is changed from here on.");
            case "usual" -> usual();
            case REVOKE -> revoke(argument.substring(REVOKE.length()).strip());
            default -> List.of("Say /permissions, or add: ask, read-only, usual, or revoke and the name of a tool.");
        };
    }

    private List<String> mode(Session.Mode mode, String done) {
        return List.of(session.useMode(mode) ? done : "Shipmate was started with --read-only, and stays so.");
    }

    /// As at the start: the freest mode that the session takes.
    private List<String> usual() {
        session.confirm(false);
        for (Session.Mode mode : List.of(Session.Mode.APPROVED, Session.Mode.ASKS_FIRST, Session.Mode.READ_ONLY)) {
            if (session.useMode(mode)) {
                break;
            }
        }
        return state();
    }

    private List<String> revoke(String tool) {
        if (tool.isEmpty()) {
            List<String> revoked = session.allowances().tools().stream()
                    .filter(session::revoke)
                    .sorted()
                    .toList();
            return List.of(
                    revoked.isEmpty()
                            ? "No tool was allowed for this session."
                            : "Asked for again: %s.".formatted(String.join(", ", revoked)));
        }
        return List.of(
                session.revoke(tool)
                        ? "%s is asked for again.".formatted(tool)
                        : "%s was not allowed for this session.".formatted(tool));
    }

    private List<String> state() {
        var lines = new ArrayList<String>();
        Allowances allowances = session.allowances();
        lines.add(
                switch (session.status().mode()) {
                    case READ_ONLY -> "Nothing is changed: Shipmate runs read-only.";
                    case ASKS_FIRST -> "Every change is asked for.";
                    case APPROVED -> "Changes are made without asking (--yes).";
                });
        if (session.status().mode() != Session.Mode.READ_ONLY) {
            if (!allowances.tools().isEmpty()) {
                lines.add("Allowed for this session: %s."
                        .formatted(String.join(
                                ", ", allowances.tools().stream().sorted().toList())));
            }
            lines.add(always(allowances.policy()));
        }
        return lines;
    }

    private static String always(ApprovalPolicy policy) {
        var asked = new ArrayList<String>();
        if (!policy.yesDestroy()) {
            asked.add("what cannot be brought back");
        }
        if (!policy.yesTainted()) {
            asked.add("what follows text that was read from the cluster");
        }
        asked.add("what is in a protected namespace" + except(policy.allowedNamespaces()));
        asked.add("what is in a cluster that is not local" + except(policy.allowedContexts()));
        return "Asked for each time, whatever is allowed: %s.".formatted(String.join("; ", asked));
    }

    private static String except(Set<String> allowed) {
        return allowed.isEmpty()
                ? ""
                : ", but for " + String.join(", ", allowed.stream().sorted().toList());
    }
}
