package dev.shipmate.terminal;

import dev.shipmate.approval.Approval;
import dev.shipmate.approval.Approver;
import dev.shipmate.approval.PlannedChange;
import dev.shipmate.tool.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// Shows a user what would change, and asks. Nothing but a clear yes is one.
///
/// What destroys wants the word `yes` in full, or the name of what would be gone; so does a protected namespace.
/// Ctrl-C is a no that also stops the turn; so is the end of the input a no.
public final class TerminalApprover implements Approver {
    private final Screen screen;
    private final Lines lines;

    TerminalApprover(Screen screen, Lines lines) {
        this.screen = screen;
        this.lines = lines;
    }

    @Override
    public Approval ask(PlannedChange change) {
        screen.print(new ChangeLines(screen.theme(), screen.columns()).of(change));
        return switch (change.effect()) {
            case READ, CHANGE ->
                change.guarded().isEmpty()
                        ? until(changePrompt(change), TerminalApprover::readChange)
                        : until(fullPrompt(guarded(change)), answer -> readFull(answer, guarded(change)));
            case DESTROY -> until(fullPrompt(name(change)), answer -> readFull(answer, name(change)));
        };
    }

    @Override
    public Approval askAll(List<PlannedChange> plan) {
        List<Styled> lines = new ArrayList<>();
        for (int i = 0; i < plan.size(); i++) {
            lines.add(Styled.of(Role.STRONG, "%d of %d".formatted(i + 1, plan.size())));
            lines.addAll(new ChangeLines(screen.theme(), screen.columns()).of(plan.get(i)));
        }
        screen.print(lines);
        boolean grave = plan.stream()
                .anyMatch(change ->
                        change.effect() == Effect.DESTROY || !change.guarded().isEmpty());
        return grave
                ? until(
                        "Type yes in full to make all %d changes, or n:".formatted(plan.size()),
                        answer -> readFull(answer, ""))
                : until(
                        "Apply all %d, in this order? [y]es / [n]o / all of this [t]urn:".formatted(plan.size()),
                        answer -> readChange(answer).filter(approval -> approval != Approval.ALWAYS));
    }

    private Approval until(String prompt, Function<String, Optional<Approval>> reading) {
        String painted = screen.theme().paint(Styled.of(Role.STRONG, prompt)) + " ";
        while (true) {
            switch (lines.answer(painted)) {
                case Lines.Read.Line(String text) -> {
                    Optional<Approval> approval = reading.apply(text.strip().toLowerCase(Locale.ROOT));
                    if (approval.isPresent()) {
                        return approval.get();
                    }
                }
                case Lines.Read.Interrupted _ -> {
                    Thread.currentThread().interrupt();
                    return Approval.NO;
                }
                case Lines.Read.End _ -> {
                    return Approval.NO;
                }
            }
        }
    }

    private static String changePrompt(PlannedChange change) {
        return "Apply? [y]es / [n]o / all of this [t]urn / [a]lways for %s in this session:"
                .formatted(change.call().tool());
    }

    private static Optional<Approval> readChange(String answer) {
        return switch (answer) {
            case "y", "yes" -> Optional.of(Approval.YES);
            case "n", "no" -> Optional.of(Approval.NO);
            case "t", "turn" -> Optional.of(Approval.TURN);
            case "a", "always" -> Optional.of(Approval.ALWAYS);
            default -> Optional.empty();
        };
    }

    /// What a person types to show which protected namespace is meant.
    private static String guarded(PlannedChange change) {
        return change.guarded().size() == 1 ? change.guarded().getFirst() : "";
    }

    private static String fullPrompt(String name) {
        return name.isEmpty()
                ? "Type yes in full to go on, or n:"
                : "Type %s or yes in full to go on, or n:".formatted(name);
    }

    private static Optional<Approval> readFull(String answer, String name) {
        if (answer.equals("yes") || (!name.isEmpty() && answer.equals(name.toLowerCase(Locale.ROOT)))) {
            return Optional.of(Approval.YES);
        }
        return answer.equals("n") || answer.equals("no") ? Optional.of(Approval.NO) : Optional.empty();
    }

    /// The bare name, which is shorter to type than `deployment/backend`.
    private static String name(PlannedChange change) {
        String name = String.valueOf(change.call().arguments().getOrDefault("name", ""));
        return SafeText.line(name.substring(name.indexOf('/') + 1));
    }

    /// The effect in a word that a user feels.
    static Role role(Effect effect) {
        return switch (effect) {
            case READ, CHANGE -> Role.STRONG;
            case DESTROY -> Role.WARNING;
        };
    }
}
