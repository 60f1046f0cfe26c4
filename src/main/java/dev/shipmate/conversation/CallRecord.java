package dev.shipmate.conversation;

import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolResult;
import java.time.Duration;

/// One call that was made, or planned, in a turn, with its redacted result.
public record CallRecord(ToolCall call, Effect effect, ToolResult result, Duration took) {}
