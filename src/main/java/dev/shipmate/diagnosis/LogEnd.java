package dev.shipmate.diagnosis;

import dev.shipmate.cluster.ContainerView;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The last lines of a container's log, as messages.
record LogEnd(Suspect suspect, ContainerView container, List<String> lines) {
    private static final int LONGEST = 2_000;

    LogEnd {
        lines = lines.stream()
                .map(line -> line.substring(0, Math.min(LONGEST, line.length())))
                .toList();
    }

    String namespace() {
        return suspect.pod().namespace();
    }

    /// The newest line that a pattern is found in.
    Optional<Matcher> newest(Pattern pattern) {
        return lines.reversed().stream()
                .map(pattern::matcher)
                .filter(Matcher::find)
                .findFirst();
    }

    Optional<String> line(Pattern pattern) {
        return lines.reversed().stream()
                .filter(line -> pattern.matcher(line).find())
                .findFirst();
    }

    boolean has(Pattern pattern) {
        return newest(pattern).isPresent();
    }
}
