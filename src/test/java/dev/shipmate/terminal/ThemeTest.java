package dev.shipmate.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThemeTest {
    private static final Map<String, String> MODERN = Map.of("TERM", "xterm-256color", "LANG", "de_DE.UTF-8");

    @Test
    void aModernTerminalGetsColourAndSigns() {
        assertThat(Theme.detect(MODERN, true, false)).isEqualTo(new Theme(true, true));
    }

    @Test
    void aPipeIsPlain() {
        assertThat(Theme.detect(MODERN, false, false)).isEqualTo(Theme.PLAIN);
    }

    @Test
    void aDumbTerminalIsPlain() {
        assertThat(Theme.detect(with("TERM", "dumb"), true, false)).isEqualTo(Theme.PLAIN);
    }

    /// https://no-color.org: "when present and not an empty string (regardless of its value)".
    @Test
    void noColorCountsUnlessItIsEmpty() {
        assertThat(Theme.detect(with("NO_COLOR", "0"), true, false)).isEqualTo(new Theme(false, true));
        assertThat(Theme.detect(with("NO_COLOR", ""), true, false)).isEqualTo(new Theme(true, true));
    }

    @Test
    void theOptionCountsAsWell() {
        assertThat(Theme.detect(MODERN, true, true)).isEqualTo(new Theme(false, true));
    }

    @Test
    void signsNeedUtf8() {
        assertThat(Theme.detect(with("LC_ALL", "C"), true, false)).isEqualTo(new Theme(true, false));
    }

    private static Map<String, String> with(String name, String value) {
        var changed = new HashMap<>(MODERN);
        changed.put(name, value);
        return changed;
    }
}
