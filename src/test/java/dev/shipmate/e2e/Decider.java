package dev.shipmate.e2e;

import java.util.List;
import java.util.stream.Stream;

/// Who chooses the tools in a run: the rules alone, or a model by one protocol, as the rules' help or on its own.
record Decider(String name, List<String> options) {
    static final Decider RULES = new Decider("rules", List.of("--planner", "rules"));

    /// Everybody who must come to the right facts.
    static Stream<Decider> all() {
        return Stream.of(RULES, helped("native"), helped("schema"), helped("text"));
    }

    /// A tiny model that is never helped by the rules: it may fail to answer, but must not tell what is not so.
    static Stream<Decider> alone() {
        return Stream.of("native", "schema", "text")
                .map(protocol -> new Decider("model alone, " + protocol, options("model", protocol)));
    }

    private static Decider helped(String protocol) {
        return new Decider("model, " + protocol, options("auto", protocol));
    }

    private static List<String> options(String planner, String protocol) {
        return List.of("--planner", planner, "--protocol", protocol, "--model", Program.model());
    }

    Program with(Program program) {
        return program.with(options.toArray(String[]::new));
    }

    @Override
    public String toString() {
        return name;
    }
}
