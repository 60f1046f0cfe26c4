package dev.shipmate.cli;

import dev.shipmate.conversation.TurnResult;
import dev.shipmate.diagnosis.Finding;
import dev.shipmate.diagnosis.FindingJson;
import dev.shipmate.terminal.SingleTurn;
import java.io.PrintWriter;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Writes the results of turns to standard output, and nothing else.
final class TurnOutput {
    private final JsonMapper json = new JsonMapper();
    private final PrintWriter out;
    private final OutputFormat format;
    private final Count count;
    private final List<Finding> findings;
    private boolean written;

    /// One object may take several lines; of many, each takes one. Of many texts each has its question above it.
    enum Count {
        ONE,
        MANY
    }

    TurnOutput(PrintWriter out, OutputFormat format, Count count) {
        this(out, format, count, List.of());
    }

    /// @param findings those of the failed deploy that is asked about
    TurnOutput(PrintWriter out, OutputFormat format, Count count, List<Finding> findings) {
        this.out = out;
        this.format = format;
        this.count = count;
        this.findings = List.copyOf(findings);
    }

    /// `turn` shows the answer to a person; other formats are for programs.
    void write(TurnResult result, SingleTurn turn) {
        switch (format) {
            case text -> {
                if (count == Count.MANY) {
                    heading(result);
                }
                turn.show(result);
            }
            case json, yaml -> {
                ObjectNode tree = new TurnTree(json).of(result);
                tree.set("findings", FindingJson.write(findings));
                print(tree);
            }
        }
        out.flush();
    }

    /// Which of many questions is answered, with a blank line to the answer before.
    private void heading(TurnResult result) {
        if (written) {
            out.println();
        }
        written = true;
        out.println("## " + result.question().text());
        out.println();
        out.flush();
    }

    private void print(ObjectNode tree) {
        if (format == OutputFormat.json && count == Count.MANY) {
            out.println(json.writeValueAsString(tree));
        } else {
            new TreeOutput(format).print(out, tree);
        }
    }
}
