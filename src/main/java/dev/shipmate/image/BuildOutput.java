package dev.shipmate.image;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads BuildKit's plain progress: each line begins with the number of a step, whose name comes first. Of the steps
/// that go on, the last lines are kept.
final class BuildOutput implements Consumer<String> {
    static final int LAST_LINES = 20;
    private static final int LONGEST_LINE = 500;
    private static final Pattern STEP_LINE = Pattern.compile("#(\\d+) (.*)");
    private static final Pattern OUTPUT = Pattern.compile("\\d+\\.\\d+ ?(.*)");
    private static final Pattern LOCATION = Pattern.compile("\\S.*:(\\d+)");
    private static final Pattern ERROR =
            Pattern.compile("(?:ERROR: )?(?:failed to build: )?(failed to .*)|ERROR: (.*)");

    private final Map<Integer, Step> steps = new HashMap<>();
    private @Nullable Step failed;
    private String message = "";
    private String previous = "";
    private int line;
    private int counted;
    private int cached;

    @Override
    public void accept(String text) {
        Matcher step = STEP_LINE.matcher(text);
        if (step.matches()) {
            accept(Integer.parseInt(step.group(1)), step.group(2));
        } else {
            acceptSummary(text);
        }
        previous = text;
    }

    private void accept(int number, String text) {
        Step step = steps.get(number);
        if (step == null) {
            step = new Step(BuildStep.parse(text));
            steps.put(number, step);
            counted += step.name.numbered() ? 1 : 0;
            return;
        }
        Matcher output = OUTPUT.matcher(text);
        if (text.equals("CACHED")) {
            cached += step.name.numbered() ? 1 : 0;
            step.lines.clear();
        } else if (text.startsWith("DONE ") || text.equals("CANCELED")) {
            step.lines.clear();
        } else if (text.startsWith("ERROR: ")) {
            failed = failed == null ? step : failed;
            step.error = text.substring("ERROR: ".length());
        } else if (output.matches()) {
            step.add(output.group(1));
        }
    }

    /// What follows the steps when one failed: its last lines again, then the place in the Dockerfile, then the error.
    private void acceptSummary(String text) {
        Matcher location = LOCATION.matcher(previous);
        if (text.length() > 3 && text.chars().allMatch(c -> c == '-') && location.matches()) {
            line = Integer.parseInt(location.group(1));
        }
        Matcher error = ERROR.matcher(text);
        if (error.matches()) {
            message = error.group(1) == null ? error.group(2) : error.group(1);
        }
    }

    BuildStep failedStep() {
        return failed == null ? BuildStep.parse("") : failed.name;
    }

    List<String> lastLines() {
        return failed == null ? List.of() : List.copyOf(failed.lines);
    }

    /// The line of the Dockerfile that the builder itself named, or 0.
    int line() {
        return line;
    }

    /// The error in the builder's words, without the layers of its own that wrap it.
    String message() {
        String text = message.isEmpty() && failed != null ? failed.error : message;
        return text.replaceFirst(
                "^(?:failed to solve: |rpc error: code = \\w+ desc = |failed to solve with frontend \\S+: "
                        + "|failed to create LLB definition: |failed to compute cache key: )+",
                "");
    }

    int steps() {
        return counted;
    }

    int cachedSteps() {
        return cached;
    }

    private static final class Step {
        private final BuildStep name;
        private final Deque<String> lines = new ArrayDeque<>();
        private String error = "";

        Step(BuildStep name) {
            this.name = name;
        }

        void add(String text) {
            lines.addLast(text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) + "…" : text);
            if (lines.size() > LAST_LINES) {
                lines.removeFirst();
            }
        }
    }
}
