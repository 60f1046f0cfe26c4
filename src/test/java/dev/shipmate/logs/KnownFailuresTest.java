package dev.shipmate.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownFailuresTest {
    private final KnownFailures failures = KnownFailures.load();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            psycopg2.OperationalError: connection to server at "db" (10.96.0.9), port 5432 failed: Connection refused | app-db-refused
            Error: connect ECONNREFUSED 10.96.0.9:5432 | app-db-refused
            dial tcp 10.96.0.9:8080: connect: connection refused | connection-refused
            FATAL:  password authentication failed for user "todo" | app-db-password
            ERROR 1045 (28000): Access denied for user 'root'@'10.0.0.1' (using password: YES) | app-db-password
            FATAL:  database "todo" does not exist | app-db-missing
            Error: The server does not support SSL connections | app-db-ssl
            psycopg2.errors.UndefinedTable: relation "user" does not exist | app-db-tables
            FATAL:  sorry, too many clients already | app-db-connections
            could not translate host name "postgres" to address: Name or service not known | dns-unknown-host
            Error: getaddrinfo ENOTFOUND db.todo.svc | dns-unknown-host
            java.net.UnknownHostException: mail | dns-unknown-host
            KeyError: 'DATABASE_URL' | app-env-missing
            DATABASE_URL environment variable is not set | app-env-missing
            ModuleNotFoundError: No module named 'fastapi' | app-module-missing
            Error: Cannot find module 'express' | app-module-missing
            Error: listen EADDRINUSE: address already in use :::3000 | port-in-use
            java.lang.OutOfMemoryError: Java heap space | out-of-memory
            FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory | out-of-memory
            write /data/x: no space left on device | disk-full
            x509: certificate signed by unknown authority | tls-untrusted
            ssl.SSLCertVerificationError: certificate verify failed: certificate has expired | tls-untrusted
            x509: certificate has expired or is not yet valid | tls-expired
            open /data/db: permission denied | permission-denied
            alembic.util.exc.CommandError: Can't locate revision identified by 'abc' | migration-failed
            exec /app/start.sh: no such file or directory | command-missing
            /bin/sh: 1: uvicorn: not found | command-missing
            exec /bin/app: exec format error | image-wrong-arch
            open /etc/app.yaml: no such file or directory | file-missing
            OSError: [Errno 30] Read-only file system: '/tmp/x' | read-only-file-system
            pods is forbidden: User "system:serviceaccount:todo:default" cannot list resource "pods" | rbac-denied-pod
            """)
    void aFailureIsKnownByItsWords(String line, String id) {
        assertThat(failures.find(line, Severity.ERROR))
                .get()
                .extracting(KnownFailure::id)
                .isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"request failed", "task 7 is locked", "unexpected token in JSON", "user not found"})
    void whatAnAppSaysOfItsOwnIsNotKnown(String line) {
        assertThat(failures.find(line, Severity.ERROR)).isEmpty();
    }

    @Test
    void everyRowHasAnIdAndASentence() {
        assertThat(failures.all()).hasSizeGreaterThan(25).allSatisfy(failure -> {
            assertThat(failure.id()).matches("[a-z][a-z-]+");
            assertThat(failure.sentence()).endsWith(".");
        });
    }
}
