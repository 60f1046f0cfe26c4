package dev.shipmate.terminal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// A user who types these lines and then leaves. `^C` is that key; `^C` after a text is pressed with it in the line.
final class ScriptedLines implements Lines {
    private final Deque<String> script;
    private final List<String> prompts = new ArrayList<>();

    ScriptedLines(String... script) {
        this.script = new ArrayDeque<>(List.of(script));
    }

    List<String> prompts() {
        return List.copyOf(prompts);
    }

    int left() {
        return script.size();
    }

    @Override
    public Read question(String prompt) {
        prompts.add(prompt);
        if (script.isEmpty()) {
            return new Read.End();
        }
        String line = script.pop();
        return line.endsWith("^C") ? new Read.Interrupted(line.substring(0, line.length() - 2)) : new Read.Line(line);
    }

    @Override
    public Read answer(String prompt) {
        return question(prompt);
    }
}
