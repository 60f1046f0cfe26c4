package dev.shipmate.planning;

/// One word of a question: in lower case for comparing, and as it was typed. Quoted text is one word.
record Word(String text, String typed, Form form) {
    /// Stands before the first word and after the last.
    static final Word NONE = new Word("", "", Form.STOP);

    /// What a word looks like.
    enum Form {
        PLAIN,
        QUOTED,
        /// A comma or semicolon: a pause inside a sentence.
        PAUSE,
        /// The end of a sentence.
        STOP
    }

    boolean punctuation() {
        return form == Form.PAUSE || form == Form.STOP;
    }

    boolean is(String... words) {
        for (String word : words) {
            if (text.equals(word)) {
                return true;
            }
        }
        return false;
    }

    /// Whether no English word looks like this: it has a digit, a hyphen, a slash or an underscore inside.
    boolean nameLike() {
        return form == Form.PLAIN
                && text.chars().anyMatch(c -> Character.isDigit(c) || c == '-' || c == '/' || c == '_' || c == '.')
                && text.chars().anyMatch(Character::isLetter);
    }
}
