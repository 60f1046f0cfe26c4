package dev.shipmate.terminal;

import dev.shipmate.conversation.Session;
import dev.shipmate.tool.ToolSpec;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/// Completes slash commands and their arguments, and in a question the names of workloads, pods,
/// namespaces and tools.
record Completion(Session session, LiveNames names) implements Completer {
    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        candidates(line.words().subList(0, line.wordIndex()), line.word()).forEach(candidates::add);
    }

    Stream<Candidate> candidates(List<String> before, String word) {
        LiveNames.Names live = names.now();
        if (before.isEmpty() && word.startsWith("/")) {
            return Arrays.stream(ShellCommand.values())
                    .map(command -> candidate(command.slash(), command.summary(), command.takesArgument()));
        }
        if (!before.isEmpty() && before.getFirst().startsWith("/")) {
            return switch (ShellInput.parse(before.getFirst())) {
                case ShellInput.Run(ShellCommand command, String _) -> arguments(command, live, word);
                case ShellInput.Nothing _, ShellInput.Ask _, ShellInput.Unknown _ -> Stream.empty();
            };
        }
        return word.isEmpty() ? Stream.empty() : words(live, word);
    }

    private Stream<Candidate> arguments(ShellCommand command, LiveNames.Names live, String word) {
        return switch (command) {
            case MODEL -> live.models().stream().map(name -> candidate(name, "", true));
            case CONTEXT -> live.contexts().stream().map(name -> candidate(name, "", true));
            case NAMESPACE -> live.namespaces().stream().map(name -> candidate(name, "", true));
            case PERMISSIONS ->
                Stream.concat(Stream.of("ask", "read-only", "usual", "revoke"), session.allowances().tools().stream())
                        .map(name -> candidate(name, "", true));
            case PLAN -> word.isEmpty() ? Stream.empty() : words(live, word);
            case HELP, MODELS, TOOLS, WHY, UNDO, CLEAR, RESET, HISTORY, SAVE, VERBOSE, VERSION, EXIT -> Stream.empty();
        };
    }

    private Stream<Candidate> words(LiveNames.Names live, String word) {
        Stream<Candidate> workloads = live.workloads().stream()
                .map(workload ->
                        candidate(word.contains("/") ? workload.display() : workload.name(), workload.kind(), true));
        Stream<Candidate> pods = live.pods().stream().map(pod -> candidate(pod.name(), "pod", true));
        Stream<Candidate> namespaces = live.namespaces().stream().map(name -> candidate(name, "namespace", true));
        Stream<Candidate> tools =
                session.tools().stream().map(ToolSpec::name).map(name -> candidate(name, "tool", true));
        return Stream.of(workloads, pods, namespaces, tools).flatMap(all -> all);
    }

    /// Names come from the cluster, so they are made safe like any other text.
    private static Candidate candidate(String value, String description, boolean more) {
        String safe = SafeText.line(value);
        return new Candidate(safe, safe, null, description.isEmpty() ? null : description, null, null, more);
    }
}
