package dev.shipmate.helm;

import dev.shipmate.process.Program;
import dev.shipmate.process.ProgramResult;
import dev.shipmate.process.ProgramRunner;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether there is a `helm` program that can be used, and which.
///
/// @param program its name, or a path
/// @param number such as `3.22.0`; empty when it cannot be used, and then `problem` says why
record HelmVersion(String program, String number, String problem) {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Pattern NUMBER = Pattern.compile("v((\\d{1,4})\\.\\d[\\w.+-]*)");
    private static final int OLDEST = 3;
    private static final int FIRST_PREVIEW = 13;

    static HelmVersion of(ProgramRunner runner, String program) {
        return switch (runner.run(new Program(LIMIT, program, "version", "--template={{.Version}}"))) {
            case ProgramResult.Finished ended -> read(program, ended);
            case ProgramResult.TimedOut _ -> unusable(program, "'helm version' did not end within 10 s");
            case ProgramResult.Interrupted _ -> unusable(program, "interrupted");
            case ProgramResult.NotRun(String reason) -> unusable(program, reason);
        };
    }

    boolean usable() {
        return !number.isEmpty();
    }

    /// Whether it can look things up in a cluster while it only renders.
    boolean previews() {
        String[] parts = number.split("\\D", 3);
        int major = Integer.parseInt(parts[0]);
        return major > OLDEST || (major == OLDEST && Integer.parseInt(parts[1]) >= FIRST_PREVIEW);
    }

    String display() {
        return usable() ? "helm " + number : problem;
    }

    private static HelmVersion read(String program, ProgramResult.Finished ended) {
        Matcher version = NUMBER.matcher(ended.output());
        if (!ended.successful() || !version.find()) {
            String said = ended.errors().lines().findFirst().orElse("it tells no version");
            return unusable(program, "'helm version' fails: " + said);
        }
        return Integer.parseInt(version.group(2)) < OLDEST
                ? unusable(program, "helm %s is older than 3".formatted(version.group(1)))
                : new HelmVersion(program, version.group(1), "");
    }

    private static HelmVersion unusable(String program, String problem) {
        return new HelmVersion(program, "", problem);
    }
}
