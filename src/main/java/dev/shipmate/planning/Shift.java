package dev.shipmate.planning;

/// A number of pods that is told from the present one: "two more", "half as many".
///
/// @param factor what the present number is multiplied by, 1 when it is only added to
/// @param by what is added, negative for fewer
record Shift(double factor, int by) {
    static Shift by(int by) {
        return new Shift(1, by);
    }

    static Shift times(double factor) {
        return new Shift(factor, 0);
    }

    /// Half of an odd number is rounded up, so that halving stops nothing.
    int from(int present) {
        return (int) Math.ceil(present * factor) + by;
    }
}
