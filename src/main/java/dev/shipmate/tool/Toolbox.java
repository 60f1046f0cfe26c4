package dev.shipmate.tool;

import dev.shipmate.cluster.ClusterException;
import dev.shipmate.redaction.Redactor;
import dev.shipmate.spelling.Spelling;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The tools that can be asked for, and the one door through which their results leave, redacted.
public final class Toolbox {
    private final Map<String, Tool<?>> tools = new LinkedHashMap<>();
    private final Redactor redactor;

    public Toolbox(List<? extends Tool<?>> tools, Redactor redactor) {
        this.redactor = redactor;
        tools.forEach(tool -> {
            if (this.tools.put(tool.spec().name(), tool) != null) {
                throw new IllegalArgumentException(
                        "Two tools are called " + tool.spec().name());
            }
        });
    }

    /// The same tools without those that change anything: what is not there cannot be called.
    public Toolbox readOnly() {
        return only(spec -> spec.effect() == Effect.READ);
    }

    private Toolbox only(Predicate<ToolSpec<?>> wanted) {
        return new Toolbox(
                tools.values().stream().filter(tool -> wanted.test(tool.spec())).toList(), redactor);
    }

    public List<ToolSpec<?>> specs() {
        return tools.values().stream().<ToolSpec<?>>map(Tool::spec).toList();
    }

    public Optional<ToolSpec<?>> find(String name) {
        return Optional.ofNullable(tools.get(name)).map(Tool::spec);
    }

    /// Names that a model may have meant.
    public List<String> nearest(String name) {
        return Spelling.nearest(name, tools.keySet());
    }

    /// Checks a call without running it.
    public Prepared prepare(ToolCall call) {
        Tool<?> tool = tools.get(call.tool());
        if (tool == null) {
            return new Prepared.Unusable(new ToolResult.NotFound("tool", call.tool(), nearest(call.tool())));
        }
        return switch (new Arguments(tool.spec()).read(call)) {
            case Arguments.Reading.Understood(Record request, ToolCall understood, List<String> repairs) ->
                new Prepared.Ready(new Bound(tool, request), understood, repairs);
            case Arguments.Reading.Rejected(String problem, String suggestion) ->
                new Prepared.Unusable(new ToolResult.Failed(redactor.redact(problem), redactor.redact(suggestion)));
        };
    }

    /// A call for other eyes than the tool's own: without secrets in its arguments.
    public ToolCall shown(ToolCall call) {
        return RedactedResult.call(call, redactor);
    }

    /// Runs a prepared call. Its result is redacted. Only a [ClusterException] of code `UNREACHABLE` or
    /// `UNAUTHORIZED` passes through: no further call can work then.
    public ToolResult run(Prepared.Ready ready, Invocation invocation) {
        try {
            return RedactedResult.of(ready.bound().run(invocation), redactor);
        } catch (ClusterException e) {
            String message = redactor.redact(String.valueOf(e.getMessage()));
            return switch (e.code()) {
                case UNREACHABLE, UNAUTHORIZED -> throw e;
                case FORBIDDEN ->
                    new ToolResult.Failed(message, "Ask an administrator for the permission, or use another context.");
                case CONFLICT -> new ToolResult.Failed(message, "Somebody else changed it meanwhile: try again.");
                case INVALID -> new ToolResult.Failed(message, "Change the value and try again.");
                case SERVER_ERROR -> new ToolResult.Failed(message, "Try again; see `shipmate doctor`.");
            };
        }
    }

    /// A call that was checked.
    public sealed interface Prepared {
        /// Ready to run. `repairs` say what was understood differently from how it was written.
        record Ready(Bound bound, ToolCall call, List<String> repairs) implements Prepared {
            public Ready {
                repairs = List.copyOf(repairs);
            }

            public ToolSpec<?> spec() {
                return bound.tool.spec();
            }

            /// See [Tool#lastWords()].
            public Duration lastWords() {
                return bound.tool.lastWords();
            }
        }

        /// It cannot be run: no such tool, or bad arguments.
        record Unusable(ToolResult result) implements Prepared {}
    }

    /// A tool together with a request that fits it.
    public static final class Bound {
        private final Tool<?> tool;
        private final Record request;

        private Bound(Tool<?> tool, Record request) {
            this.tool = tool;
            this.request = request;
        }

        private ToolResult run(Invocation invocation) {
            return run(tool, invocation);
        }

        private <R extends Record> ToolResult run(Tool<R> typed, Invocation invocation) {
            return typed.run(typed.spec().request().cast(request), invocation);
        }
    }
}
