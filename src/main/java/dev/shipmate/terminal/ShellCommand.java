package dev.shipmate.terminal;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the shell itself can do, called as `/word` or, where that is a habit from elsewhere, by the
/// bare word alone on a line.
enum ShellCommand {
    HELP("help ?", "help", "", "this list"),
    MODEL("model", "model", "[NAME]", "show or change the model"),
    MODELS("models", "models", "", "models that the server has"),
    TOOLS("tools", "tools", "", "what can be looked at and changed"),
    CONTEXT("context ctx", "", "[NAME]", "show or change the cluster; what the model reads"),
    NAMESPACE("namespace ns", "", "[NAME]", "show or change the namespace"),
    PLAN("plan", "", "QUESTION", "what would be done, without doing it"),
    WHY("why", "", "", "the evidence behind the last answer"),
    PERMISSIONS(
            "permissions",
            "",
            "[ask|read-only|usual|revoke TOOL]",
            "what is allowed without asking; take it back, ask for all, or change nothing"),
    UNDO("undo", "", "", "take back the last change"),
    CLEAR("clear", "clear", "", "forget the conversation and clear the screen"),
    RESET("reset", "reset", "", "forget the conversation"),
    HISTORY("history sessions", "sessions session", "", "the questions so far"),
    SAVE("save", "", "[FILE]", "write the conversation to a Markdown file"),
    VERBOSE("verbose", "", "", "show whole results below each call, or not"),
    VERSION("version", "version", "", "the version of Shipmate"),
    EXIT("exit quit q", "exit quit", "", "leave (also Ctrl-D)");

    /// Separated by spaces, the first one is shown.
    private final String words;
    private final String bareWords;
    private final String argument;
    private final String summary;

    ShellCommand(String words, String bareWords, String argument, String summary) {
        this.words = words;
        this.bareWords = bareWords;
        this.argument = argument;
        this.summary = summary;
    }

    private List<String> words() {
        return List.of(words.split(" "));
    }

    String slash() {
        return "/" + words().getFirst();
    }

    String summary() {
        return summary;
    }

    /// How it is called, such as `/model [NAME]`.
    String usage() {
        return argument.isEmpty() ? slash() : slash() + " " + argument;
    }

    boolean takesArgument() {
        return !argument.isEmpty();
    }

    static Optional<ShellCommand> find(String word) {
        return Arrays.stream(values())
                .filter(command -> command.words().contains(word))
                .findFirst();
    }

    static Optional<ShellCommand> findBare(String line) {
        return Arrays.stream(values())
                .filter(command -> List.of(command.bareWords.split(" ")).contains(line))
                .findFirst();
    }

    static Stream<String> allWords() {
        return Arrays.stream(values()).flatMap(command -> command.words().stream());
    }
}
