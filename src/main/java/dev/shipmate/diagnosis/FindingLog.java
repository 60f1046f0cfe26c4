package dev.shipmate.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Remembers findings from look to look, and tells which are new and which are gone.
///
/// A finding is healed when two looks in a row do without it: a container that crashes is well for a moment after each
/// restart. A look that cannot see what an earlier one saw heals nothing.
final class FindingLog {
    private static final int LOOKS_WITHOUT = 2;

    private final Map<FindingKey, Known> known = new LinkedHashMap<>();

    /// @param blind the kinds that could not be seen when it was there
    /// @param missing when it was first looked for in vain
    private record Known(Finding finding, Instant appeared, Set<String> blind, Instant missing, int looksWithout) {
        Known seen(Finding again, Set<String> unseen) {
            return new Known(again, appeared, unseen, missing, 0);
        }

        Known missed(Instant at) {
            return new Known(finding, appeared, blind, looksWithout == 0 ? at : missing, looksWithout + 1);
        }
    }

    List<WatchEvent> enter(Instant at, Examination examination) {
        Set<String> unseen = examination.unseen().stream()
                .map(kind -> kind.split(" \\(", 2)[0])
                .collect(Collectors.toSet());
        var events = new ArrayList<WatchEvent>();
        var present = new HashSet<FindingKey>();
        for (Finding finding : examination.findings()) {
            FindingKey key = FindingKey.of(finding);
            if (present.add(key)) {
                Known before = known.get(key);
                if (before == null) {
                    events.add(new WatchEvent.Appeared(at, finding));
                    known.put(key, new Known(finding, at, unseen, at, 0));
                } else {
                    known.put(key, before.seen(finding, unseen));
                }
            }
        }
        known.replaceAll(
                (key, each) -> present.contains(key) || !each.blind().containsAll(unseen) ? each : each.missed(at));
        known.values().removeIf(each -> {
            boolean healed = each.looksWithout() >= LOOKS_WITHOUT;
            if (healed) {
                events.add(
                        new WatchEvent.Healed(at, each.finding(), Duration.between(each.appeared(), each.missing())));
            }
            return healed;
        });
        return events;
    }
}
