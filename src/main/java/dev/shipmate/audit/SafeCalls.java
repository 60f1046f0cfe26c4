package dev.shipmate.audit;

import dev.shipmate.redaction.Redactor;
import dev.shipmate.tool.ToolCall;
import tools.jackson.databind.node.ObjectNode;

/// Calls without the secrets in their arguments.
record SafeCalls(Redactor redactor) {
    /// Puts the call into an object, and returns that.
    ObjectNode write(ToolCall call, ObjectNode node) {
        node.put("tool", call.tool());
        ObjectNode arguments = node.putObject("arguments");
        call.arguments().forEach((name, value) -> arguments.put(name, redactor.redact(String.valueOf(value))));
        return node;
    }
}
