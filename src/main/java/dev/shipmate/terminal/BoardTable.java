package dev.shipmate.terminal;

import dev.shipmate.monitoring.BoardHealth;
import dev.shipmate.monitoring.BoardLoad;
import dev.shipmate.monitoring.BoardRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;

/// The rows of a board, as wide as there is room: in a narrow window columns become shorter first, then go.
final class BoardTable {
    private static final int NAME = 0;
    private static final int STATUS = 2;
    private static final int LEAST_NAME = 16;
    private static final int LEAST_STATUS = 11;
    private static final Map<String, String> SHORT_KINDS =
            Map.of("deployment", "deploy", "statefulset", "sts", "daemonset", "ds");
    /// So much of a limit is worth a look.
    private static final double NEARLY = 0.9;

    private final Theme theme;
    private final int width;

    BoardTable(Theme theme, int width) {
        this.theme = theme;
        this.width = width;
    }

    /// What is left out, from the most to the least room.
    private enum Layout {
        WIDE(2),
        USUAL(1),
        NARROW(1),
        SLIM(1),
        LEAST(1);

        private final int gap;

        Layout(int gap) {
            this.gap = gap;
        }
    }

    /// @param right whether it stands at the right of its column
    private record Column(String title, boolean right, Function<BoardRow, Styled> cell) {}

    /// The header, then a line for each row.
    List<Styled> lines(List<BoardRow> rows) {
        for (Layout layout : Layout.values()) {
            List<Column> columns = columns(layout);
            int[] widths = widths(columns, rows);
            if (fit(widths, layout.gap) || layout == Layout.LEAST) {
                return lines(columns, widths, layout.gap, rows);
            }
        }
        throw new IllegalStateException("One layout is the last.");
    }

    private List<Column> columns(Layout layout) {
        var columns = new ArrayList<Column>();
        columns.add(new Column("WORKLOAD", false, row -> Styled.text(name(row, layout))));
        columns.add(new Column("READY", true, BoardTable::ready));
        columns.add(new Column("STATUS", false, row -> Styled.of(role(row.health()), row.status())));
        if (layout != Layout.LEAST) {
            columns.add(new Column(layout == Layout.WIDE ? "RESTARTS" : "RST", true, BoardTable::restarts));
        }
        switch (layout) {
            case WIDE -> {
                columns.add(new Column("CPU use/req/limit", true, row -> load(row.cpuMillicores(), Amounts::cpu)));
                columns.add(new Column("MEM use/req/limit", true, row -> load(row.memoryBytes(), Amounts::memory)));
                columns.add(new Column("ERRORS/MIN", true, BoardTable::errors));
                columns.add(new Column("5 MIN", false, row -> course(row, theme)));
            }
            case USUAL -> {
                columns.add(new Column("CPU(m)", true, row -> load(row.cpuMillicores(), String::valueOf)));
                columns.add(new Column(
                        "MEM(Mi)", true, row -> load(row.memoryBytes(), bytes -> "" + Amounts.mebibytes(bytes))));
                columns.add(new Column("ERR/M", true, BoardTable::errors));
            }
            case NARROW -> {
                columns.add(new Column("CPU", true, row -> used(row.cpuMillicores(), Amounts::cpu)));
                columns.add(new Column("MEM", true, row -> used(row.memoryBytes(), Amounts::memory)));
                columns.add(new Column("ERR/M", true, BoardTable::errors));
            }
            case SLIM, LEAST -> {}
        }
        return columns;
    }

    private static String name(BoardRow row, Layout layout) {
        return switch (layout) {
            case WIDE -> row.kind() + "/" + row.name();
            case USUAL, NARROW, SLIM -> SHORT_KINDS.getOrDefault(row.kind(), row.kind()) + "/" + row.name();
            case LEAST -> row.name();
        };
    }

    static Role role(BoardHealth health) {
        return switch (health) {
            case BAD -> Role.ERROR;
            case CHANGING -> Role.WARNING;
            case GOOD -> Role.GOOD;
        };
    }

    private static Styled ready(BoardRow row) {
        return Styled.of(
                row.ready() < row.desired() ? Role.WARNING : Role.TEXT, "%d/%d".formatted(row.ready(), row.desired()));
    }

    private static Styled restarts(BoardRow row) {
        return Styled.of(row.restarts() == 0 ? Role.DIM : Role.TEXT, String.valueOf(row.restarts()));
    }

    static Styled load(BoardLoad load, LongFunction<String> words) {
        return used(load, words)
                .plus(
                        Role.DIM,
                        "/%s/%s"
                                .formatted(
                                        Amounts.orDash(load.requested(), words), Amounts.orDash(load.limit(), words)));
    }

    private static Styled used(BoardLoad load, LongFunction<String> words) {
        if (load.used().isEmpty()) {
            return Styled.of(Role.DIM, "-");
        }
        long used = load.used().getAsLong();
        return Styled.of(
                load.limit() > 0 && used >= NEARLY * load.limit() ? Role.WARNING : Role.TEXT, words.apply(used));
    }

    private static Styled errors(BoardRow row) {
        int count = row.errors().lastMinute();
        return Styled.of(count == 0 ? Role.DIM : Role.ERROR, String.valueOf(count));
    }

    private static Styled course(BoardRow row, Theme theme) {
        return Styled.of(
                row.errors().none() ? Role.DIM : Role.ERROR,
                new Sparkline(theme).of(row.errors().course()));
    }

    private static int[] widths(List<Column> columns, List<BoardRow> rows) {
        return columns.stream()
                .mapToInt(column -> rows.stream()
                        .mapToInt(row -> column.cell().apply(row).width())
                        .reduce(Styled.width(column.title()), Math::max))
                .toArray();
    }

    /// Makes the name shorter, then the status. Says whether that was enough.
    private boolean fit(int[] widths, int gap) {
        int over = gap * (widths.length - 1) - width;
        for (int column : widths) {
            over += column;
        }
        int ofName = Math.clamp(over, 0, Math.max(0, widths[NAME] - LEAST_NAME));
        int ofStatus = Math.clamp(over - ofName, 0, Math.max(0, widths[STATUS] - LEAST_STATUS));
        widths[NAME] -= ofName;
        widths[STATUS] -= ofStatus;
        return over <= ofName + ofStatus;
    }

    private List<Styled> lines(List<Column> columns, int[] widths, int gap, List<BoardRow> rows) {
        var lines = new ArrayList<Styled>();
        lines.add(line(
                columns,
                widths,
                gap,
                columns.stream()
                        .map(column -> Styled.of(Role.STRONG, column.title()))
                        .toList()));
        for (BoardRow row : rows) {
            lines.add(line(
                    columns,
                    widths,
                    gap,
                    columns.stream().map(column -> column.cell().apply(row)).toList()));
        }
        return lines;
    }

    private Styled line(List<Column> columns, int[] widths, int gap, List<Styled> cells) {
        Styled line = Styled.EMPTY;
        for (int i = 0; i < widths.length; i++) {
            Styled cell = cells.get(i).shortened(widths[i], Icon.ELLIPSIS.in(theme));
            Styled space = Styled.text(" ".repeat(Math.max(0, widths[i] - cell.width())));
            line = line.plus(Role.TEXT, i == 0 ? "" : " ".repeat(gap))
                    .plus(columns.get(i).right() ? space.plus(cell) : cell.plus(space));
        }
        return line;
    }
}
