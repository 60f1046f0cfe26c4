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
            could not translate host name "postgres" to address: Name or service not known | dns-wrong-name
            Error: getaddrinfo ENOTFOUND db.todo.svc | dns-wrong-name
            java.net.UnknownHostException: mail | dns-wrong-name
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
            exec /app/start.sh: no such file or directory | command-not-found
            /bin/sh: 1: uvicorn: not found | command-not-found
            exec /bin/app: exec format error | image-wrong-arch
            open /etc/app.yaml: no such file or directory | file-missing
            OSError: [Errno 30] Read-only file system: '/tmp/x' | read-only-root
            pods is forbidden: User "system:serviceaccount:todo:default" cannot list resource "pods" | rbac-denied-pod
            BetterAuthError: Failed to decrypt private key. Make sure the secret currently in use is the one used to encrypt it | app-jwks-decrypt
            jwt.exceptions.PyJWKClientConnectionError: Fail to fetch data from the url, err: "<urlopen error [Errno 111] Connection refused>" | app-jwks-url
            jwt.exceptions.InvalidIssuerError: Invalid issuer | app-jwt-claims
            JWTClaimValidationFailed: unexpected "aud" claim value | app-jwt-claims
            [Better Auth]: Invalid origin: http://localhost:3001 | app-invalid-origin
            INFO:     10.88.0.1:51234 - "OPTIONS /api/tasks HTTP/1.1" 400 Bad Request | app-cors
            INFO:     10.88.0.1:51234 - "POST /api/auth/sign-in/email HTTP/1.1" 404 Not Found | app-auth-route
            openai.RateLimitError: Error code: 429 - {'error': {'code': 'insufficient_quota'}} | app-llm-quota
            INFO:     Uvicorn running on http://127.0.0.1:8000 (Press CTRL+C to quit) | app-bind-localhost
            sqlalchemy.exc.ArgumentError: Could not parse SQLAlchemy URL from given URL string | app-url-placeholder
            ValueError: invalid literal for int() with base 10: 'tcp://10.96.3.4:6379' | service-link-collision
            TypeError [ERR_INVALID_CHAR]: Invalid character in header content ["authorization"] | secret-value-mangled
            dial tcp: lookup db on 10.96.0.10:53: read udp 10.88.0.9:41932->10.96.0.10:53: i/o timeout | dns-server-down
            Error 111 connecting to localhost:8500. Connection refused. | localhost-in-pod
            Error: getaddrinfo ENOTFOUND api { errno: -3008, code: 'ENOTFOUND', syscall: 'getaddrinfo' } | dns-wrong-name
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

    /// Words that are usual in the log of a healthy program are a failure only where the entry says that it is bad.
    @Test
    void anEntryThatSaysThatAllIsWellHasNoFailureThatNeedsAWarning() {
        assertThat(failures.find("retrying after connection refused by cache:8500", Severity.INFO))
                .isEmpty();
        assertThat(failures.find("Uvicorn running on http://127.0.0.1:8000", Severity.INFO))
                .isPresent();
    }
}
