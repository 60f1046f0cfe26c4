package dev.shipmate.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeStampTest {
    private final TimeStamp stamp = new TimeStamp();

    private long read(String line) {
        byte[] bytes = ("before\n" + line + "after").getBytes(StandardCharsets.UTF_8);
        return stamp.read(bytes, "before\n".length(), bytes.length - "after".length());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T12:00:00.123456789Z text, 2026-03-01T12:00:00.123456789Z",
        "2026-03-01T12:00:00Z text, 2026-03-01T12:00:00Z",
        "2026-03-01T12:00:00.5+02:00 text, 2026-03-01T10:00:00.500Z",
        "2024-02-29T23:59:59-05:30 text, 2024-03-01T05:29:59Z",
        "2026-12-31T12:00:00Z, 2026-12-31T12:00:00Z",
    })
    void aTimeAtTheStartOfALineIsRead(String line, String time) {
        assertThat(TimeStamp.instant(read(line))).hasToString(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "2026-03-01 12:00:00 text",
                "2026-13-01T12:00:00Z x",
                "2025-02-29T12:00:00Z x",
                "x026-03-01T12:00:00Z x"
            })
    void anythingElseIsNoTime(String line) {
        assertThat(read(line)).isEqualTo(TimeStamp.NONE);
    }

    @Test
    void dayAfterDayIsToldApart() {
        long first = read("2026-03-01T12:00:00Z a");
        assertThat(read("2026-03-02T12:00:00Z a") - first).isEqualTo(86_400_000_000_000L);
    }
}
