package dev.shipmate.cli;

import dev.shipmate.conversation.TurnResult;
import dev.shipmate.terminal.SingleTurn;
import java.io.PrintWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Writes the results of turns to standard output, and nothing else.
final class TurnOutput {
    private final PrintWriter out;
    private final OutputFormat format;
    private final Count count;

    /// One object may take several lines; of many, each takes one.
    enum Count {
        ONE,
        MANY
    }

    TurnOutput(PrintWriter out, OutputFormat format, Count count) {
        this.out = out;
        this.format = format;
        this.count = count;
    }

    /// `turn` shows the answer to a person; other formats are for programs.
    void write(TurnResult result, SingleTurn turn) {
        switch (format) {
            case text -> turn.show(result);
            case json -> out.println(json(result));
            case yaml -> out.print(yaml(result));
        }
        out.flush();
    }

    private String json(TurnResult result) {
        var builder = JsonMapper.builder();
        if (count == Count.ONE) {
            builder.enable(SerializationFeature.INDENT_OUTPUT);
        }
        JsonMapper mapper = builder.build();
        return mapper.writeValueAsString(new TurnTree(mapper).of(result));
    }

    private static String yaml(TurnResult result) {
        return new YAMLMapper().writeValueAsString(new TurnTree(new JsonMapper()).of(result));
    }
}
