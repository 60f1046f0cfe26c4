package dev.shipmate.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownRendererTest {
    private static final String PODS = """
            | NAME | STATUS | RESTARTS |
            | --- | --- | ---: |
            | backend-7c9f8d6b5-x2x4z | **CrashLoopBackOff** | 12 |
            | web-5d4f8c7b9-abcde | Running | 0 |
            """;

    @Test
    void blocksFollowEachOtherWithAnEmptyLine() {
        assertThat(plain("""
                # Backend
                It **fails**, see `db.todo`.
                Second line.

                1. first
                2. second
                   - inner
                > quoted

                ```
                kubectl get pods
                ```
                ---
                [docs](https://example.com/a)
                """, 60)).isEqualTo("""
                Backend

                It fails, see db.todo.
                Second line.

                1. first
                2. second
                   - inner

                | quoted

                  kubectl get pods

                ----------------------------------------

                docs (https://example.com/a)
                """);
    }

    @Test
    void tableHasColumnsAsWideAsTheyNeed() {
        assertThat(plain(PODS, 80)).isEqualTo("""
                NAME                     STATUS            RESTARTS
                backend-7c9f8d6b5-x2x4z  CrashLoopBackOff        12
                web-5d4f8c7b9-abcde      Running                  0
                """);
    }

    @Test
    void tooWideATableWrapsItsWidestColumns() {
        assertThat(plain(PODS, 40)).isEqualTo("""
                NAME          STATUS            RESTARTS
                backend-      CrashLoopBackOff        12
                7c9f8d6b5-
                x2x4z
                web-5d4f8c7b  Running                  0
                9-abcde
                """);
    }

    @Test
    void muchTooWideATableShowsARowAsABlock() {
        assertThat(plain(PODS, 24)).isEqualTo("""
                NAME:
                backend-7c9f8d6b5-x2x4z
                STATUS: CrashLoopBackOff
                RESTARTS: 12

                NAME:
                web-5d4f8c7b9-abcde
                STATUS: Running
                RESTARTS: 0
                """);
    }

    @Test
    void wideCharactersKeepColumnsInLine() {
        assertThat(plain("""
                | NAME | NOTE |
                | --- | --- |
                | 検査 | x |
                | 🚀 | y |
                """, 40)).isEqualTo("""
                NAME  NOTE
                検査  x
                🚀    y
                """);
    }

    @Test
    void aPipeGetsWholeLines() {
        String sentence = "word ".repeat(60).strip();

        assertThat(plain(sentence + "\n\n" + PODS, 0).lines())
                .contains(sentence, "web-5d4f8c7b9-abcde      Running                  0");
    }

    @Test
    void rolesBecomeColours() {
        assertThat(new MarkdownRenderer(new Theme(true, true)).render("- **bold** `code`", 40))
                .isEqualTo("\u001b[2m• \u001b[0m\u001b[1mbold\u001b[0m \u001b[36mcode\u001b[0m\n");
    }

    @Test
    void noEscapeSequenceOfTheTextReachesTheTerminal() {
        String hostile = """
                \u001b]52;c;eA==\u0007 [x](javascript:\u001b[2J) `\u001b]0;title\u0007`

                | \u202e | \u001b[1A |
                | --- | --- |
                | <b>\u009b2J</b> | &#27;[31m |

                ```
                \u001b]8;;http://evil\u001b\\text
                ```
                """;

        assertThat(new MarkdownRenderer(Theme.PLAIN).render(hostile, 60).chars())
                .allMatch(c -> c == '\n' || (c >= ' ' && c != 0x7f && (c < 0x80 || c > 0x9f) && c != 0x202e));
    }

    @Test
    void brokenMarkdownIsShownAsItIs() {
        assertThat(plain("**open and `open\n\n| a | b |\n<div>", 60)).isEqualTo("""
                **open and `open

                | a | b |

                  <div>
                """);
    }

    @Test
    void nothingRendersToNothing() {
        assertThat(plain("", 60)).isEmpty();
    }

    private static String plain(String markdown, int width) {
        return new MarkdownRenderer(Theme.PLAIN).render(markdown, width);
    }
}
