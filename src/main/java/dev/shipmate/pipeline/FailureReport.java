package dev.shipmate.pipeline;

import dev.shipmate.diagnosis.Finding;
import java.time.Instant;
import java.util.List;

/// Everything that is known about a run that failed, for a person, a script or a model to start from. It holds no
/// secrets.
///
/// @param environment of the project file that was meant; empty when it is not known
/// @param cause in one sentence
/// @param findings what the objects of the release say, the cause first
/// @param sections further evidence, such as the release's status, events, the end of a log, what changed since the
///     last good revision
/// @param offers what can be done about it, the best first
/// @param putBack in one sentence what became of the release when the run was to put it back; empty when it was not
public record FailureReport(
        String run,
        String environment,
        Instant at,
        StepName step,
        String cause,
        String suggestion,
        List<Finding> findings,
        List<Section> sections,
        List<Offer> offers,
        String putBack) {
    /// The title of the section on what changed since the last good revision.
    public static final String CHANGED = "what changed since the last good revision";

    public FailureReport {
        findings = List.copyOf(findings);
        sections = List.copyOf(sections);
        offers = List.copyOf(offers);
    }

    public FailureReport(
            String run,
            Instant at,
            StepName step,
            String cause,
            String suggestion,
            List<Finding> findings,
            List<Section> sections,
            List<Offer> offers) {
        this(run, "", at, step, cause, suggestion, findings, sections, offers);
    }

    /// A report as it is before anything is put back.
    public FailureReport(
            String run,
            String environment,
            Instant at,
            StepName step,
            String cause,
            String suggestion,
            List<Finding> findings,
            List<Section> sections,
            List<Offer> offers) {
        this(run, environment, at, step, cause, suggestion, findings, sections, offers, "");
    }

    /// The same, with what became of the release afterwards and the ways on from there.
    public FailureReport withPutBack(String sentence, List<Offer> waysOn) {
        return new FailureReport(run, environment, at, step, cause, suggestion, findings, sections, waysOn, sentence);
    }

    /// Lines that belong together under a title.
    public record Section(String title, List<String> lines) {
        public Section {
            lines = List.copyOf(lines);
        }
    }
}
