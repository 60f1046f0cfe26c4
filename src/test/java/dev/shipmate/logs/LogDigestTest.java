package dev.shipmate.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.redaction.PatternRedactor;
import dev.shipmate.redaction.Redactor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LogDigestTest {
    private static final int MOST = 12;
    private static final List<String> TRACEBACK = """
            Traceback (most recent call last):
              File "/app/main.py", line 12, in start
                connect()
            psycopg.OperationalError: connection failed: connection to server at "10.96.0.9", port 5432 failed: Connection refused""".lines().toList();

    private final Redactor redactor = new PatternRedactor();

    @Test
    void aShortLogIsWhole() {
        assertThat(lines(Stream.of("starting", "listening on 8000"))).containsExactly("starting", "listening on 8000");
    }

    @Test
    void anEmptyLogHasNoLines() {
        assertThat(lines(Stream.of())).isEmpty();
    }

    @Test
    void theFailureIsNamedBeforeTheLinesThatSaySo() {
        assertThat(lines(Stream.of("starting", "panic: lookup db.todo: no such host")))
                .containsExactly(
                        "(It cannot find the host that it wants to reach.)",
                        "starting",
                        "panic: lookup db.todo: no such host");
    }

    @Test
    void anErrorLongBeforeTheEndIsShownWithItsStackTrace() {
        List<String> lines = lines(Stream.of(Stream.of("starting"), TRACEBACK.stream(), requests(3_000))
                .flatMap(it -> it));

        assertThat(lines)
                .hasSize(MOST)
                .startsWith("(The database refuses connections.)")
                .containsSubsequence(TRACEBACK)
                .endsWith("GET /todos/2998 200", "GET /todos/2999 200");
        assertThat(lines.get(2 + TRACEBACK.size())).isEqualTo("…");
    }

    @Test
    void withoutAKnownFailureTheLastErrorIsShown() {
        List<String> lines = lines(Stream.of(
                        Stream.of("ERROR the ledger is not in balance", "ERROR the ledger is closed"), requests(3_000))
                .flatMap(it -> it));

        assertThat(lines)
                .startsWith("ERROR the ledger is closed", "…", "GET /todos/2990 200")
                .hasSize(MOST);
    }

    @Test
    void whatCameRightAfterTheErrorIsNotShownTwice() {
        List<String> lines = lines(
                Stream.of(requests(3_000), TRACEBACK.stream(), requests(9)).flatMap(it -> it));

        assertThat(lines).containsSubsequence(TRACEBACK).doesNotHaveDuplicates().endsWith("GET /todos/8 200");
    }

    @Test
    void aLongStackTraceKeepsItsBeginningAndWhatItNames() {
        List<String> lines = lines(Stream.of(
                        Stream.of("2026-03-01 12:00:00,001 ERROR [main] c.e.App - Start failed"),
                        Stream.of("java.lang.IllegalStateException: no pool"),
                        frames(20),
                        Stream.of("Caused by: java.net.UnknownHostException: db.todo"),
                        frames(5))
                .flatMap(it -> it));

        assertThat(lines)
                .hasSizeLessThanOrEqualTo(MOST)
                .startsWith(
                        "(It cannot find the host that it wants to reach.)",
                        "2026-03-01 12:00:00,001 ERROR [main] c.e.App - Start failed",
                        "java.lang.IllegalStateException: no pool")
                .endsWith("…", "Caused by: java.net.UnknownHostException: db.todo");
    }

    @Test
    void noSecretIsShown() {
        redactor.learn("correct-horse/battery");

        assertThat(lines(Stream.concat(
                        Stream.of("ERROR cannot open postgres://todo:hunter2hunter@db/todo with correct-horse/battery"),
                        requests(1_000))))
                .noneMatch(line -> line.contains("hunter2") || line.contains("battery"))
                .anyMatch(line -> line.contains("redacted"));
    }

    @Test
    void bytesAreTakenAsTexts() {
        var digest = new LogDigest(redactor);
        byte[] bytes = "one\nKeyError: 'DATABASE_URL'\n".getBytes(StandardCharsets.UTF_8);
        digest.take(bytes, 0, 3);
        digest.take(bytes, 4, bytes.length - 1);

        assertThat(digest.failure()).get().extracting(KnownFailure::id).isEqualTo("app-env-missing");
        assertThat(digest.lines(MOST)).endsWith("one", "KeyError: 'DATABASE_URL'");
    }

    private List<String> lines(Stream<String> log) {
        return LogDigest.of(redactor, log.toList()).lines(MOST);
    }

    private static Stream<String> requests(int count) {
        return IntStream.range(0, count).mapToObj("GET /todos/%d 200"::formatted);
    }

    private static Stream<String> frames(int count) {
        return IntStream.range(0, count).mapToObj("\tat com.example.App.start(App.java:%d)"::formatted);
    }
}
