package dev.shipmate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a program's log says about what it needs is followed to the object that is at fault.
class DependenciesTest {
    private static final String READY = "\"ready\":true,\"state\":{\"running\":{}}";

    private final Town town = new Town();

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void aCallerFoldsUnderTheDatabaseThatIsBrokenItself() {
        town.deployment("backend")
                .crashed(
                        "backend",
                        "",
                        "connection to server at \"db\" (10.0.0.7), port 5432 failed: Connection refused\n");
        town.deployment("db").crashed("db", "", "FATAL: data directory has wrong ownership\n");
        town.service("db", "\"app\":\"db\"", "{\"port\":5432}");

        Finding root = town.only();

        assertThat(root.object()).isEqualTo("deployment/db");
        assertThat(root.cause()).contains("Its log says: FATAL: data directory has wrong ownership");
        assertThat(root.lines())
                .anyMatch(line -> line.startsWith("because of it, deployment/backend: container backend stops"));
    }

    @Test
    void whoAsksForTheCallerIsToldOfTheDatabase() {
        town.deployment("backend").crashed("backend", "", "connect ECONNREFUSED 10.0.0.7:5432\n");
        town.deployment("db").crashed("db", "", "FATAL: out of disk\n");
        town.deployment("other").crashed("other", "", "boom\n");
        town.service("db", "\"app\":\"db\"", "{\"port\":5432}");

        assertThat(town.examine(new DiagnosisScope.OnePod("todo", "backend-abc12-x")))
                .extracting(Finding::object)
                .containsExactly("deployment/db");
        assertThat(town.requests()).noneMatch(request -> request.contains("other-abc12-x/log"));
    }

    @Test
    void aHostThatNoServiceHasIsCorrectedToTheNearest() {
        town.deployment("backend")
                .crashed(
                        "backend",
                        ",\"env\":[{\"name\":\"DB_HOST\",\"value\":\"postgres\"}]",
                        "could not translate host name \"postgres\" to address: Name or service not known\n");
        town.deployment("postgresql").pod("postgresql", "", READY);
        town.service("postgresql", "\"app\":\"postgresql\"", "{\"port\":5432}");

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("dns-wrong-name");
        assertThat(finding.cause()).endsWith("There is no service postgres in namespace todo; nearest: postgresql.");
        assertThat(finding.remedies().getFirst().title())
                .isEqualTo("Let DB_HOST of deployment/backend use host postgresql");
        assertThat(Town.patch(finding)).contains("{\"name\":\"DB_HOST\",\"value\":\"postgresql\"}");
    }

    @Test
    void aHostOfAnotherNamespaceOrOfTheWorldIsNotLookedForHere() {
        town.deployment("backend").crashed("backend", "", "getaddrinfo ENOTFOUND api.example.com\n");

        assertThat(town.only().id()).isEqualTo("crash-app-error");
    }

    @Test
    void aPortThatTheServiceDoesNotHaveIsNamed() {
        town.deployment("backend")
                .crashed(
                        "backend",
                        ",\"env\":[{\"name\":\"DB\",\"value\":\"db:5433\"}]",
                        "Error: connect ECONNREFUSED db:5433\n");
        town.deployment("db").pod("db", "", READY);
        town.service("db", "\"app\":\"db\"", "{\"port\":5432}");

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("dependency-port");
        assertThat(finding.cause()).contains("service/db listens on port 5432, not on 5433");
        assertThat(Town.patch(finding)).contains("{\"name\":\"DB\",\"value\":\"db:5432\"}");
    }

    @Test
    void aValueWithAPasswordInItIsNotWrittenIntoAPatch() {
        town.deployment("backend")
                .crashed(
                        "backend",
                        ",\"env\":[{\"name\":\"DB\",\"value\":\"pg://app:hunter22@db:5433/x\"}]",
                        "Error: connect ECONNREFUSED db:5433\n");
        town.deployment("db").pod("db", "", READY);
        town.service("db", "\"app\":\"db\"", "{\"port\":5432}");

        assertThat(town.only().remedies()).isEmpty();
    }

    @Test
    void localhostInAPodIsThePodItself() {
        town.deployment("backend")
                .crashed(
                        "backend",
                        ",\"env\":[{\"name\":\"DB_HOST\",\"value\":\"localhost\"}]",
                        "dial tcp 127.0.0.1:5432: connect: connection refused\n");
        town.deployment("db").pod("db", "", READY);
        town.service("db", "\"app\":\"db\"", "{\"port\":5432}");

        assertThat(town.only().id()).isEqualTo("localhost-in-pod");
    }

    @Test
    void aWrongPasswordNamesTheSecretAndNeverItsValue() {
        town.deployment("backend")
                .crashed(
                        "backend",
                        ",\"env\":[{\"name\":\"PGPASSWORD\",\"valueFrom\":{\"secretKeyRef\":{\"name\":\"pg\",\"key\":\"pw\"}}}]",
                        "trying hunter22hunter\nFATAL:  password authentication failed for user \"todo\"\n");
        town.with(
                "/api/v1/namespaces/todo/secrets/pg",
                "{\"metadata\":{\"name\":\"pg\"},\"data\":{\"pw\":\"aHVudGVyMjJodW50ZXI=\"}}");

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("app-db-password");
        assertThat(finding.cause())
                .endsWith("The server refuses the password of user todo, which comes from key pw of secret pg"
                        + " (in PGPASSWORD).");
        assertThat(finding.toString()).doesNotContain("hunter22");
    }

    @Test
    void whoIsRefusedWithTheSamePasswordIsOneFinding() {
        town.deployment("backend").crashed("backend", "", "password authentication failed for user \"todo\"\n");
        town.deployment("frontend").crashed("frontend", "", "password authentication failed for user \"todo\"\n");

        assertThat(town.only().lines()).anyMatch(line -> line.startsWith("the same goes for deployment/frontend:"));
    }

    @Test
    void aLineOfJsonIsReadAsItsMessage() {
        town.deployment("backend").crashed("backend", "", """
                        {"level":"critical","msg":"Cannot migrate: password authentication failed for user \\"todo\\"."}
                        """);

        assertThat(town.only().cause())
                .contains("Its log says: Cannot migrate: password authentication failed for user \"todo\".")
                .contains("refuses the password of user todo");
    }

    @Test
    void whoIsNotReadyWithoutAWordWaitsForWhatItIsToldToUse() {
        town.deployment("backend").crashed("backend", "", "boom: invalid setting\n");
        town.service("backend", "\"app\":\"backend\"", "{\"port\":8000}");
        town.deployment("frontend")
                .pod(
                        "frontend",
                        ",\"envFrom\":[{\"configMapRef\":{\"name\":\"front\"}}]",
                        "\"ready\":false,\"state\":{\"running\":{\"startedAt\":\"2026-11-01T12:00:00Z\"}}");
        town.with("/api/v1/namespaces/todo/configmaps/front", "{\"data\":{\"API\":\"http://backend:8000/api\"}}");
        town.warning(
                "Pod",
                "frontend-abc12-x",
                "Unhealthy",
                "Readiness probe failed: HTTP probe failed with statuscode: 503");

        Finding root = town.only();

        assertThat(root.object()).isEqualTo("deployment/backend");
        assertThat(root.lines()).anyMatch(line -> line.startsWith("because of it, deployment/frontend: it answers"));
    }

    @Test
    void aServiceThatIsScaledToNoneIsScaledUpAgain() {
        town.deployment("backend").crashed("backend", "", "connect ECONNREFUSED db:5432\n");
        town.add("/apis/apps/v1/namespaces/todo/statefulsets", """
                {"metadata":{"namespace":"todo","name":"db"},"spec":{"replicas":0,
                 "template":{"metadata":{"labels":{"app":"db"}}}},"status":{}}""");
        town.service("db", "\"app\":\"db\"", "{\"port\":5432}");

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("dependency-stopped");
        assertThat(finding.cause()).contains("statefulset/db is scaled to 0");
        assertThat(Town.patch(finding)).isEqualTo("{\"spec\":{\"replicas\":1}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dial tcp: lookup db on 10.96.0.10:53: no such host | UnknownHost[host=db]",
                "java.net.UnknownHostException: db | UnknownHost[host=db]",
                "[Errno -3] failed to resolve host 'db': Temporary failure | UnknownHost[host=db]",
                "wget: bad address 'db' | UnknownHost[host=db]",
                "Error: connect ECONNREFUSED 10.0.0.7:5432 | NoConnection[host=10.0.0.7, port=5432]",
                "Connection to db:5432 refused. Check that the hostname | NoConnection[host=db, port=5432]",
                "redis.exceptions.ConnectionError: Error 111 connecting to redis:6379. Connection refused. | NoConnection[host=redis, port=6379]",
                "nc: db (10.0.0.7:5432): Connection refused | NoConnection[host=db, port=5432]",
                "Access denied for user 'todo'@'10.0.0.3' (using password: YES) | WrongPassword[user=todo]",
                "WRONGPASS invalid username-password pair | WrongPassword[user=]",
                "psycopg.errors.UndefinedTable: relation \"user\" does not exist | NoTable[table=user]",
            })
    void driversSayItInTheirOwnWords(String line, String clue) {
        assertThat(Clue.in(List.of("starting", line)).orElseThrow()).hasToString(clue);
    }
}
