package dev.shipmate.terminal;

import dev.shipmate.diagnosis.Confidence;
import dev.shipmate.diagnosis.Finding;
import dev.shipmate.diagnosis.Remedy;
import dev.shipmate.diagnosis.RemedyId;
import dev.shipmate.diagnosis.Severity;
import dev.shipmate.spelling.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A finding as a block of lines: what is wrong, what shows it, what follows from it, and what to do.
record FindingLines(Theme theme, int width) {
    List<Styled> of(Finding finding, FindingScreen.Commands commands) {
        var lines = new ArrayList<Styled>();
        lines.addAll(LineBreaks.wrap(heading(finding), width));
        finding.evidence().forEach(evidence -> lines.addAll(quoted(Styled.of(Role.CODE, evidence.text()))));
        finding.consequences().forEach(line -> lines.addAll(quoted(Styled.text(line))));
        if (!finding.next().isBlank()) {
            lines.addAll(marked(Role.DIM, Styled.text(finding.next())));
        }
        finding.remedies().forEach(remedy -> lines.addAll(remedy(finding, remedy, commands)));
        return lines;
    }

    private static Styled heading(Finding finding) {
        Role role = switch (finding.severity()) {
            case ERROR -> Role.ERROR;
            case WARNING -> Role.WARNING;
        };
        String where = finding.namespace().isEmpty() ? "" : " in namespace " + finding.namespace();
        String sure = finding.confidence() == Confidence.CERTAIN
                ? ""
                : ", %s".formatted(finding.confidence().word());
        return Styled.of(role, finding.severity().word())
                .plus(Role.DIM, " (%s%s) ".formatted(finding.id(), sure))
                .plus(Role.STRONG, finding.object())
                .plus(Role.TEXT, "%s: %s".formatted(where, finding.cause()));
    }

    private List<Styled> remedy(Finding finding, Remedy remedy, FindingScreen.Commands commands) {
        var lines = new ArrayList<Styled>();
        lines.addAll(marked(
                Role.GOOD,
                Styled.of(Role.STRONG, "Remedy %s".formatted(RemedyId.of(finding, remedy)))
                        .plus(Role.TEXT, ": %s.".formatted(remedy.title()))));
        // A command is not broken, so that it can be copied.
        lines.add(Styled.text("    ").plus(Role.CODE, commands.apply(finding, remedy)));
        return lines;
    }

    private List<Styled> marked(Role role, Styled text) {
        return Indented.of(Styled.of(role, Icon.ARROW.in(theme) + " "), text, width);
    }

    private List<Styled> quoted(Styled text) {
        return Indented.of(Styled.of(Role.DIM, "  " + Icon.QUOTE.in(theme) + " "), text, width);
    }

    /// `2 errors and 1 warning.`
    static String sum(List<Finding> findings) {
        long errors = findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .count();
        long warnings = findings.size() - errors;
        return Stream.of(count(errors, "error"), count(warnings, "warning"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" and ", "", "."));
    }

    private static String count(long number, String one) {
        return number == 0 ? "" : Words.count(number, one);
    }
}
