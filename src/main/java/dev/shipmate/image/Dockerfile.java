package dev.shipmate.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The instructions of a Dockerfile and their lines; as much of its grammar as it takes to find a step again.
final class Dockerfile {
    private static final Set<String> STEPS = Set.of("RUN", "COPY", "ADD", "WORKDIR");
    private static final Pattern ESCAPE = Pattern.compile("#\\s*escape\\s*=\\s*(\\S)\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern HEREDOC = Pattern.compile("<<-?\\s*[\"']?([A-Za-z_]\\w*)[\"']?");
    private static final Pattern FROM =
            Pattern.compile("(?:--platform=\\S+\\s+)?(\\S+)(?:\\s+[Aa][Ss]\\s+(\\S+))?.*", Pattern.DOTALL);

    private final List<Instruction> instructions;

    private Dockerfile(List<Instruction> instructions) {
        this.instructions = instructions;
    }

    static Dockerfile read(Path file) throws IOException {
        return parse(Files.readString(file, StandardCharsets.UTF_8));
    }

    static Dockerfile parse(String text) {
        return new Dockerfile(new Reading(text.lines().toList()).instructions());
    }

    /// The line where a step begins, or 0 when it cannot be told.
    int lineOf(BuildStep step) {
        if (!step.numbered()) {
            return 0;
        }
        List<Instruction> stage = stage(step.stage());
        List<Instruction> counted = stage.stream().filter(one -> isCounted(one)).toList();
        String keyword = keyword(step.instruction());
        if (step.number() <= counted.size()
                && counted.get(step.number() - 1).keyword().equals(keyword)) {
            return counted.get(step.number() - 1).line();
        }
        // A base image with triggers shifts the numbers; then the text decides.
        String wanted = oneLine(step.instruction());
        return stage.stream()
                .filter(one -> oneLine(one.keyword() + " " + one.arguments()).equals(wanted))
                .mapToInt(Instruction::line)
                .findFirst()
                .orElse(0);
    }

    /// The names of its stages, without those that have none.
    List<String> stageNames() {
        return froms().map(from -> from.group(2)).filter(name -> name != null).toList();
    }

    /// The images that its stages start from or copy from, as they are written.
    List<String> images() {
        List<String> stages = stageNames();
        Stream<String> copied = instructions.stream()
                .filter(one -> one.keyword().equals("COPY"))
                .flatMap(one -> Stream.of(one.arguments().split("\\s+"))
                        .filter(argument -> argument.startsWith("--from="))
                        .map(argument -> argument.substring("--from=".length())));
        return Stream.concat(froms().map(from -> from.group(1)), copied)
                .filter(image -> !stages.contains(image) && !image.matches("\\d+|scratch"))
                .distinct()
                .toList();
    }

    /// At most how many entries of an image's history its own instructions make; all others are the base image's.
    int historyEntries() {
        return (int) instructions.stream()
                .filter(one -> !one.keyword().equals("FROM"))
                .count();
    }

    private Stream<Matcher> froms() {
        return instructions.stream()
                .filter(one -> one.keyword().equals("FROM"))
                .map(one -> FROM.matcher(one.arguments()))
                .filter(Matcher::matches);
    }

    private List<Instruction> stage(String name) {
        int wanted = name.matches("stage-\\d+") ? Integer.parseInt(name.substring("stage-".length())) : -1;
        var result = new ArrayList<Instruction>();
        int index = -1;
        boolean inside = false;
        for (Instruction one : instructions) {
            if (one.keyword().equals("FROM")) {
                index++;
                Matcher from = FROM.matcher(one.arguments());
                inside = name.isEmpty() || index == wanted || (from.matches() && name.equalsIgnoreCase(from.group(2)));
            }
            if (inside) {
                result.add(one);
            }
        }
        return result;
    }

    /// `FROM` counts as a step when it brings an image, not when it goes on from another stage or from nothing.
    private boolean isCounted(Instruction one) {
        if (!one.keyword().equals("FROM")) {
            return STEPS.contains(one.keyword());
        }
        Matcher from = FROM.matcher(one.arguments());
        return from.matches()
                && !from.group(1).equals("scratch")
                && stageNames().stream().noneMatch(from.group(1)::equalsIgnoreCase);
    }

    private static String keyword(String instruction) {
        int space = instruction.indexOf(' ');
        return (space < 0 ? instruction : instruction.substring(0, space)).toUpperCase(Locale.ROOT);
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private record Instruction(int line, String keyword, String arguments) {}

    private static final class Reading {
        private final List<String> lines;
        private final char escape;
        private int next;

        Reading(List<String> lines) {
            this.lines = lines;
            escape = lines.stream()
                    .takeWhile(line -> line.startsWith("#"))
                    .map(ESCAPE::matcher)
                    .filter(Matcher::matches)
                    .map(found -> found.group(1).charAt(0))
                    .findFirst()
                    .orElse('\\');
        }

        List<Instruction> instructions() {
            var result = new ArrayList<Instruction>();
            while (next < lines.size()) {
                int line = next + 1;
                String text = logicalLine().strip();
                if (!text.isEmpty()) {
                    String keyword = keyword(text.replaceAll("\\s", " "));
                    result.add(new Instruction(
                            line, keyword, text.substring(keyword.length()).strip()));
                    if (STEPS.contains(keyword)) {
                        skipHeredocs(text);
                    }
                }
            }
            return List.copyOf(result);
        }

        /// A line with those that go on from it, without comments between them.
        private String logicalLine() {
            var text = new StringBuilder();
            while (next < lines.size()) {
                String line = lines.get(next++);
                boolean comment = line.stripLeading().startsWith("#");
                if (comment && text.isEmpty()) {
                    return "";
                }
                if (!comment) {
                    String stripped = line.stripTrailing();
                    if (stripped.isEmpty() || stripped.charAt(stripped.length() - 1) != escape) {
                        return text.append(line).toString();
                    }
                    text.append(stripped, 0, stripped.length() - 1);
                }
            }
            return text.toString();
        }

        private void skipHeredocs(String text) {
            Matcher heredoc = HEREDOC.matcher(text);
            while (heredoc.find()) {
                String end = heredoc.group(1);
                while (next < lines.size() && !lines.get(next++).strip().equals(end)) {
                    // The text up to the end mark is the command's input.
                }
            }
        }
    }
}
