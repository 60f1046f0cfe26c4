package dev.shipmate.terminal;

import dev.shipmate.redaction.Redactor;
import java.time.Instant;
import org.jline.reader.impl.history.DefaultHistory;

/// The history of questions. Secrets are taken out before a line is kept, in memory and in the file.
final class QuestionHistory extends DefaultHistory {
    private final Redactor redactor;

    QuestionHistory(Redactor redactor) {
        this.redactor = redactor;
    }

    @Override
    public void add(Instant time, String line) {
        super.add(time, redactor.redact(line));
    }
}
