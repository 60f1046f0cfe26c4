package dev.shipmate.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which lines belong together, in the shapes in which programs write stack traces.
class EntryJoinerTest {
    @Test
    void aPythonTracebackIsOneEntryWithTheExceptionForItsCause() {
        assertThat(join("""
                        INFO:     Started server process [1]
                        Traceback (most recent call last):
                          File "/app/main.py", line 12, in start
                            connect()
                        psycopg2.OperationalError: connection to server at "db", port 5432 failed: Connection refused
                        \tIs the server running on that host?
                        INFO:     Stopping"""))
                .extracting(LogEntry::size, LogEntry::cause)
                .containsExactly(
                        tuple(
                                6,
                                "psycopg2.OperationalError: connection to server at \"db\", port 5432 failed: Connection refused"),
                        tuple(1, ""));
    }

    @Test
    void aChainedTracebackHasItsLastExceptionForItsCause() {
        List<LogEntry> entries = join("""
                ERROR:root:boom
                Traceback (most recent call last):
                  File "a.py", line 1, in <module>
                KeyError: 'DATABASE_URL'

                During handling of the above exception, another exception occurred:

                Traceback (most recent call last):
                  File "b.py", line 2, in <module>
                RuntimeError: no settings
                [SQL: SELECT 1]
                next""");
        assertThat(entries).hasSize(2);
        assertThat(entries.getFirst().cause()).isEqualTo("RuntimeError: no settings");
        assertThat(entries.getFirst().size()).isEqualTo(11);
    }

    @Test
    void aJavaStackTraceJoinsTheMessageThatItWasLoggedWith() {
        List<LogEntry> entries = join("""
                2026-03-01 12:00:00,001 ERROR [main] c.e.App - Start failed
                java.lang.IllegalStateException: no pool
                \tat com.example.App.start(App.java:12)
                Caused by: java.sql.SQLException: refused
                \tat com.example.Db.open(Db.java:3)
                \t... 12 more
                2026-03-01 12:00:01,001 INFO [main] c.e.App - Bye""");
        assertThat(entries).extracting(LogEntry::size).containsExactly(6, 1);
        assertThat(entries.getFirst().cause()).isEqualTo("Caused by: java.sql.SQLException: refused");
    }

    @Test
    void aNodeErrorEndsWithItsClosingBrace() {
        assertThat(join("""
                        Error: connect ECONNREFUSED 10.96.0.9:5432
                            at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1595:16) {
                          errno: -111,
                          code: 'ECONNREFUSED'
                        }
                        listening on 3000""")).extracting(LogEntry::size).containsExactly(5, 1);
    }

    @Test
    void aGoPanicTakesItsGoroutinesAlong() {
        assertThat(join("""
                        starting
                        panic: runtime error: invalid memory address or nil pointer dereference
                        [signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x1]

                        goroutine 1 [running]:
                        main.main()
                        \t/app/main.go:12 +0x1d
                        exit status 2
                        2026/03/01 12:00:00 starting""")).extracting(LogEntry::size).containsExactly(1, 7, 1);
    }

    @Test
    void aRustPanicHasItsMessageForItsCause() {
        List<LogEntry> entries = join("""
                thread 'main' panicked at src/main.rs:4:5:
                DATABASE_URL must be set
                note: run with `RUST_BACKTRACE=1`
                next""");
        assertThat(entries).extracting(LogEntry::size).containsExactly(3, 1);
        assertThat(entries.getFirst().cause()).isEqualTo("DATABASE_URL must be set");
    }

    @Test
    void aKeyIsOneEntrySoThatItIsKnownForWhatItIs() {
        assertThat(join("""
                        loaded:
                        -----BEGIN PRIVATE KEY-----
                        MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ
                        -----END PRIVATE KEY-----
                        next""")).extracting(LogEntry::size).containsExactly(1, 3, 1);
    }

    @Test
    void linesOfOneLevelStayApart() {
        assertThat(join("one\ntwo\nSocketFactory ready\nThe Error page\n\nthree"))
                .hasSize(6);
    }

    @Test
    void aProgramThatIndentsEverythingMakesNoEndlessEntry() {
        assertThat(join("begin\n" + "  step\n".repeat(5_000)))
                .hasSizeGreaterThan(10)
                .allSatisfy(entry -> assertThat(entry.size()).isLessThan(500));
    }

    private static List<LogEntry> join(String text) {
        var entries = new ArrayList<LogEntry>();
        var joiner = new EntryJoiner(entries::add);
        text.lines()
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .forEach(line -> joiner.accept(0, line, 0, line.length));
        joiner.end();
        return entries;
    }
}
