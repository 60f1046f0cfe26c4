package dev.shipmate.cli;

import dev.shipmate.approval.Objection;
import dev.shipmate.cluster.ClusterTarget;
import dev.shipmate.pipeline.FailureReport;
import dev.shipmate.pipeline.FailureReportJson;
import dev.shipmate.pipeline.PipelineEvent;
import dev.shipmate.pipeline.RunPlan;
import dev.shipmate.pipeline.RunResult;
import dev.shipmate.pipeline.StepName;
import dev.shipmate.pipeline.StepOutcome;
import dev.shipmate.project.ExposeSpec;
import dev.shipmate.terminal.RunScreen;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Tells a run to a program: one JSON object a line, as docs/deploy.md describes them.
final class JsonRunOutput implements RunOutput {
    private final JsonMapper json = new JsonMapper();
    private final PrintWriter out;
    private final Commands commands;
    private final Clock clock;

    JsonRunOutput(PrintWriter out, Commands commands, Clock clock) {
        this.out = out;
        this.commands = commands;
        this.clock = clock;
    }

    @Override
    public RunScreen.Watch watch() {
        return new RunScreen.Watch() {
            @Override
            public void on(PipelineEvent event) {
                tell(event);
            }

            @Override
            public void close() {}
        };
    }

    private void tell(PipelineEvent event) {
        switch (event) {
            case PipelineEvent.Started(String run, List<StepName> steps) -> {
                ObjectNode line = line("started").put("run", run);
                put(line, "steps", steps.stream().map(StepName::word).toList());
                write(line);
            }
            case PipelineEvent.StepStarted(StepName step) -> write(line("step-started", step));
            case PipelineEvent.StepDoing(StepName step, String what) ->
                write(line("step-doing", step).put("what", what));
            case PipelineEvent.StepOutput(StepName step, String text) ->
                write(line("step-output", step).put("line", text));
            case PipelineEvent.StepEnded(StepName step, StepOutcome outcome, Duration took) ->
                write(outcome(line("step-ended", step), outcome).put("milliseconds", took.toMillis()));
            case PipelineEvent.Ended _ -> {}
        }
    }

    private static ObjectNode outcome(ObjectNode line, StepOutcome outcome) {
        line.put("outcome", outcome.word());
        switch (outcome) {
            case StepOutcome.Done(List<String> facts) -> put(line, "facts", facts);
            case StepOutcome.Skipped(String reason) -> line.put("reason", reason);
            case StepOutcome.Failed(String cause, String suggestion, List<String> evidence) ->
                put(line.put("cause", cause).put("suggestion", suggestion), "evidence", evidence);
            case StepOutcome.Cancelled(String left) -> line.put("left", left);
        }
        return line;
    }

    @Override
    public void dryRun(String title, RunPlan plan) {
        write(plan(plan));
    }

    @Override
    public void needsApproval(String title, RunPlan plan, Set<Objection> objections) {
        write(plan(plan));
        ClusterTarget target = commands.target();
        write(line("needs-approval").put("options", TextRunOutput.options(objections, target)));
    }

    private ObjectNode plan(RunPlan plan) {
        ClusterTarget target = commands.target();
        ObjectNode line = line("plan")
                .put("context", target.context())
                .put("server", target.server())
                .put("namespace", target.namespace());
        return new PlanTree(plan).into(line);
    }

    @Override
    public void done(String title, RunResult result) {
        write(ended(result, "done"));
    }

    @Override
    public void stopped(RunResult result, String left, Undertaking undertaking) {
        ObjectNode line = ended(result, "cancelled").put("left", left).put("command", commands.of(undertaking.again()));
        String leftOut = commands.leftOut(undertaking);
        if (!leftOut.isEmpty()) {
            line.put("leftOut", leftOut);
        }
        write(line);
    }

    private ObjectNode ended(RunResult result, String outcome) {
        return line("ended")
                .put("run", result.run())
                .put("outcome", outcome)
                .put("milliseconds", result.took().toMillis());
    }

    @Override
    public void failed(FailureReport report) {
        ObjectNode line = line("failed");
        line.setAll(FailureReportJson.write(report));
        ArrayNode ways = line.putArray("commands");
        report.offers().forEach(offer -> ways.add(commands.of(offer)));
        write(line);
    }

    @Override
    public void notBegun(String reason, String suggestion) {
        write(line("not-begun").put("reason", reason).put("suggestion", suggestion));
    }

    @Override
    public void closed(ExposeSpec exposed) {
        write(line("forward-closed").put("url", exposed.url().toString()).put("command", commands.forward(exposed)));
    }

    @Override
    public boolean toPerson() {
        return false;
    }

    private ObjectNode line(String event, StepName step) {
        return line(event).put("step", step.word());
    }

    private ObjectNode line(String event) {
        return json.createObjectNode()
                .put("event", event)
                .put("time", clock.instant().toString());
    }

    private static void put(ObjectNode line, String field, List<String> texts) {
        ArrayNode array = line.putArray(field);
        texts.forEach(array::add);
    }

    private synchronized void write(ObjectNode line) {
        out.println(json.writeValueAsString(line));
        out.flush();
    }
}
