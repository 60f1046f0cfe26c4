package dev.shipmate.model;

import java.util.List;
import java.util.regex.Pattern;

/// Takes a model's thinking out of a text: `<think>…</think>`, also unclosed or without its opening tag, and
/// what chat templates leave at the end, such as `/no_think` or `<|im_end|>`.
final class Thinking {
    private static final Pattern CLOSED =
            Pattern.compile("<(think|thinking|reasoning)>.*?</\\1>\\s*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern UNOPENED =
            Pattern.compile("^.*</(?:think|thinking|reasoning)>\\s*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern UNCLOSED =
            Pattern.compile("<(?:think|thinking|reasoning)>.*$", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern OVER = Pattern.compile(
            "(?:<\\|(?:im_end|im_start|endoftext|eot_id|end)\\|>|<end_of_turn>|</s>).*$", Pattern.DOTALL);
    private static final Pattern SWITCH = Pattern.compile("\\s*/(?:no_)?think\\s*$");
    /// What may be the beginning of something hidden, at the end of a text that is still being written.
    private static final List<String> HIDDEN = List.of(
            "<think>",
            "<thinking>",
            "<reasoning>",
            "<|im_end|>",
            "<|im_start|>",
            "<|endoftext|>",
            "<|eot_id|>",
            "<|end|>",
            "<end_of_turn>",
            "</s>",
            "</think>",
            "</thinking>",
            "</reasoning>",
            "/no_think",
            "/think",
            "<tool_call>",
            "[TOOL_CALLS]",
            "<function=",
            "<start_function_call>",
            "```json");

    private Thinking() {}

    static String strip(String text) {
        String rest = CLOSED.matcher(text).replaceAll("");
        rest = UNOPENED.matcher(rest).replaceFirst("");
        rest = UNCLOSED.matcher(rest).replaceFirst("");
        rest = OVER.matcher(rest).replaceFirst("");
        return SWITCH.matcher(rest).replaceFirst("").strip();
    }

    /// Where the part of a growing text begins that must wait for the next piece, because it may become a tag.
    static int undecided(String text) {
        int longest = HIDDEN.stream().mapToInt(String::length).max().orElse(0);
        for (int from = Math.max(0, text.length() - longest); from < text.length(); from++) {
            String tail = text.substring(from).strip();
            if (tail.isEmpty() || HIDDEN.stream().anyMatch(tag -> tag.startsWith(tail))) {
                return from;
            }
        }
        return text.length();
    }
}
