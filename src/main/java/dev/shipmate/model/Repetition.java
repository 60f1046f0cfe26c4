package dev.shipmate.model;

/// Notices that a text has begun to go round in circles.
final class Repetition {
    private static final int LONGEST_UNIT = 240;
    private static final int TIMES = 4;
    private static final int LEAST = 80;
    /// Rules of Markdown tables are long and harmless.
    private static final int LEAST_RULE = 400;

    private Repetition() {}

    /// Where the first round ends, or -1 when the end of the text does not repeat. A unit has to come at least
    /// four times and to fill at least 80 characters.
    static int firstRoundEnd(CharSequence text) {
        for (int unit = 1; unit <= LONGEST_UNIT && unit * TIMES <= text.length(); unit++) {
            int repeated = repeated(text, unit);
            if (repeated >= unit * (TIMES - 1) && repeated + unit >= (rule(text, unit) ? LEAST_RULE : LEAST)) {
                return text.length() - repeated;
            }
        }
        return -1;
    }

    /// How many characters at the end equal those one unit before them.
    private static int repeated(CharSequence text, int unit) {
        int count = 0;
        for (int i = text.length() - 1; i >= unit && text.charAt(i) == text.charAt(i - unit); i--) {
            count++;
        }
        return count;
    }

    private static boolean rule(CharSequence text, int unit) {
        return text.subSequence(text.length() - unit, text.length()).chars().allMatch(c -> "-=|:+ _".indexOf(c) >= 0);
    }
}
