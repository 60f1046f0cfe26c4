package dev.shipmate.benchmark;

import dev.shipmate.tool.ToolCall;
import java.util.List;

/// What a right answer to a task is.
public sealed interface Expectation {
    /// The kind of task, as task files name it.
    String kind();

    /// An answer that says all of these; each may name alternatives, as in `OOMKilled|out of memory`.
    record Facts(List<String> says) implements Expectation {
        public Facts {
            says = List.copyOf(says);
        }

        @Override
        public String kind() {
            return "read";
        }
    }

    /// One change that is planned and waits for a yes: this call, whatever further arguments it has.
    record Plan(ToolCall call) implements Expectation {
        @Override
        public String kind() {
            return "change";
        }
    }

    /// An answer in words: no tool is needed.
    record Talk() implements Expectation {
        @Override
        public String kind() {
            return "talk";
        }
    }

    /// No change, and an answer only when it says all of these: what is asked for is not there or cannot be done.
    record Restraint(List<String> says) implements Expectation {
        public Restraint {
            says = List.copyOf(says);
        }

        @Override
        public String kind() {
            return "impossible";
        }
    }

    /// A workload that is healthy again, such as `deployment/worker`, after every change that was proposed was allowed.
    record Healthy(String workload) implements Expectation {
        @Override
        public String kind() {
            return "repair";
        }
    }
}
