package dev.shipmate.monitoring;

import java.util.OptionalLong;

/// What pods together use of one resource, ask for, and may use.
///
/// @param used nothing when it is not known
/// @param requested 0 where nothing is set
/// @param limit 0 where nothing is set
public record BoardLoad(OptionalLong used, long requested, long limit) {
    public static final BoardLoad NONE = new BoardLoad(OptionalLong.empty(), 0, 0);

    /// Both together.
    public BoardLoad plus(BoardLoad other) {
        OptionalLong sum = used.isPresent() || other.used.isPresent()
                ? OptionalLong.of(used.orElse(0) + other.used.orElse(0))
                : OptionalLong.empty();
        return new BoardLoad(sum, requested + other.requested, limit + other.limit);
    }
}
