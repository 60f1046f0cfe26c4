package dev.shipmate.tool;

/// One field of one object, before and after: `deployment/web` in namespace `todo`, `replicas`, `2`, `3`.
public record Change(String object, String namespace, String field, String before, String after) {
    public String display() {
        return "%s: %s %s -> %s".formatted(object, field, before, after);
    }
}
