package dev.shipmate.pipeline;

import dev.shipmate.helm.ReleaseHistory;
import dev.shipmate.helm.ReleaseRevision;
import dev.shipmate.helm.ReleaseStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Knows the revision to go back to. Helm calls every revision good whose objects it could create; one that a run saw
/// fail is none to go back to, and one that had to be mended only when there is no other.
public final class WayBack {
    private static final Pattern ROLL_BACK = Pattern.compile("Rollback to (\\d{1,9})\\b");

    private final Supplier<Set<Instant>> failed;
    private final Supplier<Set<Instant>> bad;

    /// Knows no more of the revisions than that some are bad.
    ///
    /// @param bad when the revisions were deployed that are known not to work
    public WayBack(Supplier<Set<Instant>> bad) {
        this(bad, bad);
    }

    /// @param failed when the revisions were deployed that did not work at some time
    /// @param bad those of them that are known not to work still
    WayBack(Supplier<Set<Instant>> failed, Supplier<Set<Instant>> bad) {
        this.failed = failed;
        this.bad = bad;
    }

    /// The last good revision before the newest. After a roll-back the one before that which it went back to, and only
    /// when there is none the revision that it left.
    public Optional<ReleaseRevision> lastGood(ReleaseHistory history) {
        return history.newest().flatMap(newest -> {
            Matcher back = ROLL_BACK.matcher(newest.description());
            if (newest.status().pending() || !back.find()) {
                return goodBefore(history, newest.number(), -1);
            }
            int target = Integer.parseInt(back.group(1));
            int same = newest.status() == ReleaseStatus.DEPLOYED ? target : -1;
            return goodBefore(history, target, -1).or(() -> goodBefore(history, newest.number(), same));
        });
    }

    /// The revision that is meant by its number.
    ///
    /// @param wanted 0 for the last good one before the newest
    public Optional<ReleaseRevision> to(ReleaseHistory history, int wanted) {
        return wanted == 0
                ? lastGood(history)
                : history.revisions().stream()
                        .filter(kept -> kept.number() == wanted)
                        .findFirst();
    }

    /// The newest revision, when it is one to come back to later.
    public Optional<ReleaseRevision> goodNewest(ReleaseHistory history) {
        return history.newest()
                .filter(newest ->
                        goodBefore(history, newest.number() + 1, -1).stream().anyMatch(newest::equals));
    }

    /// @param passedOver the number of one that would be no change; -1 for none
    private Optional<ReleaseRevision> goodBefore(ReleaseHistory history, int number, int passedOver) {
        return goodBefore(history, number, passedOver, failed.get())
                .or(() -> goodBefore(history, number, passedOver, bad.get()));
    }

    private static Optional<ReleaseRevision> goodBefore(
            ReleaseHistory history, int number, int passedOver, Set<Instant> known) {
        return new ReleaseHistory(
                        history.revisions().stream()
                                .filter(revision -> revision.number() != passedOver)
                                .filter(revision -> !known.contains(revision.deployed()))
                                .toList(),
                        history.damaged())
                .lastGoodBefore(number);
    }
}
