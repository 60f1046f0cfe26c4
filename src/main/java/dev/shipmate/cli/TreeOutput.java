package dev.shipmate.cli;

import java.io.PrintWriter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Prints a tree as JSON over several lines, or as YAML.
record TreeOutput(OutputFormat format) {
    void print(PrintWriter out, JsonNode tree) {
        if (format == OutputFormat.yaml) {
            out.print(new YAMLMapper().writeValueAsString(tree));
        } else {
            out.println(JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValueAsString(tree));
        }
        out.flush();
    }
}
