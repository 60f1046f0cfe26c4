package dev.shipmate.terminal;

import dev.shipmate.diagnosis.Examination;
import dev.shipmate.diagnosis.Finding;
import dev.shipmate.diagnosis.Remedy;
import dev.shipmate.spelling.Words;
import java.time.Duration;
import java.util.List;

/// Where findings are shown to a person, or to a script that reads lines.
public final class FindingScreen {
    private final Screen answers;
    private final Screen errors;
    private final boolean quiet;
    private final Interruption.Source signals;

    /// @param quiet whether notes are left out
    FindingScreen(Screen answers, Screen errors, boolean quiet, Interruption.Source signals) {
        this.answers = answers;
        this.errors = errors;
        this.quiet = quiet;
        this.signals = signals;
    }

    /// How a remedy is applied, as a person types it.
    @FunctionalInterface
    public interface Commands {
        String apply(Finding finding, Remedy remedy);
    }

    /// While open, Ctrl-C interrupts the calling thread instead of ending the program.
    public Interruption interruptible() {
        return Interruption.open(signals);
    }

    /// Whether what is shown is still taken.
    public boolean wanted() {
        return !answers.writer().checkError();
    }

    /// All that one look found, one block for each, with a blank line between them.
    public void all(List<Finding> findings, Commands commands) {
        findings.forEach(finding -> appeared(finding, commands));
        if (findings.size() > 1) {
            answers.say(Role.STRONG, FindingLines.sum(findings));
        }
    }

    public void appeared(Finding finding, Commands commands) {
        answers.print(new FindingLines(answers.theme(), answers.columns()).of(finding, commands));
        answers.print(Styled.EMPTY);
    }

    /// That a finding is gone.
    ///
    /// @param after how long it was there, as far as it was watched
    public void healed(Finding finding, Duration after) {
        String where = finding.namespace().isEmpty() ? "" : " in namespace " + finding.namespace();
        answers.print(LineBreaks.wrap(
                Styled.of(Role.GOOD, "healed")
                        .plus(Role.DIM, " (%s) ".formatted(finding.id()))
                        .plus(Role.STRONG, finding.object())
                        .plus(Role.TEXT, "%s, after %s".formatted(where, brief(after))),
                answers.columns()));
        answers.print(Styled.EMPTY);
    }

    /// `42 s`, `3 min 5 s`, `2 h 10 min`.
    private static String brief(Duration duration) {
        if (duration.toMinutes() < 1) {
            return duration.toSeconds() + " s";
        }
        return duration.toHours() < 1
                ? "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart())
                : "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart());
    }

    /// That nothing is wrong.
    public void healthy(String sentence) {
        answers.say(Role.GOOD, sentence);
    }

    /// What could not be seen, where there is any: nobody is to believe that it is in order.
    public void unseen(Examination examination) {
        if (!examination.unseen().isEmpty()) {
            answers.say(Role.WARNING, "Could not be seen: %s.".formatted(Words.list(examination.unseen())));
        }
    }

    public void note(String text) {
        if (!quiet) {
            errors.say(Role.DIM, text);
        }
    }

    /// What keeps from looking, told even to who wants no notes.
    public void trouble(String text) {
        errors.say(Role.WARNING, text);
    }
}
