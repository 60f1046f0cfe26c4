package dev.shipmate.helm;

import static dev.shipmate.helm.ReleaseSecrets.TODO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.FakeApiServer;
import dev.shipmate.helm.ObjectChange.FieldChange;
import dev.shipmate.redaction.PatternRedactor;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReleasesTest {
    private static final String BEFORE = """
            ---
            # Source: todo/templates/backend.yaml
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: backend
            spec:
              replicas: 1
              template:
                spec:
                  initContainers:
                    - name: wait
                      image: busybox:1.36
                  containers:
                    - name: backend
                      image: todo-backend:aaa
                      env:
                        - name: LOG_LEVEL
                          value: info
                        - name: DB_PASSWORD
                          value: correct-horse-battery
            ---
            apiVersion: v1
            kind: Secret
            metadata:
              name: keys
            stringData:
              pin: "1234"
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: old
            """;
    private static final String AFTER = BEFORE.replace("todo-backend:aaa", "todo-backend:bbb")
            .replace("replicas: 1", "replicas: 2")
            .replace("correct-horse-battery", "staple-horse-correct")
            .replace("\"1234\"", "\"9876\"")
            .replace("name: old", "name: new");
    private static final String HOOKS = """
            [{"name": "todo-migrate", "kind": "Job", "events": ["pre-upgrade"], "last_run": {"phase": "Failed"},
              "manifest": "kind: Job\\nmetadata: {name: todo-migrate}\\nspec:\\n  template:\\n    spec:\\n      containers: [{name: m, image: 'todo-migrate:ccc'}]"}]
            """;

    private final FakeApiServer server = new FakeApiServer();
    private final Releases releases = new Releases(server.cluster(), new PatternRedactor());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theHistoryIsReadOldestFirst() {
        serve(new ReleaseSecrets().with(2, "deployed", BEFORE).with(1, "superseded", BEFORE));

        ReleaseHistory history = releases.history(TODO);

        assertThat(history.revisions())
                .containsExactly(
                        new ReleaseRevision(
                                TODO,
                                1,
                                ReleaseStatus.SUPERSEDED,
                                "todo",
                                "0.1.0",
                                "1.1",
                                Instant.parse("2026-11-21T08:00:00.123456789Z"),
                                "Revision 1"),
                        new ReleaseRevision(
                                TODO,
                                2,
                                ReleaseStatus.DEPLOYED,
                                "todo",
                                "0.2.0",
                                "1.2",
                                Instant.parse("2026-11-22T08:00:00.123456789Z"),
                                "Revision 2"));
        assertThat(history.lastGood().orElseThrow().number()).isEqualTo(2);
        assertThat(server.requests().getFirst()).contains("labelSelector=owner%3Dhelm%2Cname%3Dtodo");
    }

    @Test
    void aReleaseThatIsNotThereHasNoRevisions() {
        serve(new ReleaseSecrets());

        assertThat(releases.history(TODO).newest()).isEmpty();
        assertThat(releases.find(TODO, 1)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"pending-install", "pending-upgrade", "pending-rollback"})
    void aRevisionAtWhichAHelmWorksIsPending(String status) {
        serve(new ReleaseSecrets().with(1, "deployed", BEFORE).with(2, status, BEFORE));

        ReleaseHistory history = releases.history(TODO);

        assertThat(history.pending().orElseThrow().status().display()).isEqualTo(status);
        assertThat(history.lastGoodBefore(2).orElseThrow().number()).isEqualTo(1);
    }

    @Test
    void aFailedRevisionIsNotPendingAndNotGood() {
        serve(new ReleaseSecrets().with(1, "superseded", BEFORE).with(2, "failed", BEFORE));

        ReleaseHistory history = releases.history(TODO);

        assertThat(history.pending()).isEmpty();
        assertThat(history.lastGood().orElseThrow().number()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no base64!", "aGVsbG8=", "SDRzSUFBQUFBQUFBLw=="})
    void aDamagedRecordIsToldAndPassedOver(String data) {
        serve(new ReleaseSecrets().with(1, "deployed", BEFORE).withDamaged(2, data));

        ReleaseHistory history = releases.history(TODO);

        assertThat(history.revisions()).hasSize(1);
        assertThat(history.damaged())
                .singleElement()
                .satisfies(damaged -> assertThat(damaged.display())
                        .contains("secret/sh.helm.release.v1.todo.v2", "namespace todo", "cannot be read: "));
    }

    @Test
    void aRecordThatUnpacksWithoutEndIsDamaged() {
        String bomb = "{\"name\": \"%s\"}".formatted("x".repeat(70 * 1024 * 1024));
        serve(new ReleaseSecrets().withDamaged(1, ReleaseSecrets.pack(bomb)));

        assertThat(releases.history(TODO).damaged()).hasSize(1);
    }

    @Test
    void aRecordThatIsNotCompressedIsRead() {
        String json = "{\"name\": \"todo\", \"info\": {\"status\": \"deployed\"}, \"version\": 1}";
        byte[] once = Base64.getEncoder().encode(json.getBytes(StandardCharsets.UTF_8));
        serve(new ReleaseSecrets().withDamaged(1, Base64.getEncoder().encodeToString(once)));

        assertThat(releases.history(TODO).lastGood().orElseThrow().release()).isEqualTo(TODO);
    }

    @Test
    void theNewestRevisionOfEachReleaseIsListed() {
        serve(new ReleaseSecrets()
                .with(1, "superseded", BEFORE)
                .with(3, "deployed", BEFORE)
                .withDamaged(2, ""));

        ReleaseList list = releases.newestOfEach("todo");

        assertThat(list.releases())
                .singleElement()
                .satisfies(release -> assertThat(release.number()).isEqualTo(3));
        assertThat(list.damaged()).hasSize(1);
    }

    @Test
    void everyImageOfEveryKeptRevisionIsNamedHooksToo() {
        serve(new ReleaseSecrets()
                .with(1, "superseded", BEFORE)
                .with(2, "deployed", AFTER, "{}", HOOKS)
                .withDamaged(3, "aGVsbG8="));

        RetainedImages retained = releases.images("todo");

        assertThat(retained.images())
                .containsExactlyInAnyOrder("busybox:1.36", "todo-backend:aaa", "todo-backend:bbb", "todo-migrate:ccc");
        assertThat(retained.complete()).as("one record was damaged").isFalse();
    }

    @Test
    void oneRevisionIsReadWithManifestHooksAndValues() {
        String values = "{\"replicas\": 2, \"dbPassword\": \"correct-horse-battery\"}";
        server.with(ReleaseSecrets.path(2), 200, ReleaseSecrets.secret(2, "failed", AFTER, values, HOOKS));

        StoredRelease.Intact stored = releases.intact(TODO, 2).orElseThrow();

        assertThat(stored.manifest()).isEqualTo(AFTER);
        assertThat(stored.hooks()).singleElement().satisfies(hook -> {
            assertThat(hook.display()).isEqualTo("job/todo-migrate");
            assertThat(hook.failed()).isTrue();
        });
        assertThat(stored.chartValues().path("greeting").asString()).isEqualTo("hello");
        assertThat(releases.userValues(stored))
                .contains("replicas: 2", "dbPassword: ")
                .doesNotContain("horse");
    }

    @Test
    void whatChangedIsToldByObjectAndFieldWithoutSecrets() {
        server.with(ReleaseSecrets.path(1), 200, ReleaseSecrets.secret(1, "superseded", BEFORE, "{}", "[]"));
        server.with(ReleaseSecrets.path(2), 200, ReleaseSecrets.secret(2, "deployed", AFTER, "{}", "[]"));

        ManifestDiff diff = releases.diff(TODO, 1, 2).orElseThrow();

        assertThat(diff.changes())
                .hasSize(4)
                .contains(new ObjectChange.Added("configmap/new"))
                .contains(new ObjectChange.Removed("configmap/old"));
        assertThat(fields(diff, "deployment/backend"))
                .contains(new FieldChange("spec.replicas", "1", "2"))
                .contains(new FieldChange(
                        "spec.template.spec.containers[backend].image", "todo-backend:aaa", "todo-backend:bbb"))
                .anySatisfy(field -> assertThat(field.path()).endsWith("env[DB_PASSWORD].value"))
                .hasSize(3);
        assertThat(fields(diff, "secret/keys"))
                .containsExactly(new FieldChange("stringData.pin", "[redacted]", "[redacted]"));
        assertThat(diff.toString()).doesNotContain("horse", "1234", "9876");
    }

    @Test
    void manifestsThatAreAlikeDoNotDiffer() {
        assertThat(releases.diff(BEFORE, "# another comment\n" + BEFORE).isEmpty())
                .isTrue();
    }

    private static List<FieldChange> fields(ManifestDiff diff, String object) {
        return diff.changes().stream()
                .filter(change -> change.object().equals(object))
                .map(ObjectChange.Changed.class::cast)
                .flatMap(changed -> changed.fields().stream())
                .toList();
    }

    private void serve(ReleaseSecrets secrets) {
        server.with(ReleaseSecrets.LIST, 200, secrets.list());
    }
}
