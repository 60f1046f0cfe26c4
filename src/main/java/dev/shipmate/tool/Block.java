package dev.shipmate.tool;

import dev.shipmate.redaction.PlainText;
import java.util.List;

/// One piece of a result, in the shape in which a person wants to read it.
///
/// Every text in a block is plain: control characters and terminal sequences are taken out when it is made.
public sealed interface Block {
    /// A sentence that stands alone, such as `7 pods in todo: 6 Running, 1 CrashLoopBackOff`.
    record Fact(String text) implements Block {
        public Fact {
            text = PlainText.line(text);
        }
    }

    /// Rows under a header, most telling first. `omitted` counts the rows that were left out.
    record Table(List<String> header, List<List<String>> rows, int omitted) implements Block {
        public Table {
            header = PlainText.lines(header);
            rows = rows.stream().map(PlainText::lines).toList();
            int columns = header.size();
            if (rows.stream().anyMatch(row -> row.size() != columns)) {
                throw new IllegalArgumentException("Every row needs %d cells.".formatted(columns));
            }
            if (omitted < 0) {
                throw new IllegalArgumentException("omitted is negative: " + omitted);
            }
        }
    }

    /// Lines shown as they are: logs, a manifest, a description. `omitted` counts the lines that were left out.
    record Excerpt(String title, List<String> lines, int omitted) implements Block {
        public Excerpt {
            title = PlainText.line(title);
            lines = PlainText.lines(lines);
        }
    }
}
