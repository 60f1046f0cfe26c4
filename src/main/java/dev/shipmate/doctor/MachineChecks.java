package dev.shipmate.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The Java that runs Shipmate and the terminal it runs in.
record MachineChecks(int javaFeature, Map<String, String> environment) implements CheckGroup {
    private static final int WANTED_JAVA = 25;

    MachineChecks {
        environment = Map.copyOf(environment);
    }

    @Override
    public String name() {
        return "java";
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(5);
    }

    @Override
    public List<Check> run() {
        return List.of(java(), terminal());
    }

    private Check java() {
        return javaFeature >= WANTED_JAVA
                ? Check.ok("java", "Java " + javaFeature)
                : Check.error(
                        "java",
                        "Java %d is too old; %d or newer is needed".formatted(javaFeature, WANTED_JAVA),
                        "export JAVA_HOME=/path/to/jdk-25");
    }

    private Check terminal() {
        String kind = environment.getOrDefault("TERM", "");
        return kind.isEmpty() || kind.equals("dumb")
                ? Check.warning(
                        "terminal",
                        "the terminal is plain: no colours and no line editing",
                        "export TERM=xterm-256color")
                : Check.ok("terminal", environment.containsKey("NO_COLOR") ? kind + ", without colours" : kind);
    }
}
