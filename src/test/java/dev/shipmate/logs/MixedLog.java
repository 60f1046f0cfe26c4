package dev.shipmate.logs;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;

/// Makes up the log of a busy app: JSON, logfmt, klog, requests, Java and Python with stack traces, half a dozen errors
/// that come again and again, and one that is said once. Every line has the node's time before it.
final class MixedLog {
    /// What the planted error says; no other line has these words.
    static final String PLANTED = "ledger checksum differs from the one that was signed";

    private static final List<String> USERS =
            List.of("alice", "bob", "carol", "dave", "erin", "frank", "grace", "heidi", "ivan", "judy");
    private static final List<String> PATHS = List.of("/todos", "/todos/%d", "/users/%d/tasks", "/healthz", "/metrics");

    private final Random random;
    private long millis = Instant.parse("2026-03-01T08:00:00Z").toEpochMilli();

    MixedLog(long seed) {
        random = new Random(seed);
    }

    /// The lines of one entry.
    void next(Consumer<String> line) {
        millis += random.nextInt(4);
        int kind = random.nextInt(1_000);
        if (kind < 996) {
            line.accept(stamped(usual(kind % 8)));
        } else {
            bad(random.nextInt(7)).forEach(text -> line.accept(stamped(text)));
        }
    }

    /// The error that is said once.
    void planted(Consumer<String> line) {
        line.accept(stamped("%s ERROR [worker-3] c.e.ledger.Audit - %s, batch %d"
                .formatted(time(), PLANTED, random.nextInt(10_000))));
    }

    private String usual(int kind) {
        String user = USERS.get(random.nextInt(USERS.size()));
        String path = PATHS.get(random.nextInt(PATHS.size())).formatted(random.nextInt(100_000));
        int took = random.nextInt(900);
        return switch (kind) {
            case 0 ->
                "{\"level\":\"info\",\"ts\":%d.%03d,\"logger\":\"http\",\"msg\":\"request handled\",\"path\":\"%s\",\"status\":200,\"user\":\"%s\",\"took_ms\":%d}"
                        .formatted(millis / 1_000, millis % 1_000, path, user, took);
            case 1 ->
                "time=\"%s\" level=info msg=\"cache refreshed\" entries=%d shard=%d took=%dms"
                        .formatted(time(), random.nextInt(90_000), random.nextInt(16), took);
            case 2 ->
                "I0301 08:%02d:%02d.%06d       1 reconciler.go:%d] Reconciled object todo/%s-%x generation=%d"
                        .formatted(
                                took % 60,
                                took % 60,
                                random.nextInt(1_000_000),
                                100 + took % 3,
                                user,
                                random.nextInt(),
                                took);
            case 3 ->
                "10.244.%d.%d - - [01/Mar/2026:08:00:00 +0000] \"GET %s HTTP/1.1\" 200 %d \"-\" \"kube-probe/1.34\""
                        .formatted(took % 4, took % 250, path, took * 7);
            case 4 ->
                "INFO:     10.244.0.%d:%d - \"GET /search?q=%s HTTP/1.1\" 200 OK"
                        .formatted(took % 250, 30_000 + took, word());
            case 5 ->
                "%s  INFO 1 --- [nio-8080-exec-%d] c.e.todo.TaskService : Task %d of %s stored in %d ms"
                        .formatted(time(), took % 10, random.nextInt(1_000_000), user, took);
            case 6 ->
                "%s DEBUG [pool-%d] c.e.todo.Pool - Connection %x returned, %d idle"
                        .formatted(time(), took % 4, random.nextInt(), took % 20);
            default -> "%s WARN  [scheduler] c.e.todo.Jobs - Job %d was %d ms late".formatted(time(), took, took);
        };
    }

    private List<String> bad(int kind) {
        int number = random.nextInt(100_000);
        return switch (kind) {
            case 0 ->
                List.of(
                        "%s ERROR [nio-8080-exec-1] c.e.todo.Api - Request %d failed".formatted(time(), number),
                        "java.lang.IllegalStateException: task %d is locked".formatted(number),
                        "\tat com.example.todo.Api.store(Api.java:88)",
                        "\tat com.example.todo.Api.handle(Api.java:41)",
                        "Caused by: java.sql.SQLException: lock wait timeout exceeded",
                        "\tat com.example.db.Session.run(Session.java:12)",
                        "\t... 23 more");
            case 1 ->
                List.of(
                        "ERROR:    Exception in ASGI application",
                        "Traceback (most recent call last):",
                        "  File \"/app/main.py\", line %d, in handle".formatted(number % 200),
                        "    return await store(task)",
                        "ValueError: title of task %d is too long".formatted(number));
            case 2 ->
                List.of(
                        "{\"level\":\"error\",\"ts\":%d,\"msg\":\"upstream failed\",\"error\":\"status 502 from http://search:9200\"}"
                                .formatted(millis / 1_000));
            case 3 ->
                List.of("time=\"%s\" level=error msg=\"could not send mail\" attempt=%d".formatted(time(), number % 5));
            case 4 ->
                List.of(
                        "E0301 08:00:00.%06d       1 reconciler.go:211] \"Reconciler error\" err=\"object has been modified\" key=\"todo/%d\""
                                .formatted(number, number));
            case 5 ->
                List.of(
                        "10.244.0.9 - - [01/Mar/2026:08:00:00 +0000] \"POST /todos HTTP/1.1\" 503 %d \"-\" \"Mozilla/5.0\""
                                .formatted(number));
            default ->
                List.of("%s ERROR [pool-1] c.e.todo.Pool - Connection %x was closed by the server"
                        .formatted(time(), number));
        };
    }

    /// Letters that hardly ever come again.
    private String word() {
        var word = new StringBuilder();
        for (int i = 0; i < 9; i++) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }

    private String stamped(String text) {
        return "%sT%s%06dZ %s".formatted("2026-03-01", clock(), random.nextInt(1_000_000), text);
    }

    private String time() {
        return "2026-03-01 " + clock().replace('.', ',');
    }

    private String clock() {
        long day = millis % 86_400_000;
        return String.format(
                Locale.ROOT, "%02d:%02d:%02d.%03d", day / 3_600_000, day / 60_000 % 60, day / 1_000 % 60, day % 1_000);
    }
}
