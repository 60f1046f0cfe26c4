package dev.shipmate.cli;

import dev.shipmate.conversation.TurnResult;
import java.io.PrintWriter;
import java.io.Writer;
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

    /// Where a person reads the answer as it comes: standard output for text, nowhere else.
    PrintWriter answers() {
        return format == OutputFormat.text ? out : new PrintWriter(Writer.nullWriter());
    }

    /// Writes what has not been shown yet.
    void write(TurnResult result) {
        switch (format) {
            case text -> {}
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
