package dev.shipmate.monitoring;

import java.util.HashMap;
import java.util.Map;

/// How much a container may be given at most of each resource, as the nodes, the quotas and the limit ranges of its
/// namespace allow. Fields are called as in a quota: `requests.cpu`, `limits.memory`.
public final class Ceilings {
    private record Ceiling(long amount, String why) {}

    private final Map<String, Ceiling> totals = new HashMap<>();
    private final Map<String, Ceiling> rises = new HashMap<>();

    /// No container may have more than this.
    void limitTotal(String field, long amount, String why) {
        limit(totals, field, new Ceiling(amount, why));
    }

    /// Whatever a container has, this much can be added.
    void limitRise(String field, long amount, String why) {
        limit(rises, field, new Ceiling(Math.max(0, amount), why));
    }

    private static void limit(Map<String, Ceiling> ceilings, String field, Ceiling ceiling) {
        ceilings.merge(field, ceiling, (one, other) -> one.amount() <= other.amount() ? one : other);
    }

    /// The most that a container may have that has `value` today.
    long most(String field, long value) {
        return Math.min(total(field), value + rise(field));
    }

    /// What sets that limit, as a part of a sentence.
    String why(String field, long value) {
        Ceiling tighter = total(field) <= value + rise(field) ? totals.get(field) : rises.get(field);
        return tighter == null ? "" : tighter.why();
    }

    private long total(String field) {
        Ceiling ceiling = totals.get(field);
        return ceiling == null ? Long.MAX_VALUE : ceiling.amount();
    }

    private long rise(String field) {
        Ceiling ceiling = rises.get(field);
        return ceiling == null ? Long.MAX_VALUE / 2 : ceiling.amount();
    }
}
