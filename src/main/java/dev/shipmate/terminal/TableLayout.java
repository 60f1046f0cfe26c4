package dev.shipmate.terminal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A table laid out in columns without borders, as kubectl does.
///
/// Where it is too wide the widest columns shrink and their cells wrap. Where even that leaves
/// columns of fewer than eight characters, each row becomes a block of `header: value` lines.
record TableLayout(List<Styled> header, List<List<Styled>> rows, List<Boolean> right) {
    private static final int GAP = 2;
    private static final int NARROWEST = 8;

    TableLayout {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
        right = List.copyOf(right);
    }

    static TableLayout of(List<String> header, List<List<String>> rows) {
        return new TableLayout(
                header.stream().map(Styled::text).toList(),
                rows.stream()
                        .map(row -> row.stream().map(Styled::text).toList())
                        .toList(),
                Collections.nCopies(header.size(), false));
    }

    /// The lines for a width, where 0 means as wide as it needs.
    List<Styled> lines(int width) {
        int[] columns = naturalWidths();
        int room = width - GAP * (columns.length - 1);
        if (width > 0 && !shrink(columns, longestWords(), room) && !shrink(columns, new int[columns.length], room)) {
            return records(width);
        }
        List<Styled> lines = new ArrayList<>();
        lines.addAll(row(header.stream().map(cell -> cell.in(Role.STRONG)).toList(), columns));
        rows.forEach(row -> lines.addAll(row(row, columns)));
        return lines;
    }

    private int[] naturalWidths() {
        int[] columns = header.stream().mapToInt(Styled::width).toArray();
        for (List<Styled> row : rows) {
            for (int i = 0; i < columns.length; i++) {
                columns[i] = Math.max(columns[i], row.get(i).width());
            }
        }
        return columns;
    }

    /// So that words stay whole as long as any other column can shrink instead.
    private int[] longestWords() {
        int[] longest = header.stream().mapToInt(TableLayout::longestWord).toArray();
        for (List<Styled> row : rows) {
            for (int i = 0; i < longest.length; i++) {
                longest[i] = Math.max(longest[i], longestWord(row.get(i)));
            }
        }
        return longest;
    }

    private static int longestWord(Styled cell) {
        return LineBreaks.words(cell.plain()).mapToInt(Styled::width).max().orElse(0);
    }

    /// Takes from the widest column that may shrink until all fit, or says that they cannot.
    private static boolean shrink(int[] columns, int[] least, int room) {
        int total = 0;
        for (int column : columns) {
            total += column;
        }
        while (total > room) {
            int widest = -1;
            for (int i = 0; i < columns.length; i++) {
                boolean mayShrink = columns[i] > Math.max(NARROWEST, least[i]);
                widest = mayShrink && (widest < 0 || columns[i] > columns[widest]) ? i : widest;
            }
            if (widest < 0) {
                return false;
            }
            columns[widest]--;
            total--;
        }
        return true;
    }

    private List<Styled> row(List<Styled> cells, int[] columns) {
        List<List<Styled>> wrapped = new ArrayList<>();
        int height = 1;
        for (int i = 0; i < columns.length; i++) {
            wrapped.add(LineBreaks.wrap(cells.get(i), columns[i]));
            height = Math.max(height, wrapped.get(i).size());
        }
        List<Styled> lines = new ArrayList<>();
        for (int line = 0; line < height; line++) {
            Styled whole = Styled.EMPTY;
            for (int i = 0; i < columns.length; i++) {
                Styled part = line < wrapped.get(i).size() ? wrapped.get(i).get(line) : Styled.EMPTY;
                whole = whole.plus(aligned(part, columns[i], right.get(i), i == columns.length - 1));
            }
            lines.add(LineBreaks.trimmed(whole));
        }
        return lines;
    }

    private static Styled aligned(Styled cell, int width, boolean right, boolean last) {
        Styled space = Styled.text(" ".repeat(Math.max(0, width - cell.width())));
        Styled filled = right ? space.plus(cell) : cell.plus(space);
        return last ? filled : filled.plus(Role.TEXT, " ".repeat(GAP));
    }

    private List<Styled> records(int width) {
        List<Styled> lines = new ArrayList<>();
        for (List<Styled> row : rows) {
            if (!lines.isEmpty()) {
                lines.add(Styled.EMPTY);
            }
            for (int i = 0; i < row.size(); i++) {
                Styled label = header.get(i).in(Role.STRONG);
                Styled line = label.isBlank()
                        ? row.get(i)
                        : label.plus(Role.TEXT, ": ").plus(row.get(i));
                lines.addAll(LineBreaks.wrap(line, width));
            }
        }
        return lines;
    }
}
