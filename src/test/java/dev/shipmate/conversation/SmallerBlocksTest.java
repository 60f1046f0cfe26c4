package dev.shipmate.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.tool.Block;
import dev.shipmate.tool.ToolResult;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SmallerBlocksTest {
    private static final Block FACT = new Block.Fact("40 pods in shop: 39 Running, 1 CrashLoopBackOff");
    private static final Block PODS = new Block.Table(
            List.of("NAME", "STATUS"),
            IntStream.range(0, 40)
                    .mapToObj(i -> List.of("pod-%d".formatted(i), i == 0 ? "CrashLoopBackOff" : "Running"))
                    .toList(),
            2);
    private static final Block LOG = new Block.Excerpt(
            "pod/web-0 web",
            IntStream.range(0, 60).mapToObj("GET /todos/%d 200"::formatted).toList(),
            0);

    @Test
    void whatFitsStaysAsItIs() {
        assertThat(SmallerBlocks.of(List.of(FACT, PODS, LOG), 5000)).containsExactly(FACT, PODS, LOG);
    }

    @Test
    void ofATableTheFirstRowsStayAndTheOthersAreCounted() {
        Block.Table table =
                (Block.Table) SmallerBlocks.of(List.of(FACT, PODS), 300).getLast();

        assertThat(table.rows()).hasSize(10).first().isEqualTo(List.of("pod-0", "CrashLoopBackOff"));
        assertThat(table.omitted()).isEqualTo(32);
    }

    @Test
    void ofAnExcerptTheBeginningAndTheEndStay() {
        Block.Excerpt log = (Block.Excerpt) SmallerBlocks.of(List.of(LOG), 500).getFirst();

        assertThat(log.lines())
                .hasSize(16)
                .startsWith("GET /todos/0 200")
                .contains("… 45 lines left out …")
                .endsWith("GET /todos/58 200", "GET /todos/59 200");
    }

    @Test
    void theLargestBlockIsCutFirstAndFactsNever() {
        List<Block> smaller = SmallerBlocks.of(List.of(FACT, PODS, LOG), 10);

        assertThat(smaller).hasSize(3).first().isEqualTo(FACT);
        assertThat(((Block.Table) smaller.get(1)).rows()).hasSize(1);
        assertThat(((Block.Excerpt) smaller.getLast()).lines()).hasSize(4);
    }

    @Test
    void anObservationKeepsTheProblemTheCountAndTheNewestLines() {
        String text = ObservationText.of(new ToolResult.Completed(FACT, PODS, LOG), 600);

        assertThat(text)
                .hasSizeLessThanOrEqualTo(600)
                .contains("39 Running, 1 CrashLoopBackOff", "pod-0 | CrashLoopBackOff", "GET /todos/59 200")
                .contains("more rows", "lines left out");
    }
}
