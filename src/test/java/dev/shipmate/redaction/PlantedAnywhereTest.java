package dev.shipmate.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.RandomSecrets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/// Random secrets in random surroundings: none may be read, whatever stands around it, and a second look changes
/// nothing.
class PlantedAnywhereTest {
    private static final List<String> NOISE = List.of(
            "2026-11-23T10:00:00Z INFO started on port 8080",
            "NAME   READY   STATUS",
            "backend-7d9f8b6c5d-x2v4z   0/1   CrashLoopBackOff",
            "\tat com.example.todo.Database.connect(Database.java:42)",
            "{\"level\":\"warn\",\"msg\":\"retrying\",\"attempt\":3}",
            "env:",
            "  - name: LOG_LEVEL",
            "    value: debug",
            "",
            "error: secret \"todo-db\" not found",
            "image: todo/backend:1.2.3",
            "---");

    private static final List<String> CONTEXTS = List.of(
            "password=%s",
            "  password: %s",
            "DB_PASSWORD=%s",
            "DB_PASSWORD   %s",
            "\"apiKey\": \"%s\",",
            "{\"token\":\"%s\"}",
            "postgres://todo:%s@db/todo",
            "GET /x?access_token=%s HTTP/1.1",
            "Authorization: Bearer %s",
            "- name: API_TOKEN\n  value: \"%s\"",
            "run --secret %s --verbose",
            "Set-Cookie: session=%s; Path=/");

    private final PatternRedactor redactor = new PatternRedactor();

    @RepeatedTest(200)
    void noSecretIsReadAndASecondLookChangesNothing(RepetitionInfo repetition) {
        var secrets = new RandomSecrets(repetition.getCurrentRepetition());
        var planted = new ArrayList<String>();
        var text = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            if (secrets.below(2) == 0) {
                String secret = secrets.word(10 + secrets.below(50));
                planted.add(secret);
                String prefix = secrets.below(3) == 0 ? "2026-11-23T10:00:00Z stdout F " : "";
                text.append(prefix)
                        .append(CONTEXTS.get(secrets.below(CONTEXTS.size())).replace("%s", secret));
            } else {
                text.append(NOISE.get(secrets.below(NOISE.size())));
            }
            text.append('\n');
        }
        String redacted = redactor.redact(text.toString());
        assertThat(planted).allSatisfy(secret -> assertThat(redacted).doesNotContain(secret));
        assertThat(redactor.redact(redacted)).isEqualTo(redacted);
    }
}
