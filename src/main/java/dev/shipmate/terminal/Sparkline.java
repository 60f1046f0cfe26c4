package dev.shipmate.terminal;

import java.util.List;
import java.util.stream.Collectors;

/// A course of counts as one line of signs. Nothing at all has a sign of its own, so that it is told from a little.
record Sparkline(Theme theme) {
    private static final String BLOCKS = "▁▂▃▄▅▆▇█";
    private static final String ASCII = "_.:-=+*#";

    /// The highest count reaches the top.
    String of(List<Integer> counts) {
        String signs = theme.unicode() ? BLOCKS : ASCII;
        int highest = counts.stream().mapToInt(Integer::intValue).max().orElse(0);
        return counts.stream()
                .map(count -> String.valueOf(
                        signs.charAt(count == 0 ? 0 : Math.ceilDiv(count * (signs.length() - 1), highest))))
                .collect(Collectors.joining());
    }
}
