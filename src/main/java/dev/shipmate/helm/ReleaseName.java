package dev.shipmate.helm;

/// A release and the namespace in which Helm keeps it.
public record ReleaseName(String namespace, String name) {
    public String display() {
        return "%s in namespace %s".formatted(name, namespace);
    }
}
