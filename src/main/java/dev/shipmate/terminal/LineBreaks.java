package dev.shipmate.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Breaks a line into lines of a width: between words, else within a long word after a sign such as
/// `/` or `-`.
final class LineBreaks {
    private static final String GOOD_ENDS = "/-:,._=";

    private final int[] codePoints;
    private final Role[] roles;

    private LineBreaks(Styled line) {
        codePoints = line.plain().codePoints().toArray();
        roles = new Role[codePoints.length];
        int at = 0;
        for (Span span : line.spans()) {
            int length = span.text().codePointCount(0, span.text().length());
            for (int i = 0; i < length; i++) {
                roles[at++] = span.role();
            }
        }
    }

    /// At word boundaries; spaces at a break are dropped. A width of 0 leaves the line whole.
    static List<Styled> wrap(Styled line, int width) {
        return width <= 0 || line.width() <= width ? List.of(line) : new LineBreaks(line).broken(width, true);
    }

    /// With every space kept, so that nothing is lost: for code and logs. A name is not torn where a space is near.
    static List<Styled> chop(Styled line, int width) {
        return width <= 0 || line.width() <= width ? List.of(line) : new LineBreaks(line).broken(width, false);
    }

    /// The beginning of a line, as much as fits.
    static Styled head(Styled line, int width) {
        LineBreaks breaks = new LineBreaks(line);
        return breaks.slice(0, breaks.fitting(0, width));
    }

    /// The pieces of a text that only a hard break cuts, each with the sign at its end.
    static Stream<String> words(String text) {
        return Arrays.stream(text.split("(?<=[" + Pattern.quote(GOOD_ENDS) + "])| "));
    }

    static Styled trimmed(Styled line) {
        LineBreaks breaks = new LineBreaks(line);
        return breaks.slice(0, breaks.withoutSpaces(0, breaks.codePoints.length));
    }

    private List<Styled> broken(int width, boolean words) {
        List<Styled> lines = new ArrayList<>();
        int start = 0;
        while (start < codePoints.length) {
            int fits = fitting(start, width);
            int end = fits == codePoints.length ? fits : words ? wordEnd(start, fits) : spaceEnd(start, fits);
            lines.add(slice(start, words ? withoutSpaces(start, end) : end));
            start = end;
            while (words && start < codePoints.length && codePoints[start] == ' ') {
                start++;
            }
        }
        return lines;
    }

    /// The end of what fits, at least one character, so that there is progress in any width.
    private int fitting(int start, int width) {
        int used = 0;
        int end = start;
        while (end < codePoints.length) {
            used += Styled.width(codePoints[end]);
            if (used > width && end > start) {
                break;
            }
            end++;
        }
        return end;
    }

    private int wordEnd(int start, int fits) {
        if (codePoints[fits] == ' ') {
            return fits;
        }
        for (int i = fits - 1; i > start; i--) {
            if (codePoints[i] == ' ') {
                return i;
            }
        }
        for (int i = fits - 1; i > start + (fits - start) / 2; i--) {
            if (GOOD_ENDS.indexOf(codePoints[i]) >= 0) {
                return i + 1;
            }
        }
        return fits;
    }

    /// Behind the last space of the second half; what has none is cut where the width is reached.
    private int spaceEnd(int start, int fits) {
        for (int i = fits; i > start + (fits - start) / 2; i--) {
            if (codePoints[i - 1] == ' ') {
                return i;
            }
        }
        return fits;
    }

    private int withoutSpaces(int start, int end) {
        int last = end;
        while (last > start && codePoints[last - 1] == ' ') {
            last--;
        }
        return last;
    }

    private Styled slice(int start, int end) {
        List<Span> spans = new ArrayList<>();
        int from = start;
        for (int i = start + 1; i <= end; i++) {
            if (i == end || roles[i] != roles[from]) {
                spans.add(new Span(roles[from], new String(codePoints, from, i - from)));
                from = i;
            }
        }
        return new Styled(spans);
    }
}
