package dev.shipmate.terminal;

import dev.shipmate.monitoring.Board;
import dev.shipmate.monitoring.BoardApp;
import dev.shipmate.monitoring.BoardHealth;
import dev.shipmate.monitoring.BoardLoad;
import dev.shipmate.monitoring.BoardRow;
import dev.shipmate.monitoring.BoardService;
import dev.shipmate.monitoring.BoardWarning;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A board as lines that fit a window: at most `rows` of them, none wider than `columns`.
///
/// Where not everything fits, the worst stays: unhealthy workloads and Services, and the newest warnings.
record BoardView(Theme theme, int columns, int rows) {
    private static final int MOST_NOTES = 4;
    private static final int MOST_NOTES_IN_LITTLE_ROOM = 2;
    private static final int MOST_SERVICE_LINES = 2;
    private static final int LEAST_WARNINGS = 3;
    /// From here on there is room for empty lines between the parts.
    private static final int AIRY = 20;

    private static final int LONGEST_OBJECT = 32;

    List<Styled> of(Board board) {
        List<Styled> head = head(board);
        List<Styled> services = services(board.services());
        int air = rows >= AIRY ? 1 : 0;
        int gaps = air * (1 + (services.isEmpty() ? 0 : 1) + (board.warnings().isEmpty() ? 0 : 1));
        int warningsTitle = board.warnings().isEmpty() ? 0 : 1;
        int fixed = head.size() + gaps + services.size() + warningsTitle;
        int leastWarnings = Math.min(LEAST_WARNINGS, board.warnings().size());
        List<Styled> table = table(board, Math.max(2, rows - fixed - leastWarnings));

        var lines = new ArrayList<Styled>(head);
        add(lines, air, table);
        add(lines, air, services);
        int room = rows - lines.size() - (board.warnings().isEmpty() ? 0 : air) - warningsTitle;
        add(lines, air, warnings(board, Math.max(0, room)));
        return lines.stream()
                .limit(rows)
                .map(line -> line.shortened(columns, ellipsis()))
                .toList();
    }

    private static void add(List<Styled> lines, int air, List<Styled> part) {
        if (!part.isEmpty()) {
            if (air > 0) {
                lines.add(Styled.EMPTY);
            }
            lines.addAll(part);
        }
    }

    private List<Styled> head(Board board) {
        var lines = new ArrayList<Styled>();
        lines.add(title(board));
        if (!board.app().addresses().isEmpty() || board.app().verified().isPresent()) {
            lines.add(app(board.app(), board.at()));
        }
        lines.add(totals(board));
        lines.add(errors(board));
        board.notes().stream()
                .limit(rows >= AIRY ? MOST_NOTES : MOST_NOTES_IN_LITTLE_ROOM)
                .forEach(note -> lines.add(Styled.of(Role.WARNING, note)));
        return lines;
    }

    private Styled title(Board board) {
        long bad = board.rows().stream()
                .filter(row -> row.health() != BoardHealth.GOOD)
                .count();
        Styled title = Styled.of(Role.STRONG, "%s/%s".formatted(board.context(), board.namespace()))
                .plus(Role.DIM, separator())
                .plus(Role.TEXT, counted(board.rows().size(), "workload"));
        if (bad > 0) {
            title = title.plus(Role.DIM, separator()).plus(Role.ERROR, "%d not healthy".formatted(bad));
        }
        String quit = "q quits";
        Styled fitting = title.shortened(Math.max(0, columns - quit.length() - 2), ellipsis());
        return fitting.padded(columns - quit.length()).plus(Role.DIM, quit);
    }

    private Styled app(BoardApp app, Instant now) {
        Styled line = Styled.EMPTY;
        for (var address : app.addresses()) {
            line = line.plus(Role.LINK, address.toString()).plus(Role.DIM, separator());
        }
        return app.verified()
                .map(last -> Styled.of(
                        last.passed() ? Role.GOOD : Role.WARNING,
                        "verified%s: %s, %s ago"
                                .formatted(
                                        last.revision() == 0 ? "" : " revision " + last.revision(),
                                        last.summary(),
                                        Ages.of(Duration.between(last.at(), now)))))
                .map(line::plus)
                .orElse(line.plus(Role.DIM, "not verified yet"));
    }

    private static Styled totals(Board board) {
        return Styled.of(Role.DIM, "CPU ")
                .plus(BoardTable.load(sum(board.rows(), BoardRow::cpuMillicores), Amounts::cpu))
                .plus(Role.DIM, "  Memory ")
                .plus(BoardTable.load(sum(board.rows(), BoardRow::memoryBytes), Amounts::memory))
                .plus(Role.DIM, "  used/requested/limit");
    }

    private static BoardLoad sum(List<BoardRow> rows, Function<BoardRow, BoardLoad> part) {
        return rows.stream().map(part).reduce(BoardLoad.NONE, BoardLoad::plus);
    }

    private Styled errors(Board board) {
        int count = board.errors().lastMinute();
        int left = board.followed().running() - board.followed().followed();
        return Styled.of(Role.DIM, "Errors ")
                .plus(count == 0 ? Role.TEXT : Role.ERROR, "%d/min ".formatted(count))
                .plus(
                        board.errors().none() ? Role.DIM : Role.ERROR,
                        new Sparkline(theme).of(board.errors().course()))
                .plus(
                        Role.DIM,
                        " 5 min, logs of %s".formatted(counted(board.followed().followed(), "container")))
                .plus(Role.DIM, left <= 0 ? "" : ", %d not followed".formatted(left));
    }

    private List<Styled> table(Board board, int room) {
        List<BoardRow> all = board.rows();
        if (all.isEmpty()) {
            return List.of(Styled.of(
                    Role.DIM,
                    board.loading()
                            ? "Looking " + ellipsis()
                            : "Nothing runs in namespace " + board.namespace() + "."));
        }
        boolean fits = all.size() < room;
        List<BoardRow> shown = fits ? all : all.subList(0, Math.clamp(room - 2, 0, all.size()));
        var lines = new ArrayList<>(new BoardTable(theme, columns).lines(shown));
        if (!fits) {
            lines.add(more(all.subList(shown.size(), all.size())));
        }
        return lines;
    }

    private Styled more(List<BoardRow> hidden) {
        long bad =
                hidden.stream().filter(row -> row.health() != BoardHealth.GOOD).count();
        return bad == 0
                ? Styled.of(Role.DIM, "%s %d more, healthy".formatted(ellipsis(), hidden.size()))
                : Styled.of(Role.WARNING, "%s %d more, %d not healthy".formatted(ellipsis(), hidden.size(), bad));
    }

    /// As many as fit into a few lines: `SERVICES backend 1/2  frontend 2/2`.
    private List<Styled> services(List<BoardService> services) {
        var lines = new ArrayList<Styled>();
        Styled line = Styled.of(Role.STRONG, "SERVICES");
        for (int i = 0; i < services.size(); i++) {
            Styled one = Styled.text("  ").plus(service(services.get(i)));
            String rest = "  %s %d more".formatted(ellipsis(), services.size() - i);
            boolean lastLine = lines.size() + 1 == MOST_SERVICE_LINES;
            boolean last = i == services.size() - 1;
            int needed = one.width() + (lastLine && !last ? Styled.width(rest) : 0);
            if (line.width() + needed > columns && lastLine) {
                lines.add(line.plus(Role.DIM, rest));
                return lines;
            }
            if (line.width() + needed > columns) {
                lines.add(line);
                line = Styled.EMPTY;
            }
            line = line.plus(one);
        }
        if (!services.isEmpty()) {
            lines.add(line);
        }
        return lines;
    }

    private static Styled service(BoardService service) {
        Role role = service.health() == BoardHealth.GOOD ? Role.TEXT : BoardTable.role(service.health());
        return Styled.text(service.name() + " ")
                .plus(
                        service.known() ? role : Role.DIM,
                        service.known() ? "%d/%d".formatted(service.ready(), service.total()) : "-");
    }

    /// Each on a line, or whole where there is room for all of that.
    private List<Styled> warnings(Board board, int room) {
        if (board.warnings().isEmpty() || room == 0) {
            return List.of();
        }
        List<List<Styled>> whole = board.warnings().stream()
                .map(warning -> Indented.of(age(warning, board.at()), text(warning), columns))
                .toList();
        var lines = new ArrayList<Styled>();
        lines.add(Styled.of(Role.STRONG, "WARNINGS"));
        if (whole.stream().mapToInt(List::size).sum() <= room) {
            whole.forEach(lines::addAll);
        } else {
            board.warnings().stream()
                    .limit(room)
                    .forEach(warning -> lines.add(age(warning, board.at()).plus(text(warning))));
        }
        return lines;
    }

    private static Styled age(BoardWarning warning, Instant now) {
        return Styled.of(Role.DIM, "%4s ".formatted(Ages.of(Duration.between(warning.last(), now))));
    }

    private Styled text(BoardWarning warning) {
        return Styled.text(warning.object())
                .shortened(Math.min(LONGEST_OBJECT, Math.max(1, columns / 4)), ellipsis())
                .plus(Role.WARNING, " " + warning.reason())
                .plus(Role.DIM, warning.count() > 1 ? " x" + warning.count() : "")
                .plus(Role.TEXT, " " + warning.message());
    }

    private static String counted(int count, String what) {
        return "%d %s%s".formatted(count, what, count == 1 ? "" : "s");
    }

    private String separator() {
        return " " + Icon.SEPARATOR.in(theme) + " ";
    }

    private String ellipsis() {
        return Icon.ELLIPSIS.in(theme);
    }
}
