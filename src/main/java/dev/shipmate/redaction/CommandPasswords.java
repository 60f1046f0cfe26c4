package dev.shipmate.redaction;

import java.util.List;

/// Passwords behind the short options of programs that are known for them: `mysql -uroot -px`, `sshpass -p x`.
///
/// @param program how its name begins; `mysqldump` counts as `mysql`
/// @param option the option, with its dash
/// @param apart whether the password may be the next word
record CommandPasswords(String program, String option, boolean apart) {
    private static final List<CommandPasswords> ALL = List.of(
            new CommandPasswords("mysql", "-p", false),
            new CommandPasswords("mariadb", "-p", false),
            new CommandPasswords("sshpass", "-p", true),
            new CommandPasswords("mongo", "-p", true),
            new CommandPasswords("redis-cli", "-a", true),
            new CommandPasswords("ldapsearch", "-w", true),
            new CommandPasswords("sqlcmd", "-P", true));
    /// How far the options of a command are looked for.
    private static final int LONGEST_COMMAND = 400;

    static void find(String text, Spans spans) {
        ALL.forEach(command -> command.findIn(text, spans));
    }

    private void findIn(String text, Spans spans) {
        int at = text.indexOf(program);
        while (at >= 0) {
            int end = at + program.length();
            while (end < text.length() && (Letters.isLower(text.charAt(end)) || text.charAt(end) == '-')) {
                end++;
            }
            if (isCommand(text, at, end)) {
                findOption(text, end, spans);
            }
            at = text.indexOf(program, end);
        }
    }

    /// Whether a program is called here: not `mysql:8`, `todo-mysql` or `/var/lib/mysql`.
    private static boolean isCommand(String text, int start, int end) {
        boolean begins = start == 0 || "\"'`$([".indexOf(text.charAt(start - 1)) >= 0 || text.charAt(start - 1) <= ' ';
        return (begins || text.startsWith("bin/", start - 4)) && end < text.length() && isBetween(text.charAt(end));
    }

    /// Finds the option on the program's line, or as an item of its own on one of the next.
    private void findOption(String text, int from, Spans spans) {
        int limit = Math.min(text.length(), from + LONGEST_COMMAND);
        boolean sameLine = true;
        boolean lineBegins = false;
        for (int i = from; i < limit; i++) {
            char c = text.charAt(i);
            boolean wordBegins = isBetween(text.charAt(i - 1));
            if (Letters.isLineEnd(c)) {
                sameLine = false;
                lineBegins = true;
            } else if (c == ';' || (c == '|' && !Letters.isLineEnd(text.charAt(i - 1)))) {
                return;
            } else if (wordBegins && (sameLine || lineBegins) && text.startsWith(option, i)) {
                mask(text, i, spans);
                return;
            } else if (!isBetween(c) && !(c == '-' && i + 1 < limit && Letters.isGap(text.charAt(i + 1)))) {
                lineBegins = false;
            }
        }
    }

    private void mask(String text, int optionStart, Spans spans) {
        int optionEnd = optionStart + option.length();
        int start = apart ? nextWord(text, optionStart) : optionEnd;
        boolean quoted = start < text.length()
                && Letters.isQuote(text.charAt(start))
                && text.charAt(optionStart - 1) != text.charAt(start);
        int first = quoted ? start + 1 : start;
        int limit = Math.min(text.length(), first + LONGEST_COMMAND);
        int end = quoted ? text.indexOf(text.charAt(start), first, limit) : wordEnd(text, first, limit);
        if (end < 0 || Mark.endAt(text, first) > 0) {
            return;
        }
        String value = text.substring(first, end);
        boolean port = value.chars().allMatch(c -> Letters.isDigit((char) c) || c == ':');
        if (!value.startsWith("-") && !port && SecretValue.isWorthHiding(value)) {
            spans.add(first, end, "password");
        }
    }

    /// Where the word behind the option begins, with its quote unless the option has the same.
    private int nextWord(String text, int optionStart) {
        char quote = text.charAt(optionStart - 1);
        int at = optionStart + option.length();
        while (at < text.length() && (text.charAt(at) <= ' ' || text.charAt(at) == ',' || text.charAt(at) == quote)) {
            at++;
        }
        return text.startsWith("- ", at) ? at + 2 : at;
    }

    private static int wordEnd(String text, int start, int limit) {
        int end = start;
        while (end < limit && !isBetween(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isBetween(char c) {
        return c <= ' ' || Letters.isQuote(c) || c == ',';
    }
}
