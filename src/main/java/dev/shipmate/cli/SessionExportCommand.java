package dev.shipmate.cli;

import dev.shipmate.session.StoredSession;
import dev.shipmate.terminal.Transcript;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `shipmate sessions export NAME [FILE]`: a session as Markdown.
@Command(name = "export", description = "Write a session as Markdown, to a file or to standard output.")
final class SessionExportCommand implements Callable<Integer> {
    private @ParentCommand SessionsCommand parent;
    private @Spec CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NAME", description = "The session.")
    private String name = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "FILE", description = "A new file. Default: standard output.")
    private @Nullable Path file;

    private final Services services;

    SessionExportCommand(Services services) {
        this.services = services;
    }

    @Override
    public Integer call() throws IOException {
        StoredSession session = services.sessions()
                .find(name)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "There is no session '%s'. `shipmate sessions` lists those that there are.".formatted(name)));
        String context = session.place().map(StoredSession.Place::context).orElse("-");
        var transcript = new Transcript(context, session.turns());
        if (file == null) {
            PrintWriter out = spec.commandLine().getOut();
            out.print(transcript.markdown(session.changed()));
            out.flush();
        } else {
            write(transcript, file, session.changed());
        }
        return ExitCode.ANSWERED.code();
    }

    private void write(Transcript transcript, Path target, Instant changed) throws IOException {
        try {
            transcript.write(target, changed);
        } catch (FileAlreadyExistsException e) {
            throw new ParameterException(
                    spec.commandLine(), "%s is there already and was left as it is.".formatted(target), e);
        }
        services.runs(parent.options().view()).note("Written to %s, readable by you only.".formatted(target));
    }
}
