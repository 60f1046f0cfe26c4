package dev.shipmate.planning;

/// How a clause is said: as an order to change something, or as anything else.
///
/// @param order the concept of the changing verb, such as `restart`, or empty when nothing is ordered
/// @param verbAt where the verb stands, or -1
/// @param verbEnd the word after the verb, or -1
/// @param withheld true when a change is mentioned but not wanted: negated, hypothetical, or "how do I"
record Mood(String order, int verbAt, int verbEnd, boolean withheld) {
    static final Mood ASKING = new Mood("", -1, -1, false);
    static final Mood WITHHELD = new Mood("", -1, -1, true);

    boolean orders() {
        return !order.isEmpty();
    }
}
