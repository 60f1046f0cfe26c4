package dev.shipmate.audit;

import java.util.List;
import java.util.Optional;

/// What came of looking whether an audit log is as it was written.
///
/// @param entries how many there are up to the fault, or to the end
/// @param torn lines that a crash has cut off: what they were to say is lost, and that they were cut is on record
/// @param fault the first place that is not as it was written
public record AuditCheck(long entries, int torn, Optional<Fault> fault) {
    /// A place that is not as it was written.
    ///
    /// @param line in the file, from 1
    public record Fault(long line, String what) {}

    /// @param head the number and the hash of the last line, as they were remembered; empty when they were not
    static AuditCheck of(List<String> lines, String head) {
        AuditLine last = AuditLine.NONE;
        Optional<AuditLine> remembered = Optional.empty();
        Optional<String> pending = Optional.empty();
        int torn = 0;
        for (int i = 0; i < lines.size(); i++) {
            Optional<AuditLine> read = AuditLine.read(lines.get(i));
            if (read.isEmpty()) {
                if (pending.isPresent()) {
                    return faulty(last, torn, i, "the line before is not as it was written");
                }
                pending = Optional.of(lines.get(i));
                continue;
            }
            AuditLine line = read.get();
            if (!line.torn().equals(pending.map(AuditLine::hash).orElse(""))) {
                return faulty(last, torn, pending.isEmpty() ? i + 1 : i, "it is not as it was written");
            }
            if (line.number() != last.number() + 1 || !line.before().equals(last.hash())) {
                return faulty(last, torn, i + 1, "what was before it was taken out, changed or put in");
            }
            torn += pending.isPresent() ? 1 : 0;
            pending = Optional.empty();
            last = line;
            if (head.strip().equals(line.number() + " " + line.hash())) {
                remembered = read;
            }
        }
        return ended(last, torn, pending.isPresent(), head, remembered, lines.size());
    }

    /// A crash may come between a line and its being remembered.
    private static AuditCheck ended(
            AuditLine last, int torn, boolean pending, String head, Optional<AuditLine> remembered, int lines) {
        long behind = last.number() - remembered.map(AuditLine::number).orElse(0L);
        boolean cut = head.isBlank() ? behind > 1 : remembered.isEmpty();
        if (cut) {
            return faulty(
                    last,
                    torn,
                    lines,
                    head.isBlank() ? "the file that remembers the end is gone" : "what came after it was cut off");
        }
        return new AuditCheck(last.number(), torn + (pending ? 1 : 0), Optional.empty());
    }

    private static AuditCheck faulty(AuditLine last, int torn, long line, String what) {
        return new AuditCheck(last.number(), torn, Optional.of(new Fault(line, what)));
    }
}
