package dev.shipmate.cli;

import dev.shipmate.benchmark.Expectation;
import dev.shipmate.benchmark.Score;
import dev.shipmate.benchmark.Setting;
import dev.shipmate.benchmark.Trial;
import dev.shipmate.terminal.RunScreen;
import dev.shipmate.tool.ToolCall;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Shows how models did: a line for each round while it goes on, then a table, or every trial as JSON or YAML.
final class BenchOutput {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> HEAD = List.of(
            "MODEL",
            "T",
            "RIGHT",
            "READS",
            "CHANGES",
            "RESTRAINT",
            "REPAIRS",
            "CALLS",
            "TOKENS",
            "SECONDS",
            "INVENTED",
            "WRONG CHANGES");

    private final PrintWriter out;
    private final OutputFormat format;
    private final RunScreen screen;

    BenchOutput(PrintWriter out, OutputFormat format, RunScreen screen) {
        this.out = out;
        this.format = format;
        this.screen = screen;
    }

    /// Says what was wrong about a trial, when something was.
    void wrong(Trial trial) {
        if (!trial.verdict().right()) {
            screen.note(
                    "  %s: %s".formatted(trial.task().display(), trial.verdict().why()));
        }
    }

    void round(List<Trial> trials, int round, int rounds) {
        if (trials.isEmpty()) {
            return;
        }
        long right = trials.stream().filter(trial -> trial.verdict().right()).count();
        Duration took = trials.stream().map(trial -> trial.result().took()).reduce(Duration.ZERO, Duration::plus);
        screen.note("%s, round %d of %d: %d of %d right in %d s"
                .formatted(
                        trials.getFirst().setting().display(), round, rounds, right, trials.size(), took.toSeconds()));
    }

    void scores(List<Setting> settings, List<Trial> trials) {
        switch (format) {
            case text -> table(settings, trials);
            case json, yaml -> new TreeOutput(format).print(out, tree(settings, trials));
        }
    }

    private void table(List<Setting> settings, List<Trial> trials) {
        var rows = new ArrayList<>(List.of(HEAD));
        for (Setting setting : settings) {
            List<Trial> own = of(setting, trials);
            if (!own.isEmpty()) {
                rows.add(row(setting, Score.of(own)));
            }
        }
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                int at = column;
                int width = rows.stream()
                        .mapToInt(other -> other.get(at).length())
                        .max()
                        .orElse(0);
                line.append(row.get(column))
                        .repeat(' ', width + 2 - row.get(column).length());
            }
            out.println(line.toString().stripTrailing());
        }
        out.flush();
    }

    private static List<String> row(Setting setting, Score score) {
        return List.of(
                setting.model(),
                setting.temperatureText(),
                percent(score.right()),
                percent(score.reads()),
                percent(score.changes()),
                percent(score.restraint()),
                percent(score.repairs()),
                number("%.1f", score.calls()),
                number("%.0f", score.tokens()),
                number("%.1f", score.took().toMillis() / 1000.0),
                String.valueOf(score.invented()),
                String.valueOf(score.wrongChanges()));
    }

    private static List<Trial> of(Setting setting, List<Trial> trials) {
        return trials.stream().filter(trial -> trial.setting().equals(setting)).toList();
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "-" : number("%.0f %%", share * 100);
    }

    private static String number(String form, double value) {
        return String.format(Locale.ROOT, form, value);
    }

    private static ArrayNode tree(List<Setting> settings, List<Trial> trials) {
        ArrayNode list = JSON.createArrayNode();
        for (Setting setting : settings) {
            List<Trial> own = of(setting, trials);
            Score score = Score.of(own);
            ObjectNode node = list.addObject()
                    .put("model", setting.model())
                    .put("temperature", setting.temperature())
                    .put("planner", setting.planner().word())
                    .put("trials", score.trials());
            share(node, "right", score.right());
            share(node, "reads", score.reads());
            share(node, "changes", score.changes());
            share(node, "restraint", score.restraint());
            share(node, "repairs", score.repairs());
            node.put("calls", score.calls())
                    .put("tokens", score.tokens())
                    .put("seconds", score.took().toMillis() / 1000.0)
                    .put("invented", score.invented())
                    .put("wrongChanges", score.wrongChanges());
            ArrayNode attempts = node.putArray("attempts");
            own.forEach(trial -> attempt(attempts.addObject(), trial));
        }
        return list;
    }

    private static void attempt(ObjectNode node, Trial trial) {
        node.put("task", trial.task().display())
                .put("kind", trial.task().expected().kind())
                .put("round", trial.round());
        expected(node, trial.task().expected());
        node.put("right", trial.verdict().right())
                .put("why", trial.verdict().why())
                .put("outcome", trial.result().outcome().word())
                .put("decidedBy", trial.result().decidedBy().word())
                .put("tokens", trial.result().tokens().total())
                .put("seconds", trial.result().took().toMillis() / 1000.0);
        ArrayNode calls = node.putArray("calls");
        trial.result().calls().forEach(call -> calls.add(call.call().display()));
        node.put("answer", trial.result().answer());
    }

    private static void expected(ObjectNode node, Expectation expected) {
        switch (expected) {
            case Expectation.Facts(List<String> says) -> says.forEach(node.putArray("says")::add);
            case Expectation.Restraint(List<String> says) -> says.forEach(node.putArray("says")::add);
            case Expectation.Plan(ToolCall call) -> node.put("plans", call.display());
            case Expectation.Healthy(String workload) -> node.put("heals", workload);
            case Expectation.Talk() -> {}
        }
    }

    /// A kind that was not tried has no share.
    private static void share(ObjectNode node, String name, double share) {
        if (!Double.isNaN(share)) {
            node.put(name, share);
        }
    }
}
