package dev.shipmate.cli;

import dev.shipmate.conversation.Question;
import dev.shipmate.conversation.Session;
import dev.shipmate.conversation.TurnListener;
import dev.shipmate.conversation.TurnResult;
import dev.shipmate.pipeline.FailureReport;
import dev.shipmate.session.StoredSession;
import dev.shipmate.terminal.SingleTurn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `shipmate ask QUESTION…`: one answer, for a person or a script.
@Command(
        name = "ask",
        description = "Answer one question, or one for each line of a file.",
        footer = {
            "",
            "Text that is piped in is taken as context:",
            "  kubectl describe pod x | shipmate ask \"what is wrong here?\"",
            "",
            "After a deploy that failed, from the folder of its project:",
            "  shipmate ask --last-deploy \"why did it fail?\""
        })
final class AskCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "QUESTION", description = "The question; quotes are not needed.")
    private List<String> words = List.of();

    @Option(names = "--from-file", paramLabel = "FILE", description = "Ask every line of a file; - is standard input.")
    private @Nullable Path file;

    @Option(names = "--plan", description = "Show the calls without running them.")
    private boolean plan;

    @Option(
            names = "--last-deploy",
            description = "Ask about the project's newest run, when that failed: why, what changed, what can be done.")
    private boolean lastDeploy;

    @Option(
            names = "--session",
            paramLabel = "NAME",
            description = "Go on with the session of that name, or begin it: a question may lean on the one before.")
    private @Nullable String session;

    private @Mixin ProjectOptions project;
    private @ParentCommand ShipmateCommand parent;
    private @Spec CommandSpec spec;
    private final Services services;
    private final PipedText piped;

    AskCommand(Services services, PipedText piped) {
        this.services = services;
        this.piped = piped;
    }

    @Override
    public Integer call() throws IOException {
        GlobalOptions options = parent.options();
        if (session != null && (lastDeploy || file != null)) {
            throw new ParameterException(
                    spec.commandLine(), "--session goes neither with --last-deploy nor with --from-file.");
        }
        List<Question> questions = questions();
        LastDeploy deploy = lastDeploy ? LastDeploy.find(services, options, project) : LastDeploy.NOT_ASKED;
        Session asked = session == null ? deploy.session(services, options) : ongoing(session, options);
        var output = new TurnOutput(
                spec.commandLine().getOut(),
                options.output(),
                file == null ? TurnOutput.Count.ONE : TurnOutput.Count.MANY,
                asked.failure().map(FailureReport::findings).orElse(List.of()));
        TurnListener trace = options.trace().map(services::trace).orElse(_ -> {});
        ExitCode worst = ExitCode.ANSWERED;
        for (Question question : questions) {
            try (SingleTurn turn = services.turn(options.view())) {
                TurnResult result = deploy.nothingFailed(question)
                        .orElseGet(() -> plan
                                ? asked.plan(question)
                                : asked.ask(question, both(trace, turn.listener()), turn.approver()));
                ExitCode code = ExitCode.of(result.outcome());
                worst = code.compareTo(worst) > 0 ? code : worst;
                output.write(result, turn);
            }
            if (file != null) {
                asked.reset();
            }
        }
        return worst.code();
    }

    private Session ongoing(String name, GlobalOptions options) {
        StoredSession stored = StayOptions.ongoing(services.sessions(), name, spec.commandLine());
        Session going = StayOptions.open(services, options, stored);
        going.resume(stored.turns());
        return going;
    }

    private static TurnListener both(TurnListener first, TurnListener second) {
        return event -> {
            first.on(event);
            second.on(event);
        };
    }

    private List<Question> questions() throws IOException {
        if (file != null) {
            if (!words.isEmpty()) {
                throw new ParameterException(spec.commandLine(), "Give either a question or --from-file, not both.");
            }
            return lines().stream().map(Question::new).toList();
        }
        String attachment = piped.read();
        if (words.isEmpty() && attachment.isBlank() && lastDeploy) {
            return List.of(new Question("why did it fail?"));
        }
        if (words.isEmpty() && attachment.isBlank()) {
            throw new ParameterException(
                    spec.commandLine(), "What is the question? For example: shipmate ask \"are all pods healthy?\"");
        }
        // Without words on the command line, what is piped in is the question itself.
        return words.isEmpty()
                ? List.of(new Question(attachment.strip()))
                : List.of(new Question(String.join(" ", words), attachment));
    }

    private List<String> lines() throws IOException {
        var lines = new ArrayList<String>();
        Path source = Objects.requireNonNull(file);
        try {
            String text =
                    source.toString().equals("-") ? piped.read() : Files.readString(source, StandardCharsets.UTF_8);
            text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(lines::add);
        } catch (NoSuchFileException e) {
            throw new ParameterException(spec.commandLine(), "There is no file %s.".formatted(source), e);
        }
        if (lines.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "%s holds no question.".formatted(source));
        }
        return lines;
    }
}
