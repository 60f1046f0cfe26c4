package dev.shipmate.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The rules of a `.dockerignore`, as Docker reads them: the last pattern that matches a path, or a folder above it,
/// decides; one with `!` lets it through again. See docs.docker.com/build/concepts/context/#dockerignore-files.
final class IgnoreRules {
    private final List<IgnorePattern> patterns;

    private IgnoreRules(List<IgnorePattern> patterns) {
        this.patterns = patterns;
    }

    /// Throws a `PatternSyntaxException` for a pattern that Docker refuses too.
    static IgnoreRules parse(String text) {
        var patterns = new ArrayList<IgnorePattern>();
        String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        content.lines()
                // A comment begins in the first column; a pattern may be indented.
                .filter(line -> !line.startsWith("#"))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(IgnorePattern::parse)
                .forEach(patterns::add);
        return new IgnoreRules(List.copyOf(patterns));
    }

    /// What is known about the root of the context: no pattern matches it.
    Verdict root() {
        return new Verdict(new boolean[patterns.size()], false);
    }

    /// Whether a path is left out, given what is known about the folder that it is in.
    Verdict judge(String path, Verdict folder) {
        boolean[] matches = Arrays.copyOf(folder.matches, folder.matches.length);
        boolean ignored = false;
        for (int i = 0; i < matches.length; i++) {
            IgnorePattern pattern = patterns.get(i);
            if (!matches[i] && pattern.exception() == ignored) {
                matches[i] = pattern.matches(path);
            }
            if (matches[i]) {
                ignored = !pattern.exception();
            }
        }
        return new Verdict(matches, ignored);
    }

    /// Whether something in an ignored folder may be let through again.
    boolean mayLetThroughIn(String folder) {
        return patterns.stream().anyMatch(pattern -> pattern.exception() && pattern.mayMatchIn(folder));
    }

    /// What the rules say about one path, and which patterns matched it; what is in a folder starts from that.
    static final class Verdict {
        private final boolean[] matches;
        private final boolean ignored;

        private Verdict(boolean[] matches, boolean ignored) {
            this.matches = matches;
            this.ignored = ignored;
        }

        boolean ignored() {
            return ignored;
        }
    }
}
