package dev.shipmate.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolOption;
import dev.shipmate.tool.ToolOption.Argument;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeakedCallsTest {
    private static final ToolCall PODS = new ToolCall("list_pods", Map.of("namespace", "todo"));
    private static final List<ToolOption> TOOLS =
            List.of(tool("list_pods", "namespace", false), tool("get_logs", "name", true), tool("scale", "name", true));

    private final LeakedCalls calls = new LeakedCalls(TOOLS);

    static Stream<String> syntaxes() {
        return Stream.of(
                "<tool_call>{\"name\":\"list_pods\",\"arguments\":{\"namespace\":\"todo\"}}</tool_call>",
                "<tool_call>\n{\"name\": \"list_pods\", \"arguments\": {\"namespace\": \"todo\"}}",
                "<tool_call>{\"name\": \"list_pods\", \"arguments\": {\"namespace\": \"todo\"}</tool_call>",
                "<tool_call>{\"name\": \"list_pods\", \"arguments\": \"{\\\"namespace\\\": \\\"todo\\\"}\"}</tool_call>",
                "Sure, I will look.\n```json\n{\"name\": \"list_pods\", \"arguments\": {\"namespace\": \"todo\"}}\n```\nDone.",
                "```\n{\"name\": \"list_pods\", \"arguments\": {\"namespace\": \"todo\"}}\n```",
                "{\"name\":\"list_pods\",\"parameters\":{\"namespace\":\"todo\"}}",
                "[{\"name\":\"list_pods\",\"arguments\":{\"namespace\":\"todo\"}}]",
                "{\"type\":\"function\",\"function\":{\"name\":\"list_pods\",\"arguments\":{\"namespace\":\"todo\"}}}",
                "{\"tool_calls\":[{\"function\":{\"name\":\"list_pods\",\"arguments\":\"{\\\"namespace\\\":\\\"todo\\\"}\"}}]}",
                "[list_pods(namespace=\"todo\")]",
                "list_pods(namespace='todo')",
                "I call list_pods(\"todo\") now.",
                "functions.list_pods(namespace=\"todo\")",
                "<function=list_pods><parameter=namespace>todo</parameter></function>",
                "<function=list_pods>\n<parameter=namespace>\ntodo\n</parameter>\n",
                "<function=list_pods>{\"namespace\": \"todo\"}</function>",
                "<start_function_call>call:list_pods{namespace:<escape>todo<escape>}<end_function_call>",
                "[TOOL_CALLS][{\"name\": \"list_pods\", \"arguments\": {\"namespace\": \"todo\"}}]",
                "[TOOL_CALLS] [{\"name\": \"list_pods\", \"arguments\": {\"namespace\": \"todo\"}}]",
                "[TOOL_CALLS]list_pods[ARGS]{\"namespace\": \"todo\"}",
                "<|python_tag|>{\"name\": \"list_pods\", \"parameters\": {\"namespace\": \"todo\"}}",
                "{\"why\":\"asked\",\"tool\":\"list_pods\",\"args\":{\"namespace\":\"todo\"}}",
                "{\"thought\":\"I look\",\"action\":{\"name\":\"list_pods\",\"reason\":\"asked\",\"namespace\":\"todo\",\"modifies_resource\":\"no\"}}",
                "{\"action\": \"list_pods\", \"action_input\": {\"namespace\": \"todo\"}}",
                "Action: list_pods\nAction Input: {\"namespace\": \"todo\"}",
                "{\"list_pods\": {\"namespace\": \"todo\"}}",
                "{\"tool\": \"list_pods\", \"namespace\": \"todo\"}",
                "<|start|>assistant<|channel|>commentary to=functions.list_pods <|constrain|>json<|message|>{\"namespace\":\"todo\"}<|call|>",
                "{\"name\":\"list_pods<|channel|>commentary\",\"arguments\":{\"namespace\":\"todo\"}}",
                "{\"name\":\"functions.list_pods:0\",\"arguments\":{\"namespace\":\"todo\"}}",
                "{\"name\":\"listPods\",\"arguments\":{\"namespace\":\"todo\"}}",
                "{\u201cname\u201d: \u201clist_pods\u201d, \u201carguments\u201d: {\u201cnamespace\u201d: \u201ctodo\u201d}}",
                "{\u00a0\"name\": \"list_pods\",\u00a0\"arguments\":\u00a0{\"namespace\": \"todo\"}}",
                "{'name': 'list_pods', 'arguments': {'namespace': 'todo',}}",
                "{name: \"list_pods\", arguments: {namespace: \"todo\"}}",
                "Here you go: {\"name\": \"list_pods\", \"arguments\": {\"namespace\": \"todo\"}} as you wished.",
                "{\"name\": \"list_pods\", \"arguments\": {\"namespace\": \"todo\", \"name\": None}}");
    }

    @ParameterizedTest
    @MethodSource("syntaxes")
    void everySyntaxThatHasBeenSeenIsRead(String reply) {
        assertThat(calls.find(reply).calls()).containsExactly(PODS);
    }

    @Test
    void severalCallsKeepTheirOrder() {
        String reply = "<tool_call>{\"name\":\"list_pods\",\"arguments\":{\"namespace\":\"todo\"}}</tool_call>\n"
                + "<tool_call>{\"name\":\"get_logs\",\"arguments\":{\"name\":\"web\",\"tail\":20}}</tool_call>";
        assertThat(calls.find(reply).calls())
                .containsExactly(PODS, new ToolCall("get_logs", Map.of("name", "web", "tail", 20)));
    }

    @Test
    void lineBreaksInsideStringsAreKept() {
        assertThat(calls.find("{\"name\":\"get_logs\",\"arguments\":{\"name\":\"a\nb\"}}")
                        .calls())
                .containsExactly(new ToolCall("get_logs", Map.of("name", "a\nb")));
    }

    @Test
    void proseIsWhatRemains() {
        String reply = "I look.\n<tool_call>{\"name\":\"list_pods\",\"arguments\":{}}</tool_call>\nThen I tell.";
        assertThat(calls.find(reply).prose()).isEqualTo("I look.\n\nThen I tell.");
    }

    @Test
    void unknownToolWithArgumentsIsStillACall() {
        assertThat(calls.find("{\"name\":\"kubectl\",\"arguments\":{\"command\":\"get pods\"}}")
                        .calls())
                .containsExactly(new ToolCall("kubectl", Map.of("command", "get pods")));
    }

    @Test
    void typesOfArgumentsAreKept() {
        assertThat(calls.find("scale(name=\"web\", replicas=3, wait=True)").calls())
                .containsExactly(new ToolCall("scale", Map.of("name", "web", "replicas", 3, "wait", true)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Two pods run: web-1 and web-2.",
                "The deployment is `web` (3 replicas).",
                "Use `kubectl get pods` to see them.",
                "```json\n{\"name\": \"web\", \"replicas\": 3}\n```",
                "```json\n{\"name\": \"main\", \"args\": [\"--verbose\"]}\n```",
                "restart(s) were seen: 4",
                "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"web\"}}",
                "[1] first [2] second",
                "{ this is not JSON"
            })
    void ordinaryTextIsLeftAlone(String text) {
        assertThat(calls.find(text)).isEqualTo(new LeakedCalls.Found(List.of(), text));
    }

    private static ToolOption tool(String name, String argument, boolean required) {
        return new ToolOption(
                name,
                name,
                Effect.READ,
                List.of(new Argument(argument, argument, ToolOption.Type.STRING, required, List.of())));
    }
}
