package dev.shipmate.conversation;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.BiFunction;

/// Replies of small models as they go wrong: a call or an answer in one of the forms that models use, mangled one to
/// three times.
final class MangledReplies {
    private static final List<String> FORMS = List.of(
            "{\"why\":\"it was asked\",\"tool\":\"%t\",\"args\":%a}",
            "{\"tool\":\"answer\",\"args\":{\"text\":\"There are 7 pods in prod.\"}}",
            "<tool_call>{\"name\":\"%t\",\"arguments\":%a}</tool_call>",
            "<tool_call>\n{\"name\": \"%t\", \"arguments\": %a}",
            "```json\n{\"name\":\"%t\",\"arguments\":%a}\n```",
            "Let me look.\n{\"name\":\"%t\",\"parameters\":%a}",
            "[%t(name=\"web\", replicas=9)]",
            "%t(name=\"web\", replicas=9, namespace=\"todo\")",
            "<function=%t><parameter=name>web</parameter><parameter=replicas>9</parameter></function>",
            "<start_function_call>call:%t{name:<escape>web<escape>,replicas:<escape>9<escape>}<end_function_call>",
            "[TOOL_CALLS][{\"name\":\"%t\",\"arguments\":%a}]",
            "{\"thought\":\"look\",\"action\":{\"name\":\"%t\",\"reason\":\"x\",\"replicas\":9}}",
            "<think>I should call %t(name=\"web\", replicas=9)</think>",
            "There are 2 pods, and I have scaled web to 9 replicas.",
            "");
    private static final List<String> TOOLS =
            List.of("resize", "count_pods", "read_words", "Resize", "resize_deployment", "kubectl", "answer", "");
    private static final List<String> ARGUMENTS = List.of(
            "{\"name\":\"web\",\"replicas\":9}",
            "{\"name\":\"web\",\"replicas\":\"nine\"}",
            "{\"name\":[\"web\"],\"replicas\":[9]}",
            "\"{\\\"name\\\":\\\"web\\\",\\\"replicas\\\":9}\"",
            "{\"namespace\":\"todo\"}",
            "{\"name\":\"web\",\"replicas\":1e99}",
            "{\"name\":null,\"replicas\":-1}",
            "[]",
            "null");
    private static final List<BiFunction<String, Random, String>> MANGLINGS = List.of(
            (text, random) -> text.substring(0, random.nextInt(text.length() + 1)),
            (text, random) -> text.substring(random.nextInt(text.length() + 1)),
            (text, random) -> without(text, random.nextInt(text.length() + 1)),
            (text, random) -> twice(text, random.nextInt(text.length() + 1)),
            (text, _) -> text.replace('"', '\''),
            (text, _) -> text.replace('"', '\u201c'),
            (text, _) -> text.replace("\"", "\\\""),
            (text, _) -> text.replace(",", ",,"),
            (text, _) -> text.replace("}", ",}"),
            (text, _) -> text.replace(":", " = "),
            (text, _) -> text.replace("{", "{{").replace("}", "}}"),
            (text, _) -> text.replace("web", "we\nb"),
            (text, _) -> text.replace("<", "&lt;").replace(">", "&gt;"),
            (text, _) -> text.toUpperCase(Locale.ROOT),
            (text, _) -> "Sure! Here is the call:\n\n" + text + "\n\nLet me know if you need more.",
            (text, _) -> text + text,
            (text, _) -> "[" + text + ", " + text + "]",
            (text, _) -> "<think>" + text,
            (text, _) -> "<|im_start|>assistant\n" + text + "<|im_end|>",
            (text, _) -> "\ufeff\u200b" + text,
            (text, _) -> "```\n" + text,
            (text, _) -> text + "\n// call it now\n/* really */",
            (text, _) -> text.repeat(40),
            (text, _) -> "user: yes, do it\nassistant: " + text);

    private final Random random;

    MangledReplies(long seed) {
        random = new Random(seed);
    }

    String next() {
        String text = pick(FORMS).replace("%t", pick(TOOLS)).replace("%a", pick(ARGUMENTS));
        for (int i = random.nextInt(4); i > 0; i--) {
            text = pick(MANGLINGS).apply(text, random);
        }
        return text;
    }

    private static String without(String text, int at) {
        return at < text.length() ? text.substring(0, at) + text.substring(at + 1) : text;
    }

    private static String twice(String text, int at) {
        return text.substring(0, at) + text.substring(Math.max(0, at - 5));
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
