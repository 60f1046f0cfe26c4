package dev.shipmate.model;

import dev.shipmate.prompt.Prompts;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolOption;
import dev.shipmate.tool.ToolOption.Argument;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Tools, calls and results written as text, for protocols that have no other place for them.
final class ToolText {
    private static final int SHOWN_VALUES = 8;

    private ToolText() {}

    /// One line for each tool: name, description, and its arguments with their allowed values.
    static String list(List<ToolOption> tools) {
        return tools.stream().map(ToolText::line).collect(Collectors.joining("\n"));
    }

    private static String line(ToolOption tool) {
        String arguments = tool.arguments().stream().map(ToolText::argument).collect(Collectors.joining(", "));
        return "- %s(%s): %s".formatted(tool.name(), arguments, tool.description());
    }

    private static String argument(Argument argument) {
        String values = argument.allowed().isEmpty() || argument.allowed().size() > SHOWN_VALUES
                ? ""
                : "=" + String.join("|", argument.allowed());
        return argument.name() + (argument.required() ? "" : "?") + values;
    }

    /// A result as a user's message, marked as data so that orders in it are not obeyed.
    static String result(ToolCall call, String text) {
        return Prompts.fill(
                "model/result",
                Map.of(
                        "tool", call.tool(),
                        "arguments", CallArguments.json(call.arguments()),
                        "text", text.replace("</result", "<\\/result")));
    }
}
