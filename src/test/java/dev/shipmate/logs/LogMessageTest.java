package dev.shipmate.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is read of a line before its message, in the formats that programs in clusters write.
class LogMessageTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            2026-03-01 12:00:00,123 ERROR [main] c.e.App - it failed | ERROR | [main] c.e.App - it failed
            2026-03-01 12:00:00,123 - uvicorn.error - WARNING - slow down | WARNING | slow down
            2026-03-01T12:00:00.123Z  INFO 1 --- [nio-8080-exec-1] c.e.App : Started | INFO | 1 --- [nio-8080-exec-1] c.e.App : Started
            INFO:     10.0.0.1:1234 - "GET /todos HTTP/1.1" 200 OK | INFO | 10.0.0.1:1234 - "GET /todos HTTP/1.1" 200 OK
            INFO:     10.0.0.1:1234 - "GET /todos HTTP/1.1" 500 Internal Server Error | ERROR | 10.0.0.1:1234 - "GET /todos HTTP/1.1" 500 Internal Server Error
            ERROR:root:Unhandled exception | ERROR | root:Unhandled exception
            E0301 12:00:00.123456       1 reflector.go:138] Failed to watch | ERROR | Failed to watch
            W0301 12:00:00.123456       1 reflector.go:138] Slow | WARNING | Slow
            2026-03-01 12:00:00.123 UTC [1] FATAL:  password authentication failed for user "app" | FATAL | password authentication failed for user "app"
            2026-03-01 12:00:00.123 UTC [1] LOG:  database system is ready | INFO | database system is ready
            2026/03/01 12:00:00 [error] 12#12: *1 connect() failed | ERROR | 12#12: *1 connect() failed
            10.0.0.1 - - [01/Mar/2026:12:00:00 +0000] "GET /x HTTP/1.1" 503 12 | ERROR | "GET /x HTTP/1.1" 503 12
            10.0.0.1 - - [01/Mar/2026:12:00:00 +0000] "GET /errors HTTP/1.1" 200 12 | INFO | "GET /errors HTTP/1.1" 200 12
            {"level":"error","msg":"request failed","err":"timeout"} | ERROR | request failed: timeout
            {"level":50,"time":1772352000000,"msg":"boom"} | ERROR | boom
            {"level":30,"time":1772352000000,"msg":"no errors here"} | INFO | no errors here
            {"severity":"WARNING","message":"late"} | WARNING | late
            {"t":{"$date":"2026-03-01"},"s":"E","c":"NETWORK","msg":"Connection lost"} | ERROR | Connection lost
            {"level":"error","msg":"cut in the midd | ERROR | {"level":"error","msg":"cut in the midd
            time="2026-03-01T12:00:00Z" level=warning msg="will retry" err="i/o timeout" | WARNING | will retry: i/o timeout
            Error: Cannot find module 'express' | ERROR | Cannot find module 'express'
            panic: runtime error: index out of range | FATAL | runtime error: index out of range
            could not connect to server | ERROR | could not connect to server
            finished with 0 errors | INFO | finished with 0 errors
            Connection ERROR occurred once | ERROR | Connection ERROR occurred once
            GET /todos/7 200 | INFO | GET /todos/7 200
            GET /todos/7 502 | ERROR | GET /todos/7 502
            deprecated option used | WARNING | deprecated option used
            12345 | INFO | 12345
            """)
    void theLevelAndTheMessageAreRead(String line, Severity severity, String text) {
        assertThat(LogMessage.of(LogEntry.ofLine(0, line))).isEqualTo(new LogMessage(severity, text));
    }
}
