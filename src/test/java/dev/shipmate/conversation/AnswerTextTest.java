package dev.shipmate.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.tool.Block;
import dev.shipmate.tool.ToolResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerTextTest {
    @Test
    void factsTablesAndExcerptsBecomeMarkdown() {
        var result = new ToolResult.Completed(
                new Block.Fact("2 pods in namespace todo"),
                new Block.Fact("one is not ready"),
                new Block.Table(List.of("NAME", "STATUS"), List.of(List.of("web|1", "Running")), 3),
                new Block.Excerpt("log of web", List.of("a", "```"), 0));

        assertThat(AnswerText.of(result)).isEqualTo("""
                2 pods in namespace todo

                - one is not ready

                | NAME | STATUS |
                | --- | --- |
                | web\\|1 | Running |

                … and 3 more rows.

                log of web

                ````
                a
                ```
                ````""");
    }

    @Test
    void aMissingNameIsToldWithTheNearest() {
        assertThat(AnswerText.of(new ToolResult.NotFound("pod", "wbe", List.of("web", "web-admin"))))
                .isEqualTo("There is no pod `wbe`. Did you mean `web`, `web-admin`?");
    }

    @Test
    void textForAModelIsCutAtALineAndSaysSo() {
        assertThat(ObservationText.fitted("aaaa\nbbbb\ncccc", 10))
                .isEqualTo("aaaa\nbbbb\n… 1 more lines, ask for less to see them");
    }

    @Test
    void aFailureAndItsSuggestionAreTwoSentences() {
        assertThat(AnswerText.of(new ToolResult.Failed("web has no earlier revision to go back to", "Set the image.")))
                .isEqualTo("web has no earlier revision to go back to. Set the image.");
        assertThat(AnswerText.of(new ToolResult.Failed("It is gone.", "Try again.")))
                .isEqualTo("It is gone. Try again.");
    }
}
