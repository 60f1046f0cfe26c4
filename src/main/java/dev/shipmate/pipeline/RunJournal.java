package dev.shipmate.pipeline;

import dev.shipmate.helm.ReleaseRevision;
import dev.shipmate.pipeline.RunResult.StepResult;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What happened in the runs of one release, as a file of JSON lines that is appended to, with mode 0600.
/// A line that a crash has torn, or that has no time, is passed over: the step that it was about counts as begun and
/// not ended.
public final class RunJournal {
    private final JournalFile file;
    private final Clock clock;

    public RunJournal(Path file, Clock clock) {
        this.file = new JournalFile(file);
        this.clock = clock;
    }

    /// The newest run, as far as it came.
    public Optional<Run> newest() {
        List<Run> runs = runs();
        return runs.isEmpty() ? Optional.empty() : Optional.of(runs.getLast());
    }

    /// All runs as far as they came, oldest first. One that put the release back is part of the one before it.
    List<Run> runs() {
        var runs = new ArrayList<Run>();
        for (JsonNode line : file.lines()) {
            String id = line.path("run").asString("");
            if (runs.isEmpty() || !runs.getLast().id().equals(id)) {
                runs.add(new Run(id, Instant.parse(line.path("time").asString("")), List.of(), false));
            }
            runs.set(runs.size() - 1, runs.getLast().with(line));
        }
        return withoutPutBacks(runs);
    }

    private static List<Run> withoutPutBacks(List<Run> all) {
        var runs = new ArrayList<Run>();
        for (Run run : all) {
            if (run.order().kind() == RunOrder.Kind.PUT_BACK && !runs.isEmpty()) {
                runs.set(runs.size() - 1, runs.getLast().withPutBack());
            } else {
                runs.add(run);
            }
        }
        return List.copyOf(runs);
    }

    /// Before the first step: what the run is for, which steps it has, and what a run that goes on after it has to
    /// know.
    void begins(String run, RunOrder order) {
        ObjectNode line = line(run).put("kind", order.kind().word());
        order.steps().forEach(step -> line.withArray("steps").add(step.word()));
        line.set("inputs", order.inputs().json());
        file.append(line);
    }

    void begins(String run, StepName step) {
        file.append(line(run).put("begins", step.word()));
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
        file.append(line);
    }

    void ended(RunResult result) {
        file.append(line(result.run()).put("successful", result.successful()));
    }

    /// What a run has found out about a revision: whether it came up and passed its checks.
    void judged(String run, ReleaseRevision revision, boolean good) {
        file.append(line(run)
                .put("revision", revision.number())
                .put("deployed", revision.deployed().toString())
                .put("good", good));
    }

    /// When the revisions were deployed that did not come up, or did not pass their checks. Numbers would not do: they
    /// begin anew after an uninstall.
    Set<Instant> bad() {
        var bad = new HashSet<Instant>();
        for (JsonNode line : file.lines()) {
            if (line.has("deployed")) {
                Instant deployed = Instant.parse(line.path("deployed").asString(""));
                if (line.path("good").asBoolean(true)) {
                    bad.remove(deployed);
                } else {
                    bad.add(deployed);
                }
            }
        }
        return bad;
    }

    /// When the revisions were deployed that failed at some time, even if they were mended afterwards: the change that
    /// mended one need not be part of it.
    Set<Instant> failed() {
        return file.lines().stream()
                .filter(line -> line.has("deployed") && !line.path("good").asBoolean(true))
                .map(line -> Instant.parse(line.path("deployed").asString("")))
                .collect(Collectors.toSet());
    }

    /// A run has put another image under a reference. What uses it has to be made anew.
    void replaced(String run, String reference) {
        file.append(line(run).put("replaced", reference));
    }

    /// The references whose images were replaced since the last deploy that ended well.
    Set<String> replaced() {
        var replaced = new LinkedHashSet<String>();
        for (JsonNode line : file.lines()) {
            boolean deployed = line.path("ended").asString("").equals(StepName.DEPLOY.word())
                    && line.path("outcome").asString("").equals("done");
            if (deployed) {
                replaced.clear();
            } else if (line.has("replaced")) {
                replaced.add(line.path("replaced").asString(""));
            }
        }
        return replaced;
    }

    /// A run has made a revision.
    void made(String run, int revision) {
        file.append(line(run).put("made", revision));
    }

    /// A revision has passed all checks, also those that delete pods.
    void proven(String run, int revision) {
        file.append(line(run).put("proven", revision));
    }

    /// The newest revision that was made here and has not passed all checks; 0 when there is none.
    int unproven() {
        int unproven = 0;
        for (JsonNode line : file.lines()) {
            if (line.has("made")) {
                unproven = line.path("made").asInt(0);
            } else if (line.path("proven").asInt(0) == unproven) {
                unproven = 0;
            }
        }
        return unproven;
    }

    /// Drops the oldest lines of a file that has grown large. Nothing looks further back than the last few runs.
    void shorten() {
        file.shorten();
    }

    private ObjectNode line(String run) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("run", run)
                .put("time", clock.instant().toString());
    }

    /// A run as the journal tells it: the steps that ended, in their order, then the one that was begun and did not
    /// end.
    ///
    /// @param order what it set out to do
    public record Run(String id, Instant started, List<Noted> steps, boolean finished, RunOrder order) {
        private static final String PUT_BACK = "put back";

        public Run {
            steps = List.copyOf(steps);
        }

        public Run(String id, Instant started, List<Noted> steps, boolean finished) {
            this(id, started, steps, finished, RunOrder.unknown());
        }

        /// A step, how it ended (`begun` when it did not, `put back` when its work was undone), and what was said of
        /// it.
        public record Noted(StepName step, String outcome, List<String> lines) {
            public Noted {
                lines = List.copyOf(lines);
            }

            boolean good() {
                return outcome.equals("done") || outcome.equals("skipped");
            }
        }

        /// Where to go on: the first step that did not end well or was not begun; nothing when all did.
        public Optional<StepName> next() {
            return steps.stream()
                    .filter(step -> !step.good())
                    .map(Noted::step)
                    .findFirst()
                    .or(() -> order.steps().stream()
                            .filter(step -> steps.stream().noneMatch(noted -> noted.step() == step))
                            .findFirst());
        }

        /// Whether what it had deployed was put back, or begun to be.
        boolean putBack() {
            return steps.stream().anyMatch(step -> step.outcome().equals(PUT_BACK));
        }

        private Run withPutBack() {
            List<Noted> noted = steps.stream()
                    .map(step -> step.step() == StepName.DEPLOY ? new Noted(step.step(), PUT_BACK, step.lines()) : step)
                    .toList();
            return new Run(id, started, noted, finished, order);
        }

        private Run with(JsonNode line) {
            var noted = new ArrayList<>(steps);
            StepName.find(line.path("begins").asString(""))
                    .ifPresent(step -> noted.add(new Noted(step, "begun", List.of())));
            StepName.find(line.path("ended").asString("")).ifPresent(step -> {
                noted.removeIf(earlier -> earlier.step() == step);
                noted.add(new Noted(step, line.path("outcome").asString(""), said(line)));
            });
            return new Run(
                    id, started, noted, finished || line.has("successful"), line.has("kind") ? order(line) : order);
        }

        private static RunOrder order(JsonNode line) {
            return new RunOrder(
                    RunOrder.Kind.of(line.path("kind").asString("")),
                    line.path("steps")
                            .valueStream()
                            .flatMap(step -> StepName.find(step.asString("")).stream())
                            .toList(),
                    RunInputs.of(line.path("inputs")));
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
