package dev.shipmate.diagnosis;

/// What makes two findings of different looks the same one.
public record FindingKey(String id, String object, String namespace) {
    public static FindingKey of(Finding finding) {
        return new FindingKey(finding.id(), finding.object(), finding.namespace());
    }

    /// As one text, the same in every run.
    String text() {
        return "%s/%s/%s".formatted(namespace, object, id);
    }
}
