package dev.shipmate.tool.kubernetes;

import dev.shipmate.diagnosis.Examination;
import dev.shipmate.diagnosis.Finding;
import dev.shipmate.diagnosis.RemedyId;
import dev.shipmate.spelling.Words;
import dev.shipmate.tool.Block;
import java.util.ArrayList;
import java.util.List;

/// A finding as a result shows it.
final class FindingBlocks {
    private FindingBlocks() {}

    static List<Block> of(Finding finding) {
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Fact("%s: %s".formatted(finding.object(), finding.cause())));
        if (!finding.lines().isEmpty()) {
            blocks.add(new Block.Excerpt("evidence (%s)".formatted(finding.id()), finding.lines(), 0));
        }
        blocks.add(new Block.Fact("Next: " + finding.next()));
        blocks.addAll(remedies(finding));
        return blocks;
    }

    /// Each remedy with the ID that it is applied by.
    static List<Block> remedies(Finding finding) {
        return finding.remedies().stream()
                .<Block>map(remedy ->
                        new Block.Fact("Remedy %s: %s.".formatted(RemedyId.of(finding, remedy), remedy.title())))
                .toList();
    }

    /// What could not be seen, where there is any.
    static List<Block> unseen(Examination seen) {
        return seen.unseen().isEmpty()
                ? List.of()
                : List.of(new Block.Fact("Could not be seen: %s.".formatted(Words.list(seen.unseen()))));
    }
}
