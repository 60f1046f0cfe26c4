package dev.shipmate.verification;

import java.util.List;

/// A line of a report, with further lines that belong under it.
public record ReportLine(Mark mark, String text, List<String> details) {
    public ReportLine {
        details = List.copyOf(details);
    }

    /// What the line is about, for the icon and the colour before it.
    public enum Mark {
        PASSED,
        FAILED,
        NOT_CHECKED
    }
}
