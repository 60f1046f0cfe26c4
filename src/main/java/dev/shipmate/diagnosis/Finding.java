package dev.shipmate.diagnosis;

import dev.shipmate.redaction.Redactor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;

/// What is wrong with one object: the cause, what shows it, what follows from it, and what to do next.
///
/// @param id the stable name of the rule that matched, such as `image-tag-missing`
/// @param object as kubectl writes it: `deployment/backend`
/// @param namespace empty for an object that is in none
/// @param cause a sentence that follows the object's name
/// @param evidence what shows it, most telling first
/// @param consequences lines on what else is wrong because of it
/// @param remedies changes that would mend it, the best first
public record Finding(
        String id,
        Severity severity,
        Confidence confidence,
        String object,
        String namespace,
        String cause,
        List<Evidence> evidence,
        List<String> consequences,
        String next,
        List<Remedy> remedies) {
    public Finding {
        evidence = List.copyOf(evidence);
        consequences = List.copyOf(consequences);
        remedies = List.copyOf(remedies);
    }

    /// An error that is certain, without a remedy; each line of `evidence` is about the object.
    public static Finding of(
            String id, String object, String namespace, String cause, List<String> evidence, String next) {
        return new Finding(
                id,
                Severity.ERROR,
                Confidence.CERTAIN,
                object,
                namespace,
                cause,
                evidence.stream().map(Evidence::object).toList(),
                List.of(),
                next,
                List.of());
    }

    /// What shows the cause, and what follows from it, to be read line by line.
    public List<String> lines() {
        return Stream.concat(evidence.stream().map(Evidence::text), consequences.stream())
                .toList();
    }

    /// When it last showed itself; `Instant.EPOCH` when nothing says so.
    public Instant seen() {
        return evidence.stream()
                .map(Evidence::at)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    /// With nothing secret in its words. A remedy's patch stays as it is: it holds no values of Secrets.
    public Finding redacted(Redactor redactor) {
        return new Finding(
                id,
                severity,
                confidence,
                object,
                namespace,
                redactor.redact(cause),
                evidence.stream().map(it -> it.redacted(redactor)).toList(),
                consequences.stream().map(redactor::redact).toList(),
                redactor.redact(next),
                remedies);
    }

    /// With these lines about the object behind its evidence.
    Finding withEvidence(List<String> more) {
        return with(more.stream().map(Evidence::object).toList());
    }

    Finding with(Evidence more) {
        return with(List.of(more));
    }

    Finding with(List<Evidence> more) {
        var all = new LinkedHashSet<>(evidence);
        all.addAll(more);
        return new Finding(
                id, severity, confidence, object, namespace, cause, List.copyOf(all), consequences, next, remedies);
    }

    Finding withConsequences(List<String> more) {
        var all = new ArrayList<>(consequences);
        all.addAll(more);
        return new Finding(id, severity, confidence, object, namespace, cause, evidence, all, next, remedies);
    }

    Finding withCause(String changed) {
        return new Finding(
                id, severity, confidence, object, namespace, changed, evidence, consequences, next, remedies);
    }

    /// The same, known for what it is.
    Finding as(String better) {
        return new Finding(
                better, severity, confidence, object, namespace, cause, evidence, consequences, next, remedies);
    }

    Finding as(Severity changed) {
        return new Finding(id, changed, confidence, object, namespace, cause, evidence, consequences, next, remedies);
    }

    Finding as(Confidence changed) {
        return new Finding(id, severity, changed, object, namespace, cause, evidence, consequences, next, remedies);
    }

    /// The same, said of the object that stands behind it.
    Finding about(String owner) {
        return new Finding(id, severity, confidence, owner, namespace, cause, evidence, consequences, next, remedies);
    }

    Finding withNext(String changed) {
        return new Finding(
                id, severity, confidence, object, namespace, cause, evidence, consequences, changed, remedies);
    }

    /// With a further remedy, which is worse than those that it has.
    public Finding withRemedy(Remedy remedy) {
        var all = new ArrayList<>(remedies);
        all.add(remedy);
        return withRemedies(all);
    }

    /// With these remedies instead of its own.
    public Finding withRemedies(List<Remedy> changed) {
        return new Finding(id, severity, confidence, object, namespace, cause, evidence, consequences, next, changed);
    }
}
