package dev.shipmate.monitoring;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Counts errors in slots of five seconds, and forgets them after five minutes.
final class BoardTally {
    private static final Duration SLOT = Duration.ofSeconds(5);
    private static final int SLOTS_IN_A_MINUTE = 12;
    private static final int SLOTS_IN_A_POINT = 3;
    private static final int SLOTS = SLOTS_IN_A_POINT * BoardErrors.POINTS;

    private final int[] counts = new int[SLOTS];
    private long newest = Long.MIN_VALUE;

    void add(Instant when) {
        moveTo(when);
        counts[SLOTS - 1]++;
    }

    BoardErrors errors(Instant now) {
        moveTo(now);
        List<Integer> course = new ArrayList<>();
        for (int i = 0; i < SLOTS; i += SLOTS_IN_A_POINT) {
            course.add(sum(i, i + SLOTS_IN_A_POINT));
        }
        return new BoardErrors(sum(SLOTS - SLOTS_IN_A_MINUTE, SLOTS), course);
    }

    private int sum(int from, int to) {
        return Arrays.stream(counts, from, to).sum();
    }

    /// The last slot becomes the one of this time. A clock that was put back changes nothing.
    private void moveTo(Instant time) {
        long slot = Math.floorDiv(time.toEpochMilli(), SLOT.toMillis());
        if (newest == Long.MIN_VALUE || slot - newest >= SLOTS) {
            Arrays.fill(counts, 0);
            newest = slot;
        } else if (slot > newest) {
            int steps = (int) (slot - newest);
            System.arraycopy(counts, steps, counts, 0, SLOTS - steps);
            Arrays.fill(counts, SLOTS - steps, SLOTS, 0);
            newest = slot;
        }
    }
}
