package dev.shipmate.logs;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What stands before the message of a plain line: times, a level, a process, a thread, a logger.
///
/// @param length how many characters it takes
/// @param severity what the level means, if there is one
record LinePrefix(int length, Optional<Severity> severity) {
    private static final int MOST_WORDS = 9;
    /// `E0301 12:00:00.123456       1 reflector.go:138] message`, as klog and glog write it.
    private static final Pattern KLOG =
            Pattern.compile("([IWEF])\\d{4} \\d\\d:\\d\\d:\\d\\d\\.\\d+ +\\d+ [^ \\]]+\\] ?");
    /// `10.0.0.7 - - [01/Mar/2026:12:00:00 +0000] `, as web servers write it.
    private static final Pattern ACCESS = Pattern.compile("\\S+ \\S+ \\S+ \\[[^\\]]{20,40}\\] ");

    private static final Pattern TIME = Pattern.compile("\\d[-\\d:.,/TZ+]*|[+-]\\d{4}|UTC|GMT|Z|AM|PM"
            + "|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun");
    /// A thread, a process or a logger: in brackets, with a dot or a number in it, or only marks.
    private static final Pattern DECORATION =
            Pattern.compile("[\\[(<].*[\\])>]:?|[-|:*#.]+|[\\w$-]+(?:[.:/#$][\\w$-]+)+:?|\\d+");

    static LinePrefix of(String line) {
        if (line.length() > 1 && "IWEF".indexOf(line.charAt(0)) >= 0 && Character.isDigit(line.charAt(1))) {
            Matcher klog = KLOG.matcher(line);
            if (klog.lookingAt()) {
                return new LinePrefix(klog.end(), severityOf(klog.group(1)));
            }
        }
        if (line.contains("] \"")) {
            Matcher access = ACCESS.matcher(line);
            if (access.lookingAt()) {
                return new LinePrefix(access.end(), Optional.empty());
            }
        }
        return ofWords(line);
    }

    private static Optional<Severity> severityOf(String letter) {
        return Optional.of(
                switch (letter) {
                    case "W" -> Severity.WARNING;
                    case "E" -> Severity.ERROR;
                    case "F" -> Severity.FATAL;
                    default -> Severity.INFO;
                });
    }

    private static LinePrefix ofWords(String line) {
        int times = 0;
        int at = 0;
        boolean onlyTimes = true;
        for (int words = 0; words < MOST_WORDS && at < line.length(); words++) {
            int end = line.indexOf(' ', at);
            end = end < 0 ? line.length() : end;
            String word = line.substring(at, end);
            Optional<Severity> level = level(word);
            if (level.isPresent()) {
                int colon = word.indexOf(':');
                int stop = colon > 0 && colon < word.length() - 1 && word.charAt(0) != '[' ? at + colon + 1 : end;
                return new LinePrefix(afterMarks(line, stop), level);
            }
            boolean time = !word.isEmpty() && TIME.matcher(bare(word)).matches();
            if (!time && !word.isEmpty() && !DECORATION.matcher(word).matches()) {
                break;
            }
            onlyTimes &= time || word.isEmpty();
            at = Math.min(line.length(), end + 1);
            times = onlyTimes ? at : times;
        }
        // A line of nothing but numbers is a message after all.
        return new LinePrefix(times < line.length() ? times : 0, Optional.empty());
    }

    /// A level in capitals, in brackets, or with a colon after it; a small word in a sentence is none.
    private static Optional<Severity> level(String word) {
        if (word.length() < 3) {
            return Optional.empty();
        }
        int colon = word.indexOf(':');
        String start = colon > 0 ? word.substring(0, colon) : word;
        String name = bare(start);
        boolean marked = colon > 0 || name.length() < start.length() || name.equals(name.toUpperCase(Locale.ROOT));
        return marked && name.length() >= 3 ? Severity.of(name) : Optional.empty();
    }

    private static String bare(String word) {
        int start = 0;
        int end = word.length();
        while (start < end && "[(<|\"'".indexOf(word.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && "])>|:,\"'".indexOf(word.charAt(end - 1)) >= 0) {
            end--;
        }
        return word.substring(start, end);
    }

    private static int afterMarks(String line, int from) {
        int at = from;
        while (at < line.length() && " -|:\t".indexOf(line.charAt(at)) >= 0) {
            at++;
        }
        return at < line.length() ? at : Math.min(from, line.length());
    }
}
