package dev.shipmate.conversation;

import dev.shipmate.tool.Block;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Blocks made smaller by what they mean: of a table the last rows go, which matter least, and are counted; of an
/// excerpt the middle, since it begins with what it is about and ends with what happened last. Facts stay.
final class SmallerBlocks {
    private static final int FEWEST_LINES = 4;

    private final List<Block> blocks;
    private final int[] kept;

    private SmallerBlocks(List<Block> blocks) {
        this.blocks = blocks;
        this.kept = blocks.stream().mapToInt(SmallerBlocks::lines).toArray();
    }

    /// At most `room` characters, if that can be without leaving a block out.
    static List<Block> of(List<Block> blocks, int room) {
        var smaller = new SmallerBlocks(blocks);
        while (smaller.size() > room) {
            Optional<Integer> largest = smaller.largest();
            if (largest.isEmpty()) {
                break;
            }
            smaller.kept[largest.get()] /= 2;
        }
        return smaller.blocks();
    }

    private static int lines(Block block) {
        return switch (block) {
            case Block.Fact _ -> 1;
            case Block.Table(var _, var rows, var _) -> rows.size();
            case Block.Excerpt(var _, var lines, var _) -> lines.size();
        };
    }

    private int size() {
        return IntStream.range(0, blocks.size()).map(this::size).sum();
    }

    private int size(int at) {
        return ObservationText.lines(block(at)).stream()
                .mapToInt(line -> line.length() + 1)
                .sum();
    }

    /// Of those that can be made smaller.
    private Optional<Integer> largest() {
        return IntStream.range(0, blocks.size())
                .filter(at -> kept[at] > fewest(blocks.get(at)))
                .boxed()
                .max(Comparator.comparingInt(this::size));
    }

    private static int fewest(Block block) {
        return block instanceof Block.Excerpt ? FEWEST_LINES : 1;
    }

    private List<Block> blocks() {
        return IntStream.range(0, blocks.size()).mapToObj(this::block).toList();
    }

    private Block block(int at) {
        Block whole = blocks.get(at);
        int lines = kept[at];
        if (lines == lines(whole)) {
            return whole;
        }
        return switch (whole) {
            case Block.Fact fact -> fact;
            case Block.Table(var header, var rows, int omitted) ->
                new Block.Table(header, rows.subList(0, lines), omitted + rows.size() - lines);
            case Block.Excerpt(String title, List<String> all, int omitted) -> {
                int first = lines / 3;
                var some = new ArrayList<>(all.subList(0, first));
                some.add("… %d lines left out …".formatted(all.size() - lines));
                some.addAll(all.subList(all.size() - lines + first, all.size()));
                yield new Block.Excerpt(title, some, omitted);
            }
        };
    }
}
