package dev.shipmate.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {
    @Test
    void colourOfALogIsDropped() {
        assertThat(SafeText.line("\u001b[1;32minfo\u001b[0m ready \u009b31mred"))
                .isEqualTo("info ready red");
    }

    @Test
    void whatWouldWriteTheClipboardIsShown() {
        assertThat(SafeText.line("\u001b]52;c;ZXZpbA==\u0007")).isEqualTo("\\x1b]52;c;ZXZpbA==\\x07");
    }

    @Test
    void whatWouldReorderTextIsShown() {
        assertThat(SafeText.line("a\u202eb\u2066c")).isEqualTo("a\\u202eb\\u2066c");
    }

    @Test
    void whatHasNoWidthIsDropped() {
        assertThat(SafeText.line("ad\u200bmin\ufeff\u2060")).isEqualTo("admin");
    }

    @Test
    void linesAndTabsBecomeSpaces() {
        assertThat(SafeText.line("a\r\nb\tc\u2028d")).isEqualTo("a b    c d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\b", "\u007f", "\u0085", "\u009b", "\u0000", "\u001b", "\u001bc", "\u001bP1$r\u001b\\"})
    void noControlCharacterIsLeft(String text) {
        assertThat(SafeText.line("x" + text + "y").chars())
                .allMatch(c -> c >= ' ' && c != 0x7f && (c < 0x80 || c > 0x9f));
    }

    @Test
    void otherLanguagesStayAsTheyAre() {
        assertThat(SafeText.line("Überprüfung 検査 ✓ 🚀")).isEqualTo("Überprüfung 検査 ✓ 🚀");
    }
}
