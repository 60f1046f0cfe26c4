package dev.shipmate.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineBreaksTest {
    @Test
    void linesBreakBetweenWords() {
        assertThat(wrap("the backend cannot reach its database", 12))
                .containsExactly("the backend", "cannot reach", "its database");
    }

    @Test
    void aLongWordBreaksAfterASign() {
        assertThat(wrap("registry.example.com/shop/backend:1.2.3", 24))
                .containsExactly("registry.example.com/", "shop/backend:1.2.3");
    }

    @Test
    void aWordWithoutSignsBreaksWhereItMust() {
        assertThat(wrap("abcdefghij", 4)).containsExactly("abcd", "efgh", "ij");
    }

    @Test
    void wideCharactersTakeTwoColumns() {
        assertThat(wrap("検査検査検査", 5)).containsExactly("検査", "検査", "検査");
        assertThat(Styled.text("🚀 ok").width()).isEqualTo(5);
    }

    @Test
    void theNarrowestWidthMakesProgress() {
        assertThat(wrap("検a", 1)).containsExactly("検", "a");
    }

    @Test
    void aWidthOfZeroBreaksNothing() {
        assertThat(wrap("a b c", 0)).containsExactly("a b c");
    }

    @Test
    void choppingTearsNoNameWhereASpaceIsNear() {
        assertThat(LineBreaks.chop(Styled.text("could not reach postgres:5432 in time"), 20).stream()
                        .map(Styled::plain))
                .containsExactly("could not reach ", "postgres:5432 in ", "time");
        assertThat(LineBreaks.chop(Styled.text("at deployment/with-a-name-that-is-long"), 20).stream()
                        .map(Styled::plain))
                .containsExactly("at deployment/with-a", "-name-that-is-long");
    }

    @Test
    void choppingLosesNoSpace() {
        assertThat(LineBreaks.chop(Styled.text("a  b  c"), 3).stream().map(Styled::plain))
                .containsExactly("a  ", "b  ", "c");
    }

    @Test
    void rolesSurviveABreak() {
        Styled line = Styled.text("one ").plus(Role.STRONG, "two three");

        assertThat(LineBreaks.wrap(line, 7))
                .containsExactly(Styled.text("one ").plus(Role.STRONG, "two"), Styled.of(Role.STRONG, "three"));
    }

    @Test
    void whatIsCutShowsIt() {
        assertThat(Styled.text("get_logs name=backend").shortened(12, "…").plain())
                .isEqualTo("get_logs na…");
        assertThat(Styled.text("short").shortened(12, "…").plain()).isEqualTo("short");
        assertThat(Styled.text("long").shortened(1, "...").width()).isLessThanOrEqualTo(1);
    }

    private static List<String> wrap(String text, int width) {
        return LineBreaks.wrap(Styled.text(text), width).stream()
                .map(Styled::plain)
                .toList();
    }
}
