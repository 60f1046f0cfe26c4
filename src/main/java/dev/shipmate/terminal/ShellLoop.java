package dev.shipmate.terminal;

import dev.shipmate.conversation.Question;
import dev.shipmate.conversation.Session;
import dev.shipmate.conversation.TurnResult;
import dev.shipmate.pipeline.FailureReport;
import dev.shipmate.pipeline.FailureText;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;

/// Reads a line, does what it means, and starts again, until the user leaves.
final class ShellLoop {
    /// What a shell ends with after Ctrl-C: 128 and the number of the signal.
    private static final int INTERRUPTED = 130;

    private final Session session;
    private final Desk desk;
    private final LiveNames names;
    private final String version;
    private final Clock clock;
    private final Turns turns;

    ShellLoop(Session session, Desk desk, LiveNames names, String version, Clock clock) {
        this.session = session;
        this.desk = desk;
        this.names = names;
        this.version = version;
        this.clock = clock;
        this.turns = new Turns(desk, clock);
    }

    /// The exit code.
    int run() {
        desk.status().accept(session.status());
        if (desk.interactive()) {
            banner();
        }
        session.failure().ifPresent(this::evidence);
        boolean pressedBefore = false;
        while (true) {
            Session.Status status = session.status();
            desk.status().accept(status);
            if (desk.interactive()) {
                names.warm();
            }
            switch (desk.lines().question(prompt(status))) {
                case Lines.Read.End _ -> {
                    return 0;
                }
                case Lines.Read.Interrupted(String typed) -> {
                    if (pressedBefore && typed.isBlank()) {
                        return 0;
                    }
                    pressedBefore = typed.isBlank();
                    if (pressedBefore) {
                        desk.progress().say(Role.DIM, "Ctrl-C again, or Ctrl-D, leaves.");
                    }
                }
                case Lines.Read.Line(String text) -> {
                    pressedBefore = false;
                    switch (handle(ShellInput.parse(QuestionParser.joined(text)))) {
                        case GO_ON -> {}
                        case LEAVE -> {
                            return 0;
                        }
                        case GIVE_UP -> {
                            return INTERRUPTED;
                        }
                    }
                }
            }
        }
    }

    private enum Next {
        GO_ON,
        LEAVE,
        GIVE_UP
    }

    private void banner() {
        Session.Status status = session.status();
        Screen screen = desk.progress();
        screen.print(Styled.of(Role.STRONG, "Shipmate " + version)
                .plus(Role.DIM, ", ")
                .plus(new StatusLine(screen.theme())
                        .of(status, Math.max(20, screen.columns() - 17 - version.length()))));
        screen.say(Role.DIM, "Ask in plain words, such as: show me all pods   (/help for more)");
    }

    /// What a session on a failed deploy starts from.
    private void evidence(FailureReport report) {
        Screen screen = desk.answers();
        screen.print(new MarkdownRenderer(screen.theme()).lines(new FailureText(report).whole(), screen.columns()));
        if (desk.interactive()) {
            desk.progress()
                    .say(
                            Role.DIM,
                            "Ask on: why did it fail? | what changed? | apply the remedy | roll back | try again");
        }
    }

    private String prompt(Session.Status status) {
        return desk.interactive()
                ? new Prompt(desk.progress().theme()).of(status, desk.progress().columns())
                : "";
    }

    private Next handle(ShellInput input) {
        return switch (input) {
            case ShellInput.Nothing _ -> Next.GO_ON;
            case ShellInput.Ask(String question) ->
                next(turns.show((listener, approver) -> session.ask(new Question(question), listener, approver)));
            case ShellInput.Unknown(String word, List<String> nearest) -> {
                desk.progress()
                        .say(Role.WARNING, "There is no /%s.%s /help lists all.".formatted(word, meant(nearest)));
                yield Next.GO_ON;
            }
            case ShellInput.Run(ShellCommand command, String argument) -> run(command, argument);
        };
    }

    private static String meant(List<String> nearest) {
        return nearest.isEmpty()
                ? ""
                : nearest.stream().map(word -> "/" + word).collect(Collectors.joining(" or ", " Did you mean ", "?"));
    }

    private static Next next(boolean goOn) {
        return goOn ? Next.GO_ON : Next.GIVE_UP;
    }

    private Next run(ShellCommand command, String argument) {
        Reports reports =
                new Reports(session, desk.answers().theme(), desk.answers().columns());
        boolean none = argument.isEmpty();
        return switch (command) {
            case HELP -> next(turns.print(reports::help));
            case MODEL -> next(turns.print(() -> none ? reports.model() : reports.useModel(argument)));
            case MODELS -> next(turns.print(reports::models));
            case TOOLS -> next(turns.print(reports::tools));
            case CONTEXT -> moved(turns.print(() -> none ? reports.contexts() : reports.useContext(argument)));
            case NAMESPACE -> moved(turns.print(() -> none ? reports.namespaces() : reports.useNamespace(argument)));
            case PLAN -> none ? usage(command) : next(turns.print(() -> plan(argument)));
            case WHY -> next(turns.print(reports::why));
            case PERMISSIONS -> next(turns.print(() -> reports.permissions(argument)));
            case UNDO -> next(turns.show(session::undo));
            case CLEAR -> {
                desk.clearScreen().run();
                yield next(turns.print(reports::reset));
            }
            case RESET -> next(turns.print(reports::reset));
            case HISTORY -> next(turns.print(reports::history));
            case SAVE -> next(turns.print(() -> save(reports, argument)));
            case VERBOSE -> {
                String state = turns.toggleVerbose()
                        ? "Whole results are shown below each call."
                        : "Results are hidden again.";
                desk.progress().say(Role.GOOD, state);
                yield Next.GO_ON;
            }
            case VERSION -> next(turns.print(() -> List.of(Styled.text("Shipmate " + version))));
            case EXIT -> Next.LEAVE;
        };
    }

    private Next usage(ShellCommand command) {
        desk.progress().say(Role.WARNING, "Usage: " + command.usage());
        return Next.GO_ON;
    }

    private Next moved(boolean goOn) {
        names.forget();
        return next(goOn);
    }

    private List<Styled> plan(String question) {
        TurnResult planned = session.plan(new Question(question));
        Screen screen = desk.answers();
        return planned.answer().isBlank()
                ? new Evidence(screen.theme(), screen.columns()).of(planned)
                : new MarkdownRenderer(screen.theme()).lines(planned.answer(), screen.columns());
    }

    private List<Styled> save(Reports reports, String argument) {
        if (session.turns().isEmpty()) {
            return reports.sentence(Role.WARNING, "There is nothing to save yet.");
        }
        String name = argument.isEmpty()
                ? "shipmate-%s.md"
                        .formatted(clock.instant()
                                .toString()
                                .replaceAll("[:.].*|\\..*", "")
                                .replace("T", "-"))
                : argument;
        try {
            Path file = home(name);
            new Transcript(session.target().context(), session.turns()).write(file, clock.instant());
            return reports.sentence(Role.GOOD, "Saved to %s, readable by you only.".formatted(file.toAbsolutePath()));
        } catch (FileAlreadyExistsException e) {
            return reports.sentence(
                    Role.WARNING,
                    "%s is there already and was left as it is. Choose another name.".formatted(e.getFile()));
        } catch (IOException | java.nio.file.InvalidPathException e) {
            return reports.sentence(Role.ERROR, "Cannot write %s: %s.".formatted(name, reason(e)));
        }
    }

    private static Path home(String name) {
        return name.startsWith("~/") ? Path.of(System.getProperty("user.home"), name.substring(2)) : Path.of(name);
    }

    /// Its own message is mostly the file's name alone.
    private static String reason(Exception failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "there is no such folder";
            case AccessDeniedException _ -> "you have no permission";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            default -> String.valueOf(failure.getMessage());
        };
    }
}
