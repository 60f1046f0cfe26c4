package dev.shipmate.pipeline;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Remembers what a step says.
final class HeardProgress implements StepProgress {
    private final List<String> doing = new CopyOnWriteArrayList<>();
    private final List<String> output = new CopyOnWriteArrayList<>();

    @Override
    public void doing(String what) {
        doing.add(what);
    }

    @Override
    public void output(String line) {
        output.add(line);
    }

    List<String> doing() {
        return doing;
    }

    List<String> output() {
        return output;
    }
}
