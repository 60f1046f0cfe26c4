package dev.shipmate.terminal;

import dev.shipmate.pipeline.PipelineEvent;
import dev.shipmate.pipeline.StepName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How far a run is: the step at work and those ahead of it. Each event makes a new state.
record RunState(Current current, List<StepName> ahead) {
    static final RunState START = new RunState(new Idle(), List.of());

    RunState {
        ahead = List.copyOf(ahead);
    }

    /// What goes on at the moment.
    sealed interface Current {}

    /// No step is at work.
    record Idle() implements Current {}

    /// A step at work.
    ///
    /// @param doing what it says it does, by what that is about: several things may go on side by side
    /// @param output the newest lines of a program
    record Running(StepName step, Instant since, Map<String, String> doing, List<String> output) implements Current {
        private static final int FOLDED = 4;

        Running {
            doing = new LinkedHashMap<>(doing);
            output = List.copyOf(output);
        }

        /// `backend: step 3 of 9` takes the place of what was said of `backend` before. What is about nothing in
        /// particular takes the place of everything.
        private Running doing(String what) {
            int colon = what.indexOf(": ");
            String about = colon < 0 ? "" : what.substring(0, colon);
            var changed = new LinkedHashMap<>(about.isEmpty() ? Map.<String, String>of() : doing);
            changed.remove("");
            changed.put(about, what);
            return new Running(step, since, changed, output);
        }

        private Running said(String line) {
            if (line.isBlank()) {
                return this;
            }
            var lines = new ArrayList<>(output);
            lines.add(line);
            return new Running(step, since, doing, lines.subList(Math.max(0, lines.size() - FOLDED), lines.size()));
        }
    }

    RunState after(PipelineEvent event, Instant now) {
        return switch (event) {
            case PipelineEvent.Started(String _, List<StepName> steps) -> new RunState(new Idle(), steps);
            case PipelineEvent.StepStarted(StepName step) ->
                new RunState(
                        new Running(step, now, Map.of(), List.of()),
                        ahead.stream().filter(one -> one != step).toList());
            case PipelineEvent.StepDoing(StepName _, String what) ->
                current instanceof Running running ? new RunState(running.doing(what), ahead) : this;
            case PipelineEvent.StepOutput(StepName _, String line) ->
                current instanceof Running running ? new RunState(running.said(line), ahead) : this;
            case PipelineEvent.StepEnded _ -> new RunState(new Idle(), ahead);
            case PipelineEvent.Ended _ -> START;
        };
    }
}
