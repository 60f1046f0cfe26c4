package dev.shipmate.pipeline;

import dev.shipmate.diagnosis.Finding;
import dev.shipmate.diagnosis.Remedy;
import dev.shipmate.pipeline.FailureReport.Section;
import dev.shipmate.redaction.Redactor;
import java.util.List;

/// Takes the secrets out of a report, once all of them are known that there are to know.
record SafeReport(Redactor redactor) {
    FailureReport of(FailureReport report) {
        return new FailureReport(
                report.run(),
                report.environment(),
                report.at(),
                report.step(),
                redactor.redact(report.cause()),
                redactor.redact(report.suggestion()),
                report.findings().stream().map(this::of).toList(),
                report.sections().stream()
                        .map(section -> new Section(redactor.redact(section.title()), lines(section.lines())))
                        .toList(),
                report.offers().stream().filter(this::harmless).map(this::of).toList());
    }

    private Finding of(Finding finding) {
        return finding.redacted(redactor)
                .withRemedies(finding.remedies().stream().filter(this::harmless).toList());
    }

    private Offer of(Offer offer) {
        return switch (offer) {
            case Offer.Resume(String after) -> new Offer.Resume(redactor.redact(after));
            case Offer.Apply _, Offer.RollBack _, Offer.Uninstall _ -> offer;
        };
    }

    private boolean harmless(Offer offer) {
        return !(offer instanceof Offer.Apply(Remedy remedy)) || harmless(remedy);
    }

    /// A remedy with a mark in place of a secret would write the mark: better none.
    private boolean harmless(Remedy remedy) {
        return switch (remedy) {
            case Remedy.PatchObject(String title, var _, String patch) -> unchanged(title) && unchanged(patch);
            case Remedy.SetImage(String title, var _, var _, String image) -> unchanged(title) && unchanged(image);
            case Remedy.DeleteObject(String title, var _) -> unchanged(title);
            case Remedy.UndoRollout(String title, var _) -> unchanged(title);
        };
    }

    private boolean unchanged(String text) {
        return redactor.redact(text).equals(text);
    }

    /// Together, since a key may go over several lines.
    private List<String> lines(List<String> lines) {
        return redactor.redact(String.join("\n", lines)).lines().toList();
    }
}
