package dev.shipmate.verification;

import dev.shipmate.project.ProjectException;
import dev.shipmate.project.Section;
import dev.shipmate.spelling.Spelling;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The gaps that can be filled at a place in the list of checks: those of every run, and what earlier checks capture.
final class Gaps {
    static final String EMAIL = "email";
    static final String PASSWORD = "password";
    static final String ORIGIN = "origin";
    static final Pattern RANDOM = Pattern.compile("random:([1-9]|[1-5]\\d|6[0-4])");

    private static final List<String> ALWAYS = List.of(EMAIL, PASSWORD, ORIGIN);

    private final Set<String> captured = new LinkedHashSet<>();
    private final Set<String> capturedByCleanup = new LinkedHashSet<>();

    void add(String name, boolean cleanup) {
        (cleanup ? capturedByCleanup : captured).add(name);
    }

    /// Fails when a text has a gap that nothing fills.
    void require(Section where, Collection<Template> templates, boolean cleanup) {
        templates.stream()
                .flatMap(template -> template.gaps().stream())
                .filter(gap -> !isKnown(gap, cleanup))
                .findFirst()
                .ifPresent(gap -> {
                    throw unknown(where, gap);
                });
    }

    void requireCaptured(Section where, String name, boolean cleanup) {
        if (!captured.contains(name) && !(cleanup && capturedByCleanup.contains(name))) {
            throw unknown(where, name);
        }
    }

    private boolean isKnown(String gap, boolean cleanup) {
        return ALWAYS.contains(gap)
                || RANDOM.matcher(gap).matches()
                || captured.contains(gap)
                || (cleanup && capturedByCleanup.contains(gap));
    }

    private ProjectException unknown(Section where, String gap) {
        if (gap.startsWith("random")) {
            return where.wrong("has ${%s}; it is ${random:N}, with 1 to 64 letters".formatted(gap));
        }
        List<String> known =
                Stream.concat(captured.stream(), ALWAYS.stream()).distinct().toList();
        List<String> near = Spelling.nearest(gap, known);
        return where.wrong("uses ${%s}, which no check before it captures; %s"
                .formatted(
                        gap,
                        near.isEmpty()
                                ? "known here: " + String.join(", ", known)
                                : "did you mean ${%s}?".formatted(near.getFirst())));
    }
}
