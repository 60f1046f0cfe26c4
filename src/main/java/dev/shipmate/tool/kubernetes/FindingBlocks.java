package dev.shipmate.tool.kubernetes;

import dev.shipmate.diagnosis.Finding;
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
        finding.remedies().forEach(remedy -> blocks.add(new Block.Fact("Remedy: %s.".formatted(remedy.title()))));
        return blocks;
    }
}
