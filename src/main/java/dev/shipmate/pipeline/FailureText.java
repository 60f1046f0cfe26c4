package dev.shipmate.pipeline;

import dev.shipmate.diagnosis.Finding;
import dev.shipmate.diagnosis.Remedy;
import dev.shipmate.pipeline.FailureReport.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A failure report in Markdown, whole or in the parts that people ask for.
public record FailureText(FailureReport report) {
    private static final int EVIDENCE = 12;

    /// All of it: the cause, everything that was seen, and the ways on.
    public String whole() {
        var parts = new ArrayList<String>();
        parts.add(heading());
        parts.add(report.putBack());
        report.findings().stream().map(this::finding).forEach(parts::add);
        report.sections().stream().map(FailureText::section).forEach(parts::add);
        parts.add(ways());
        return joined(parts);
    }

    /// Why it failed: the cause, what shows it best, and the ways on.
    public String why() {
        var parts = new ArrayList<String>();
        parts.add(heading());
        parts.add(report.putBack());
        report.findings().stream().limit(1).map(this::finding).forEach(parts::add);
        if (report.findings().isEmpty()) {
            report.sections().stream().limit(1).map(FailureText::section).forEach(parts::add);
        }
        parts.add(ways());
        return joined(parts);
    }

    /// What is different from the last good revision.
    public String changes() {
        Optional<Section> changed = report.sections().stream()
                .filter(section -> section.title().equals(FailureReport.CHANGED))
                .findFirst();
        return changed.map(FailureText::section)
                .orElse("There is no earlier good revision to compare with%s"
                        .formatted(
                                report.sections().stream()
                                                .anyMatch(section ->
                                                        section.title().equals("Helm"))
                                        ? "."
                                        : ", or the run did not come as far as the release."));
    }

    /// The ways on from here, numbered, the best first.
    public String ways() {
        var lines = new ArrayList<String>();
        for (Offer offer : report.offers()) {
            lines.add("%d. %s".formatted(lines.size() + 1, way(offer)));
        }
        return lines.isEmpty() ? "" : "What can be done:\n\n" + String.join("\n", lines);
    }

    /// One way on, as an order.
    public static String way(Offer offer) {
        return switch (offer) {
            case Offer.Apply(Remedy.UndoRollout remedy) -> sentence(remedy.title());
            case Offer.Apply(var remedy) -> sentence(remedy.title()) + " If the chart sets it, change it there, too.";
            case Offer.RollBack(int revision) -> "Roll back to revision %d.".formatted(revision);
            case Offer.Uninstall() -> "Uninstall the release: no revision of it was ever good.";
            case Offer.Resume(String after) ->
                (after.isBlank() ? "" : sentence(after) + " ") + "Then try again: `shipmate deploy --resume`.";
        };
    }

    private String heading() {
        return "The run of %s failed at step **%s**: %s"
                .formatted(ReportLines.time(report.at()), report.step().word(), sentence(report.cause()));
    }

    private String finding(Finding finding) {
        String title = "%s: %s".formatted(finding.object(), sentence(finding.cause()));
        boolean told = title.equals(sentence(report.cause()));
        return joined(List.of(told ? "" : title, fenced(ReportLines.first(finding.lines(), EVIDENCE))));
    }

    private static String section(Section section) {
        return joined(List.of(section.title() + ":", fenced(section.lines())));
    }

    private static String fenced(List<String> lines) {
        if (lines.isEmpty()) {
            return "";
        }
        String text = String.join("\n", lines);
        String fence = "```";
        while (text.contains(fence)) {
            fence += "`";
        }
        return fence + "\n" + text + "\n" + fence;
    }

    private static String joined(List<String> parts) {
        return parts.stream().filter(part -> !part.isBlank()).collect(Collectors.joining("\n\n"));
    }

    private static String sentence(String text) {
        String line = text.strip();
        return line.isEmpty() || line.matches("(?s).*[.!?:;…]") ? line : line + ".";
    }
}
