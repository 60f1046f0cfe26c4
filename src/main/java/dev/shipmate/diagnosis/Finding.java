package dev.shipmate.diagnosis;

import dev.shipmate.redaction.Redactor;
import java.util.ArrayList;
import java.util.List;

/// What is wrong with one object: the cause, what shows it, and what to do next.
///
/// @param id the stable name of the rule that matched, such as `image-tag-missing`
/// @param object as kubectl writes it: `deployment/backend`
/// @param cause a sentence that follows the object's name
/// @param evidence lines that show it, most telling first
/// @param remedies changes that would mend it, the best first
public record Finding(
        String id,
        String object,
        String namespace,
        String cause,
        List<String> evidence,
        String next,
        List<Remedy> remedies) {
    public Finding {
        evidence = List.copyOf(evidence);
        remedies = List.copyOf(remedies);
    }

    /// With nothing secret in its words. A remedy's patch stays as it is: it holds no values of Secrets.
    Finding redacted(Redactor redactor) {
        return new Finding(
                id,
                object,
                namespace,
                redactor.redact(cause),
                evidence.stream().map(redactor::redact).toList(),
                redactor.redact(next),
                remedies);
    }

    /// Without a remedy.
    static Finding of(String id, String object, String namespace, String cause, List<String> evidence, String next) {
        return new Finding(id, object, namespace, cause, evidence, next, List.of());
    }

    Finding withEvidence(List<String> more) {
        var all = new ArrayList<>(evidence);
        all.addAll(more);
        return new Finding(id, object, namespace, cause, all, next, remedies);
    }

    Finding withCause(String changed) {
        return new Finding(id, object, namespace, changed, evidence, next, remedies);
    }

    /// The same, known for what it is.
    Finding as(String better) {
        return new Finding(better, object, namespace, cause, evidence, next, remedies);
    }

    Finding withNext(String changed) {
        return new Finding(id, object, namespace, cause, evidence, changed, remedies);
    }

    /// With a further remedy, which is worse than those that it has.
    Finding withRemedy(Remedy remedy) {
        var all = new ArrayList<>(remedies);
        all.add(remedy);
        return new Finding(id, object, namespace, cause, evidence, next, all);
    }
}
