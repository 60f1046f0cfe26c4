package dev.shipmate.tool.kubernetes;

import dev.shipmate.tool.Block;
import java.util.ArrayList;
import java.util.List;

/// What is wrong with one workload: the cause, what shows it, and what to do next.
///
/// @param id the stable name of the rule that matched, such as `image-tag-missing`
/// @param evidence lines that show it, most telling first
record Finding(String id, String object, String cause, List<String> evidence, String next) {
    Finding {
        evidence = List.copyOf(evidence);
    }

    Finding withEvidence(List<String> more) {
        var all = new ArrayList<>(evidence);
        all.addAll(more);
        return new Finding(id, object, cause, all, next);
    }

    Finding withCause(String changed) {
        return new Finding(id, object, changed, evidence, next);
    }

    List<Block> toBlocks() {
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Fact("%s: %s".formatted(object, cause)));
        if (!evidence.isEmpty()) {
            blocks.add(new Block.Excerpt("evidence (%s)".formatted(id), evidence, 0));
        }
        blocks.add(new Block.Fact("Next: " + next));
        return blocks;
    }
}
