package dev.shipmate.terminal;

import dev.shipmate.diagnosis.Finding;
import dev.shipmate.pipeline.FailureReport;
import java.util.ArrayList;
import java.util.List;

/// Why a run failed, as lines: the cause, what shows it, and further evidence. What can be done about it is not in it.
record FailureLines(Theme theme, int width) {
    private static final int BRIEF_EVIDENCE = 4;

    /// All that was seen.
    List<Styled> whole(FailureReport report) {
        List<Styled> lines = heading(report);
        report.findings().forEach(finding -> lines.addAll(finding(finding, Integer.MAX_VALUE)));
        report.sections().forEach(section -> lines.addAll(section(section, Integer.MAX_VALUE)));
        return lines;
    }

    /// What fits on a screen beside a question: the first finding, else the first section, and what changed.
    List<Styled> brief(FailureReport report) {
        List<Styled> lines = heading(report);
        report.findings().stream().limit(1).forEach(finding -> lines.addAll(finding(finding, BRIEF_EVIDENCE)));
        List<FailureReport.Section> sections = report.sections().stream()
                .filter(section -> section.title().equals(FailureReport.CHANGED))
                .toList();
        if (report.findings().isEmpty()) {
            report.sections().stream()
                    .filter(section -> !sections.contains(section))
                    .limit(1)
                    .forEach(section -> lines.addAll(section(section, 2 * BRIEF_EVIDENCE)));
        }
        sections.forEach(section -> lines.addAll(section(section, BRIEF_EVIDENCE)));
        return lines;
    }

    private List<Styled> heading(FailureReport report) {
        var lines = new ArrayList<Styled>();
        lines.add(Styled.EMPTY);
        lines.addAll(LineBreaks.wrap(
                Styled.of(
                                Role.STRONG,
                                "Step %s failed. ".formatted(report.step().word()))
                        .plus(Role.ERROR, report.cause()),
                width));
        if (!report.suggestion().isBlank()) {
            lines.addAll(LineBreaks.wrap(Styled.text(report.suggestion()), width));
        }
        if (!report.putBack().isEmpty()) {
            lines.addAll(LineBreaks.wrap(Styled.text(report.putBack()), width));
        }
        return lines;
    }

    private List<Styled> finding(Finding finding, int most) {
        var lines = new ArrayList<Styled>();
        lines.add(Styled.EMPTY);
        lines.addAll(LineBreaks.wrap(
                Styled.of(Role.STRONG, finding.object()).plus(Role.TEXT, " " + finding.cause()), width));
        lines.addAll(evidence(finding.lines(), most));
        if (!finding.next().isBlank()) {
            lines.addAll(
                    Indented.of(Styled.of(Role.DIM, Icon.ARROW.in(theme) + " "), Styled.text(finding.next()), width));
        }
        return lines;
    }

    private List<Styled> section(FailureReport.Section section, int most) {
        var lines = new ArrayList<Styled>();
        if (!section.lines().isEmpty()) {
            lines.add(Styled.EMPTY);
            lines.addAll(LineBreaks.wrap(Styled.of(Role.STRONG, section.title()), width));
            lines.addAll(evidence(section.lines(), most));
        }
        return lines;
    }

    private List<Styled> evidence(List<String> all, int most) {
        var lines = new ArrayList<Styled>();
        all.stream().limit(most).forEach(line -> lines.addAll(evidence(line)));
        if (all.size() > most) {
            lines.addAll(evidence("and %d more".formatted(all.size() - most)));
        }
        return lines;
    }

    private List<Styled> evidence(String line) {
        return Indented.of(Styled.of(Role.DIM, "  " + Icon.QUOTE.in(theme) + " "), Styled.of(Role.CODE, line), width);
    }
}
