package dev.shipmate.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.monitoring.Board;
import dev.shipmate.monitoring.BoardApp;
import dev.shipmate.monitoring.BoardErrors;
import dev.shipmate.monitoring.BoardHealth;
import dev.shipmate.monitoring.BoardLoad;
import dev.shipmate.monitoring.BoardRow;
import dev.shipmate.monitoring.BoardService;
import dev.shipmate.monitoring.BoardWarning;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoardViewTest {
    private static final Theme UNICODE = new Theme(false, true);
    private static final Instant NOW = Instant.parse("2026-11-01T09:00:00Z");
    private static final BoardErrors ERRORS = new BoardErrors(7, course(0, 1, 2, 4));
    private static final List<BoardRow> ROWS = List.of(
            row("deployment", "backend", BoardHealth.BAD, "CrashLoopBackOff", 0, 1, 14, ERRORS),
            row("statefulset", "postgres", BoardHealth.GOOD, "ok", 1, 1, 0, BoardErrors.NONE));
    private static final Board BOARD = new Board(
            "minikube",
            "todo",
            NOW,
            new BoardApp(
                    List.of(URI.create("http://localhost:3000")),
                    Optional.of(new BoardApp.Verified(NOW.minusSeconds(300), 4, true, "24 passed"))),
            false,
            ROWS,
            List.of(
                    new BoardService("backend", BoardHealth.BAD, true, 0, 1),
                    new BoardService("postgres", BoardHealth.GOOD, true, 1, 1)),
            List.of(new BoardWarning(
                    NOW.minusSeconds(12),
                    "pod/backend-7d4b9c6f5-x2x9v",
                    "BackOff",
                    "Back-off restarting failed container backend in pod backend-7d4b9c6f5-x2x9v",
                    31)),
            ERRORS,
            new Board.Followed(2, 5),
            List.of("No metrics: the cluster has no metrics server."));

    @Test
    void aUsualWindowShowsAllParts() {
        assertThat(drawn(BOARD, UNICODE, 79, 24)).isEqualTo("""
                minikube/todo · 2 workloads · 1 not healthy                             q quits
                http://localhost:3000 · verified revision 4: 24 passed, 5m ago
                CPU 240m/200m/1  Memory 100Mi/128Mi/256Mi  used/requested/limit
                Errors 7/min ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▃▅█ 5 min, logs of 2 containers, 3 not followed
                No metrics: the cluster has no metrics server.

                WORKLOAD       READY STATUS           RST      CPU(m)   MEM(Mi) ERR/M
                deploy/backend   0/1 CrashLoopBackOff  14 120/100/500 50/64/128     7
                sts/postgres     1/1 ok                 0 120/100/500 50/64/128     0

                SERVICES  backend 0/1  postgres 1/1

                WARNINGS
                 12s pod/backend-7d4b9c… BackOff x31 Back-off restarting failed container
                     backend in pod backend-7d4b9c6f5-x2x9v
                """);
    }

    @Test
    void aWideWindowNamesTheKindsAndShowsTheCourseOfErrors() {
        assertThat(drawn(BOARD, UNICODE, 199, 60).lines())
                .contains(
                        "WORKLOAD              READY  STATUS            RESTARTS  CPU use/req/limit  MEM use/req/limit"
                                + "  ERRORS/MIN  5 MIN",
                        "deployment/backend      0/1  CrashLoopBackOff        14     120m/100m/500m    50Mi/64Mi/128Mi"
                                + "           7  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▃▅█");
    }

    @Test
    void aNarrowWindowKeepsWhatTellsMost() {
        assertThat(drawn(BOARD, Theme.PLAIN, 39, 14)).isEqualTo("""
                minikube/todo | 2 workloads...  q quits
                http://localhost:3000 | verified rev...
                CPU 240m/200m/1  Memory 100Mi/128Mi/...
                Errors 7/min _________________:=# 5 ...
                No metrics: the cluster has no metri...
                WORKLOAD       READY STATUS         RST
                deploy/backend   0/1 CrashLoopBa...  14
                sts/postgres     1/1 ok               0
                SERVICES  backend 0/1  postgres 1/1
                WARNINGS
                 12s pod/ba... BackOff x31 Back-off
                     restarting failed container
                     backend in pod
                     backend-7d4b9c6f5-x2x9v
                """);
    }

    @Test
    void withoutRoomForAllRowsTheWorstStayAndTheRestIsCounted() {
        var rows = new ArrayList<>(ROWS.subList(0, 1));
        IntStream.range(10, 40)
                .mapToObj(i -> row("deployment", "web-" + i, BoardHealth.GOOD, "ok", 1, 1, 0, BoardErrors.NONE))
                .forEach(rows::add);

        String drawn = drawn(with(rows), UNICODE, 79, 24);

        assertThat(drawn.lines()).hasSize(24);
        assertThat(drawn)
                .contains("deploy/backend", "deploy/web-10", "… 20 more, healthy", "WARNINGS", " 12s pod/backend")
                .doesNotContain("web-20");
    }

    @Test
    void hiddenRowsThatAreNotHealthyAreNamedAsSuch() {
        List<BoardRow> rows = IntStream.range(10, 60)
                .mapToObj(i -> row("deployment", "web-" + i, BoardHealth.BAD, "Error", 0, 1, 0, BoardErrors.NONE))
                .toList();

        assertThat(drawn(with(rows), UNICODE, 79, 24)).contains("… 39 more, 39 not healthy");
    }

    @ParameterizedTest
    @CsvSource({"79,24", "39,10", "199,60", "20,5", "8,3", "1,1"})
    void nothingIsEverWiderOrHigherThanTheWindow(int columns, int rows) {
        List<BoardRow> many = IntStream.range(0, 100)
                .mapToObj(i -> row(
                        "deployment",
                        "a-very-long-name-that-somebody-gave-to-a-workload-" + i,
                        BoardHealth.CHANGING,
                        "CreateContainerConfigError",
                        10,
                        12,
                        4711,
                        ERRORS))
                .toList();

        List<Styled> lines = new BoardView(UNICODE, columns, rows).of(with(many));

        assertThat(lines).hasSizeBetween(1, rows).allMatch(line -> line.width() <= columns);
    }

    @Test
    void aLowWindowKeepsItsRowsFromManyNotes() {
        List<String> notes = List.of("one", "two", "three", "four", "five");

        assertThat(drawn(with(ROWS, notes), UNICODE, 79, 24))
                .contains("one\ntwo\nthree\nfour\n")
                .doesNotContain("five");
        assertThat(drawn(with(ROWS, notes), UNICODE, 79, 12))
                .contains("one\ntwo\n")
                .doesNotContain("three");
    }

    @Test
    void whatRunsOutOfALimitStandsOut() {
        var near = new BoardRow(
                "pod",
                "near",
                BoardHealth.GOOD,
                "ok",
                1,
                1,
                0,
                new BoardLoad(OptionalLong.of(440), 100, 500),
                new BoardLoad(OptionalLong.of(120L << 20), 64L << 20, 128L << 20),
                BoardErrors.NONE);

        Styled line = new BoardTable(UNICODE, 79).lines(List.of(near)).get(1);

        assertThat(line.spans())
                .contains(new Span(Role.WARNING, "120"))
                .noneMatch(span -> span.role() == Role.WARNING && span.text().equals("440"));
    }

    @Test
    void beforeAnythingWasHeardItSaysSo() {
        Board empty = new Board(
                "minikube",
                "todo",
                NOW,
                BoardApp.UNKNOWN,
                true,
                List.of(),
                List.of(),
                List.of(),
                BoardErrors.NONE,
                new Board.Followed(0, 0),
                List.of());

        assertThat(drawn(empty, UNICODE, 79, 24)).endsWith("\n\nLooking …\n").contains("CPU -/-/-");
    }

    private static Board with(List<BoardRow> rows) {
        return with(rows, BOARD.notes());
    }

    private static Board with(List<BoardRow> rows, List<String> notes) {
        return new Board(
                BOARD.context(),
                BOARD.namespace(),
                NOW,
                BOARD.app(),
                false,
                rows,
                BOARD.services(),
                BOARD.warnings(),
                BOARD.errors(),
                BOARD.followed(),
                notes);
    }

    private static BoardRow row(
            String kind,
            String name,
            BoardHealth health,
            String status,
            int ready,
            int desired,
            int restarts,
            BoardErrors errors) {
        return new BoardRow(
                kind,
                name,
                health,
                status,
                ready,
                desired,
                restarts,
                new BoardLoad(OptionalLong.of(120), 100, 500),
                new BoardLoad(OptionalLong.of(50L << 20), 64L << 20, 128L << 20),
                errors);
    }

    private static List<Integer> course(Integer... last) {
        var course = new ArrayList<>(Collections.nCopies(20 - last.length, 0));
        course.addAll(List.of(last));
        return course;
    }

    private static String drawn(Board board, Theme theme, int columns, int rows) {
        return new BoardView(theme, columns, rows)
                .of(board).stream()
                        .map(line -> line.plain().stripTrailing() + "\n")
                        .collect(Collectors.joining());
    }
}
