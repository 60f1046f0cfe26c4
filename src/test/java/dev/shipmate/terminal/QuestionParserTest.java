package dev.shipmate.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jline.reader.EOFError;
import org.jline.reader.Parser.ParseContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionParserTest {
    private final QuestionParser parser = new QuestionParser();

    @ParameterizedTest
    @ValueSource(strings = {"what about \"this", "apply {", "[1,", "f(x", "one \\", "log:\n```\npanic"})
    void anOpenQuestionGoesOn(String text) {
        assertThatThrownBy(() -> parser.parse(text, text.length(), ParseContext.ACCEPT_LINE))
                .isInstanceOf(EOFError.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "what's wrong?",
                "it is dead :(",
                "a) pods",
                "{\"a\": [1]}",
                "why (really)",
                "/plan scale \"web",
                "open {\n",
                "",
                "log:\n```\npanic\n```"
            })
    void aCompleteQuestionEnds(String text) {
        assertThat(QuestionParser.goesOn(text)).isFalse();
    }

    @Test
    void aBackslashOnlyJoinsLines() {
        assertThat(QuestionParser.joined("first \\\nsecond\\")).isEqualTo("first \nsecond");
    }

    @Test
    void theWordAtTheCursorIsFound() {
        var line = parser.parse("logs of bac in todo", 11, ParseContext.COMPLETE);

        assertThat(line.word()).isEqualTo("bac");
        assertThat(line.wordIndex()).isEqualTo(2);
        assertThat(line.wordCursor()).isEqualTo(3);
    }

    @Test
    void afterASpaceANewWordBegins() {
        var line = parser.parse("/namespace ", 11, ParseContext.COMPLETE);

        assertThat(line.words()).containsExactly("/namespace", "");
        assertThat(line.wordIndex()).isEqualTo(1);
    }
}
