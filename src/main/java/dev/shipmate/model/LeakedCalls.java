package dev.shipmate.model;

import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds calls that a model, or a template that did not understand them, left in the text of a reply.
///
/// Every syntax that has been seen is read; what remains beside the calls is the prose. The syntaxes are listed
/// in `docs/decisions/0004-model-protocols.md`.
final class LeakedCalls {
    /// The calls in the order of the text, and the text without them.
    record Found(List<ToolCall> calls, String prose) {
        Found {
            calls = List.copyOf(calls);
        }
    }

    private record Span(int start, int end, List<ToolCall> calls) {}

    /// `<function=name><parameter=x>v</parameter></function>`, also with JSON inside, also unclosed.
    private static final Pattern FUNCTION_TAG =
            Pattern.compile("<function=([^>\\s]+)>(.*?)(?:</function>|(?=<function=)|$)", Pattern.DOTALL);
    private static final Pattern PARAMETER_TAG =
            Pattern.compile("<parameter=([^>\\s]+)>(.*?)(?:</parameter>|(?=<parameter=)|$)", Pattern.DOTALL);
    /// `call:name{key:<escape>value<escape>,other:3}`
    private static final Pattern ESCAPED =
            Pattern.compile("call:([\\w.-]+)\\{(.*?)}(?=\\s*(?:<|call:|$))", Pattern.DOTALL);
    private static final Pattern ESCAPED_ARGUMENT =
            Pattern.compile("([\\w-]+)\\s*:\\s*(?:<escape>(.*?)<escape>|([^,]*))", Pattern.DOTALL);
    /// `[TOOL_CALLS]name[ARGS]{…}`, `to=functions.name <|message|>{…}`, `Action: name` with `Action Input: {…}`.
    private static final Pattern NAMED_JSON =
            Pattern.compile("(?:\\[TOOL_CALLS]\\s*([\\w.-]+)\\s*(?:\\[(?:ARGS|CALL_ID)][^{]*)?"
                    + "|\\bto=([\\w.-]+)[^{]*"
                    + "|(?m:^)\\s*Action:\\s*([\\w.-]+)\\s*Action Input:\\s*)(?=\\{)");
    private static final Pattern MARKERS = Pattern.compile(
            "</?(?:tool_calls?|tool|function_calls?|tool_use|tools)>|</function>|<(?:start|end)_function_call>"
                    + "|\\[/?TOOL_CALLS]|<\\|[^|>]{1,40}\\|>|```[a-z_]*\\s*```|(?m:^)\\[\\s*]$");

    private final List<ToolOption> tools;
    private final ToolNames names;
    private final CallJson json;

    LeakedCalls(List<ToolOption> tools) {
        this.tools = tools;
        this.names = new ToolNames(tools);
        this.json = new CallJson(names);
    }

    Found find(String text) {
        String plain = plainQuotes(text);
        var spans = new ArrayList<Span>();
        addFunctionTags(plain, spans);
        addEscaped(plain, spans);
        addNamedJson(plain, spans);
        addJson(plain, spans);
        new PythonCalls(tools, names).find(plain).forEach(call -> add(spans, call.start(), call.end(), call.call()));
        if (spans.isEmpty()) {
            return new Found(List.of(), text);
        }
        spans.sort(Comparator.comparingInt(Span::start));
        return new Found(spans.stream().flatMap(span -> span.calls().stream()).toList(), prose(plain, spans));
    }

    /// Typographic quotes and blanks as the plain ones, place by place.
    private static String plainQuotes(String text) {
        return text.replace('\u201c', '"')
                .replace('\u201d', '"')
                .replace('\u2018', '\'')
                .replace('\u2019', '\'')
                .replace('\u00a0', ' ')
                .replace('\u202f', ' ')
                .replace('\u200b', ' ')
                .replace('\ufeff', ' ');
    }

    private void addFunctionTags(String text, List<Span> spans) {
        FUNCTION_TAG.matcher(text).results().forEach(tag -> {
            Map<String, Object> arguments = new LinkedHashMap<>();
            PARAMETER_TAG
                    .matcher(tag.group(2))
                    .results()
                    .forEach(parameter -> arguments.put(parameter.group(1), PlainValue.of(parameter.group(2))));
            if (arguments.isEmpty()) {
                LooseJson.find(tag.group(2)).stream()
                        .findFirst()
                        .ifPresent(piece -> arguments.putAll(CallArguments.of(piece.value())));
            }
            add(spans, tag.start(), tag.end(), new ToolCall(names.clean(tag.group(1)), arguments));
        });
    }

    private void addEscaped(String text, List<Span> spans) {
        ESCAPED.matcher(text).results().forEach(found -> {
            Map<String, Object> arguments = new LinkedHashMap<>();
            ESCAPED_ARGUMENT.matcher(found.group(2)).results().forEach(argument -> {
                String escaped = argument.group(2);
                arguments.put(argument.group(1), escaped == null ? PlainValue.of(argument.group(3)) : escaped);
            });
            add(spans, found.start(), found.end(), new ToolCall(names.clean(found.group(1)), arguments));
        });
    }

    private void addNamedJson(String text, List<Span> spans) {
        Matcher named = NAMED_JSON.matcher(text);
        while (named.find()) {
            Optional<LooseJson.Piece> piece = LooseJson.at(text, named.end());
            if (piece.isPresent()) {
                add(
                        spans,
                        named.start(),
                        piece.get().end(),
                        new ToolCall(
                                names.clean(name(named)),
                                CallArguments.of(piece.get().value())));
            }
        }
    }

    private static String name(Matcher named) {
        for (int group = 1; group <= named.groupCount(); group++) {
            String name = named.group(group);
            if (name != null) {
                return name;
            }
        }
        return "";
    }

    private void addJson(String text, List<Span> spans) {
        for (LooseJson.Piece piece : LooseJson.find(text)) {
            List<ToolCall> calls = json.read(piece.value());
            if (!calls.isEmpty() && free(spans, piece.start(), piece.end())) {
                spans.add(new Span(piece.start(), piece.end(), calls));
            }
        }
    }

    private static void add(List<Span> spans, int start, int end, ToolCall call) {
        if (free(spans, start, end)) {
            spans.add(new Span(start, end, List.of(call)));
        }
    }

    private static boolean free(List<Span> spans, int start, int end) {
        return spans.stream().noneMatch(span -> start < span.end() && span.start() < end);
    }

    private static String prose(String text, List<Span> spans) {
        var rest = new StringBuilder();
        int from = 0;
        for (Span span : spans) {
            rest.append(text, from, span.start());
            from = span.end();
        }
        rest.append(text, from, text.length());
        return MARKERS.matcher(rest).replaceAll("").strip();
    }
}
