package dev.shipmate.fake;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// One model of a stubbed server: what it is, and what it says next. Replies are used up in the order in which
/// they were scripted; the last one is repeated.
///
/// ```java
/// ollama.on("qwen3:0.6b").decides("list_pods", "namespace", "todo").answers("One pod crashes.");
/// ```
public final class StubModel {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String name;
    private final Deque<StubReply> replies = new ArrayDeque<>();
    private String size = "600M";
    private List<String> capabilities = List.of("completion", "tools");
    private int window = 40960;
    private String digest = "sha-of-the-model";
    private String rendered = "";

    StubModel(String name) {
        this.name = name;
    }

    /// Number of parameters, such as `8.2B`.
    public StubModel sized(String parameters) {
        size = parameters;
        return this;
    }

    public StubModel without(String capability) {
        capabilities =
                capabilities.stream().filter(has -> !has.equals(capability)).toList();
        return this;
    }

    public StubModel window(int tokens) {
        window = tokens;
        return this;
    }

    public StubModel digest(String changed) {
        digest = changed;
        return this;
    }

    /// What the template makes of every prompt.
    public StubModel renders(String prompt) {
        rendered = prompt;
        return this;
    }

    /// A decision as the SCHEMA protocol has it. Arguments come as name, value, name, value.
    public StubModel decides(String tool, Object... arguments) {
        var decision = new LinkedHashMap<String, Object>();
        decision.put("why", "it was asked");
        decision.put("tool", tool);
        decision.put("args", pairs(arguments));
        return says(JSON.writeValueAsString(decision));
    }

    /// The `answer` variant of the SCHEMA protocol.
    public StubModel answers(String text) {
        return says(JSON.writeValueAsString(Map.of("tool", "answer", "args", Map.of("text", text))));
    }

    /// The `ask_user` variant of the SCHEMA protocol.
    public StubModel asks(String question) {
        return says(JSON.writeValueAsString(Map.of("tool", "ask_user", "args", Map.of("question", question))));
    }

    /// One tool call of the server's own protocol.
    public StubModel calls(String tool, Object... arguments) {
        return add(new StubReply.Calls(List.of(new StubReply.Call(tool, pairs(arguments))), ""));
    }

    /// Two tool calls of the server's own protocol in one reply, with text beside them.
    public StubModel callsBoth(String text, String first, String second, Object... argumentsOfBoth) {
        Map<String, Object> arguments = pairs(argumentsOfBoth);
        return add(new StubReply.Calls(
                List.of(new StubReply.Call(first, arguments), new StubReply.Call(second, arguments)), text));
    }

    /// Text: streamed in these pieces, or as a whole when the request is not streamed.
    public StubModel says(String... pieces) {
        return add(new StubReply.Says(List.of(pieces), "", "stop"));
    }

    /// Text after thinking that is told apart by the server.
    public StubModel thinks(String thinking, String text) {
        return add(new StubReply.Says(List.of(text), thinking, "stop"));
    }

    /// Text that ended at the limit of tokens.
    public StubModel isCutAfter(String text) {
        return add(new StubReply.Says(List.of(text), "", "length"));
    }

    public StubModel saysNothing() {
        return says("");
    }

    public StubModel fails(int status, String error) {
        return add(new StubReply.Fails(status, error));
    }

    public StubModel refusesTools() {
        return fails(400, name + " does not support tools");
    }

    public StubModel failsMidway(String error, String... pieces) {
        return add(new StubReply.FailsMidway(List.of(pieces), error));
    }

    public StubModel endsEarly(String... pieces) {
        return add(new StubReply.EndsEarly(List.of(pieces)));
    }

    public StubModel dropsConnection(String... pieces) {
        return add(new StubReply.Drops(List.of(pieces)));
    }

    public StubModel hangs(String... pieces) {
        return add(new StubReply.Hangs(List.of(pieces)));
    }

    public StubModel repeatsForEver(String piece) {
        return add(new StubReply.Endless(piece));
    }

    public StubModel sendsRaw(String body) {
        return add(new StubReply.Raw(body));
    }

    private StubModel add(StubReply reply) {
        synchronized (replies) {
            replies.add(reply);
        }
        return this;
    }

    StubReply next() {
        synchronized (replies) {
            if (replies.isEmpty()) {
                return new StubReply.Fails(500, "the stub has no reply for " + name);
            }
            return replies.size() == 1 ? replies.peek() : replies.remove();
        }
    }

    String name() {
        return name;
    }

    String rendered() {
        return rendered;
    }

    Map<String, Object> tag() {
        return Map.of(
                "name",
                name,
                "digest",
                digest,
                "size",
                123_456_789L,
                "details",
                Map.of("parameter_size", size, "quantization_level", "Q4_K_M"));
    }

    Map<String, Object> card() {
        return Map.of(
                "capabilities", capabilities,
                "details", Map.of("parameter_size", size),
                "model_info", Map.of("stub.context_length", window));
    }

    private static Map<String, Object> pairs(Object... namesAndValues) {
        var arguments = new LinkedHashMap<String, Object>();
        List<Object> list = new ArrayList<>(Arrays.asList(namesAndValues));
        for (int i = 0; i + 1 < list.size(); i += 2) {
            arguments.put(list.get(i).toString(), list.get(i + 1));
        }
        return arguments;
    }
}
