package dev.shipmate.terminal;

import dev.shipmate.journal.PrivateFile;
import dev.shipmate.redaction.Redactor;
import java.io.IOException;
import java.nio.file.Path;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.NonBlockingReader;

/// Lines from an editor on a terminal, with history, completion and several lines where they are
/// wanted.
final class EditedLines implements Lines {
    private static final int HISTORY_SIZE = 2000;

    private final Terminal terminal;
    private final LineReader questions;
    private final LineReader answers;

    private EditedLines(Terminal terminal, LineReader questions, LineReader answers) {
        this.terminal = terminal;
        this.questions = questions;
        this.answers = answers;
    }

    /// Where the history file cannot be had, history lasts as long as the shell.
    static EditedLines open(Terminal terminal, Completer completer, Path historyFile, Redactor redactor) {
        LineReaderBuilder builder = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("shipmate")
                .parser(new QuestionParser())
                .completer(completer)
                .history(new QuestionHistory(redactor))
                .variable(LineReader.HISTORY_SIZE, HISTORY_SIZE)
                .variable(LineReader.HISTORY_FILE_SIZE, HISTORY_SIZE)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%P . ")
                .variable(LineReader.LIST_MAX, 50)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.CASE_INSENSITIVE, true);
        try {
            PrivateFile.prepare(historyFile);
            builder.variable(LineReader.HISTORY_FILE, historyFile);
        } catch (IOException _) {
            builder.variable(LineReader.DISABLE_HISTORY, false);
        }
        LineReader answers = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("shipmate-answers")
                .variable(LineReader.DISABLE_HISTORY, true)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
        return new EditedLines(terminal, builder.build(), answers);
    }

    @Override
    public Read question(String prompt) {
        Read read = read(questions, prompt);
        if (read instanceof Read.Interrupted(String typed) && !typed.isBlank()) {
            questions.getHistory().add(typed);
        }
        return read;
    }

    @Override
    public Read answer(String prompt) {
        discardTyped();
        return read(answers, prompt);
    }

    private static Read read(LineReader reader, String prompt) {
        try {
            return new Read.Line(reader.readLine(prompt));
        } catch (UserInterruptException e) {
            return new Read.Interrupted(e.getPartialLine() == null ? "" : e.getPartialLine());
        } catch (EndOfFileException _) {
            return new Read.End();
        }
    }

    /// Keys that were pressed before a question appeared cannot be meant as its answer.
    private void discardTyped() {
        Attributes attributes = terminal.enterRawMode();
        try {
            NonBlockingReader reader = terminal.reader();
            while (reader.read(10L) >= 0) {}
        } catch (IOException _) {
            // Nothing more can be read, so there is nothing to discard.
        } finally {
            terminal.setAttributes(attributes);
        }
    }
}
