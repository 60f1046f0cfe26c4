package dev.shipmate.monitoring;

import java.util.Collections;
import java.util.List;

/// The errors that were logged since the board was opened, over the last five minutes.
///
/// @param lastMinute in the last minute
/// @param course in each quarter of a minute, the newest last
public record BoardErrors(int lastMinute, List<Integer> course) {
    static final int POINTS = 20;
    public static final BoardErrors NONE = new BoardErrors(0, Collections.nCopies(POINTS, 0));

    public BoardErrors {
        course = List.copyOf(course);
    }

    /// Whether there were none.
    public boolean none() {
        return course.stream().allMatch(count -> count == 0);
    }
}
