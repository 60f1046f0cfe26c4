package dev.shipmate.pipeline;

import dev.shipmate.pipeline.RunResult.StepResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What happened in the runs of one release, as a file of JSON lines that is only ever appended to, with mode 0600.
/// A line that a crash has torn is passed over: the step that it was about counts as begun and not ended.
public final class RunJournal {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;
    private final Clock clock;

    public RunJournal(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /// The newest run, as far as it came.
    public Optional<Run> newest() {
        var runs = new ArrayList<Run>();
        for (JsonNode line : lines()) {
            String id = line.path("run").asString("");
            if (runs.isEmpty() || !runs.getLast().id().equals(id)) {
                runs.add(new Run(id, Instant.parse(line.path("time").asString("")), List.of(), false));
            }
            runs.set(runs.size() - 1, runs.getLast().with(line));
        }
        return runs.isEmpty() ? Optional.empty() : Optional.of(runs.getLast());
    }

    void begins(String run, StepName step) {
        append(line(run).put("begins", step.word()));
    }

    void ended(String run, StepResult result) {
        ObjectNode line = line(run)
                .put("ended", result.step().word())
                .put("outcome", result.outcome().word())
                .put("milliseconds", result.took().toMillis());
        switch (result.outcome()) {
            case StepOutcome.Done(List<String> facts) -> facts.forEach(line.putArray("facts")::add);
            case StepOutcome.Skipped(String reason) -> line.put("reason", reason);
            case StepOutcome.Failed(String cause, String suggestion, List<String> evidence) -> {
                line.put("cause", cause).put("suggestion", suggestion);
                evidence.forEach(line.putArray("evidence")::add);
            }
            case StepOutcome.Cancelled(String left) -> line.put("left", left);
        }
        append(line);
    }

    void ended(RunResult result) {
        append(line(result.run()).put("successful", result.successful()));
    }

    private ObjectNode line(String run) {
        return JSON.createObjectNode()
                .put("run", run)
                .put("time", clock.instant().toString());
    }

    private List<JsonNode> lines() {
        if (!Files.exists(file)) {
            return List.of();
        }
        var lines = new ArrayList<JsonNode>();
        try {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                parse(line).ifPresent(lines::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the journal %s.".formatted(file), e);
        }
        return lines;
    }

    private static Optional<JsonNode> parse(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            return node.path("run").isString() && node.path("time").isString() ? Optional.of(node) : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private void append(ObjectNode line) {
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            // A leading line break ends a line that an earlier crash may have torn.
            Files.writeString(file, "\n" + JSON.writeValueAsString(line) + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the journal %s.".formatted(file), e);
        }
    }

    /// A run as the journal tells it: the steps that ended, in their order, then the one that was begun and did not
    /// end.
    public record Run(String id, Instant started, List<Noted> steps, boolean finished) {
        public Run {
            steps = List.copyOf(steps);
        }

        /// A step, how it ended (`begun` when it did not), and what was said of it.
        public record Noted(StepName step, String outcome, List<String> lines) {
            public Noted {
                lines = List.copyOf(lines);
            }

            boolean good() {
                return outcome.equals("done") || outcome.equals("skipped");
            }
        }

        /// Where to go on: the first step that did not end well; nothing when all did.
        public Optional<StepName> next() {
            return steps.stream().filter(step -> !step.good()).map(Noted::step).findFirst();
        }

        private Run with(JsonNode line) {
            var noted = new ArrayList<>(steps);
            StepName.find(line.path("begins").asString(""))
                    .ifPresent(step -> noted.add(new Noted(step, "begun", List.of())));
            StepName.find(line.path("ended").asString("")).ifPresent(step -> {
                noted.removeIf(earlier -> earlier.step() == step);
                noted.add(new Noted(step, line.path("outcome").asString(""), said(line)));
            });
            return new Run(id, started, noted, finished || line.has("successful"));
        }

        private static List<String> said(JsonNode line) {
            var lines = new ArrayList<String>();
            for (String field : List.of("reason", "left", "cause", "suggestion")) {
                if (line.has(field)) {
                    lines.add(line.path(field).asString(""));
                }
            }
            for (String field : List.of("facts", "evidence")) {
                line.path(field).forEach(text -> lines.add(text.asString("")));
            }
            return lines;
        }
    }
}
