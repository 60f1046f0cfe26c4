package dev.shipmate.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.RandomSecrets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternRedactorTest {
    private final PatternRedactor redactor = new PatternRedactor();

    /// Each line is a context; `%s` is where a random word of 20 letters and digits goes.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "password=%s",
                "DB_PASSWORD=%s",
                "export PGPASSWORD=%s",
                "-e MYSQL_ROOT_PASSWORD=%s mysql:8",
                "password: %s",
                "  password: \"%s\"",
                "  smtpPass: '%s'",
                "\"password\":\"%s\"",
                "\"password\" : \"%s\",",
                "{\"user\":\"todo\",\"dbPassword\":\"%s\",\"port\":5432}",
                "{\\\"password\\\":\\\"%s\\\"}",
                "spring.datasource.password=%s",
                "Config{user=todo, password=%s, port=5432}",
                "2026-11-23T10:00:00Z INFO connecting with password=%s to db:5432",
                "2026-11-23T10:00:00Z INFO login with passwd: %s",
                "level=info msg=start pwd=%s user=todo",
                "args: --password %s --user todo",
                "mysqldump --password=%s todo",
                "[\"--api-key\", \"%s\"]",
                "[\"--api-key\",\"%s\"]",
                "    - --password\n    - %s\n",
                "DB_PASSWORD  %s",
                "DB_PASSWORD\t%s",
                "| DB_PASSWORD | %s |",
                "API_TOKEN          %s",
                "- name: DB_PASSWORD\n  value: %s",
                "{\"name\":\"DB_PASSWORD\",\"value\":\"%s\"}",
                "{\"name\": \"API_TOKEN\", \"value\": \"%s\"}",
                "passphrase: %s",
                "client_secret=%s",
                "clientSecret: %s",
                "client-secret: %s",
                "API_KEY=%s",
                "apiKey: %s",
                "X-Api-Key: %s",
                "x-auth-token: %s",
                "aws_secret_access_key = %s",
                "SECRET_KEY_BASE=%s",
                "ENCRYPTION_KEY: %s",
                "GITHUB_TOKEN_FOR_CI=%s",
                "credentials=%s",
                "CONNECTION_STRING=Server=db;Password=%s;User=sa",
                "connectionString: \"AccountName=todo;AccountKey=%s;x=y\"",
                "SENTRY_DSN=https://%s@o1.ingest.example.com/1",
                "postgres://todo:%s@db:5432/todo",
                "\"url\":\"postgres://todo:%s@db:5432/todo\"",
                "redis://:%s@cache:6379/0",
                "amqp://todo:pa/%s@mq:5672",
                "https:\\/\\/todo:%s@example.com",
                "mongodb+srv://todo:%s@a.example.com,b.example.com/db",
                "todo:%s@tcp(db:3306)/todo",
                "curl -u admin:%s https://example.com",
                "https://%s@example.com/repo.git",
                "Authorization: Bearer %s",
                "authorization: Basic %s",
                "\"Authorization\":\"Bearer %s\"",
                "Authorization=[Bearer %s]",
                "Authorization: Token %s",
                "curl -H 'Authorization: Bearer %s' https://example.com",
                "sent header Bearer %s to upstream",
                "Set-Cookie: sid=%s; Path=/; HttpOnly",
                "Cookie: theme=dark-mode; JSESSIONID=%s",
                "GET /api?token=%s&page=2 HTTP/1.1",
                "GET /api?page=2&api_key=%s HTTP/1.1",
                "https://blob.example.com/x?sv=2024&sig=%s",
                "    token: %s",
                "    client-key-data: %s",
                "    client-certificate-data: %s",
                "{\"auths\":{\"ghcr.io\":{\"auth\":\"%s\"}}}",
                "password: |\n  %s\n  more\nuser: todo",
                "Caused by: login failed (password=%s)",
                "password='%s'",
                "set password \"x\" password => '%s'",
                "env[\"DB_PASSWORD\"] = \"%s\"",
                "mysql -uroot -p%s",
                "exec: mysqldump -h db -uroot -p%s todo",
                "[\"mysql\",\"-uroot\",\"-p%s\"]",
                "mysql -uroot -p'%s' todo",
                "    Command:\n      mysqladmin\n      -uroot\n      -p%s\n      ping\n",
                "mysql -e x; mysql -uroot -p%s",
                "/usr/bin/mysql -uroot -p%s",
                "sshpass -p %s ssh todo@host",
                "redis-cli -h cache -a %s ping",
                "[\"redis-cli\",\"-a\",\"%s\"]",
                "Password is %s",
                "INFO the password was changed to %s.",
                "the password for admin: %s",
                "The initial password for user admin is '%s'",
                "jdbc:oracle:thin:scott/%s@//db:1521/x",
                "jdbc:oracle:thin:scott/%s@db:1521:x",
                "postgres://todo:p@ss/%s@db:5432/todo",
                "postgres://todo:p@ss/w0rd!Zz%s@db",
                "http://todo:%s@a/b and http://todo:p@h/@scope",
                "machine api.example.com login todo password %s",
                "machine api.example.com\n  login todo\n  password %s\n"
            })
    void valueInContextIsHidden(String context) {
        for (long seed = 1; seed <= 20; seed++) {
            String secret = new RandomSecrets(seed).word(20);
            String text = context.replace("%s", secret);
            String redacted = redactor.redact(text);
            assertThat(redacted).doesNotContain(secret).contains("[redacted: ");
            assertThat(redactor.redact(redacted)).isEqualTo(redacted);
        }
    }

    static Stream<String> keysKnownByTheirShape() {
        var secrets = new RandomSecrets(7);
        return Stream.of(
                secrets.jwt(),
                "AKIA" + secrets.word(16),
                "AIza" + secrets.word(35),
                "ya29." + secrets.word(60),
                "ghp_" + secrets.word(36),
                "ghs_" + secrets.word(36),
                "github_pat_" + secrets.word(22) + "_" + secrets.word(59),
                "glpat-" + secrets.word(20),
                "xoxb-" + secrets.word(12) + "-" + secrets.word(24),
                "https://hooks.slack.com/services/" + secrets.word(9) + "/" + secrets.word(9) + "/" + secrets.word(24),
                "sk-proj-" + secrets.word(48),
                "sk-ant-api03-" + secrets.word(80),
                "sk_live_" + secrets.word(24),
                "rk_test_" + secrets.word(24),
                "npm_" + secrets.word(36),
                "dckr_pat_" + secrets.word(27),
                "SG." + secrets.word(22) + "." + secrets.word(43),
                "SK" + secrets.hex(32),
                "hvs." + secrets.word(24),
                "LS0tLS1CRUdJTi" + secrets.word(60),
                secrets.base64(90));
    }

    @ParameterizedTest
    @MethodSource("keysKnownByTheirShape")
    void keyIsHiddenWhereverItStands(String key) {
        String tail = key.substring(key.length() - 16);
        for (String context : new String[] {"%s", "using %s now", "\"%s\",", "(%s)", "got:%s", "a\n%s\nb"}) {
            assertThat(redactor.redact(context.replace("%s", key))).doesNotContain(tail);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ok",
                "backend-7d9f8b6c5d-x2v4z",
                "NAME                       READY   STATUS             RESTARTS      AGE",
                "backend-7d9f8b6c5d-x2v4z   0/1     CrashLoopBackOff   12 (3m ago)   40m",
                "NAME          TYPE                DATA   AGE\ndb-password   Opaque              2      5d",
                "NAME          TYPE\ndb-password   Opaque\napi-token     kubernetes.io/service-account-token",
                "NAME   SECRET   TOKEN   AGE",
                "todo/backend@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "Image ID: docker.io/todo/backend@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "ghcr.io/acme/auth-token:3f9a2b1c4d5e6f708192a3b4c5d6e7f809a1b2c3",
                "ghcr.io/acme/token:1.2.3",
                "uid: 0a1b2c3d-1111-2222-3333-444455556666",
                "resourceVersion: \"123456789\"",
                "pod-template-hash: 7d9f8b6c5d",
                "SHA256 Fingerprint=AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89",
                "secretName: todo-db",
                "secretKeyRef:",
                "      secretKeyRef:\n        name: todo-db\n        key: password",
                "passwordSecretRef: todo-db",
                "imagePullSecrets: [regcred]",
                "automountServiceAccountToken: false",
                "tokens: 128",
                "token: true",
                "token: 128",
                "maxTokens: 4096",
                "key: value",
                "key: app.kubernetes.io/name",
                "Error: secret \"todo-db\" not found",
                "MountVolume.SetUp failed for volume \"db-secret\" : secret \"todo-db\" not found",
                "couldn't find key password in Secret todo/todo-db",
                "FATAL: password authentication failed for user \"todo\"",
                "failed to fetch oauth token: unexpected status: 401 Unauthorized",
                "failed to authorize: failed to fetch anonymous token: Get \"https://auth.example.com/token\": dial tcp",
                "unauthorized: incorrect username or password",
                "invalid username/password: unauthorized",
                "error: You must be logged in to the server (token: expired)",
                "DB_PASSWORD:  <set to the key 'password' in secret 'todo-db'>  Optional: false",
                "DB_PASSWORD=$(DB_PASS)",
                "DATABASE_URL=postgres://$(DB_USER):$(DB_PASSWORD)@db:5432/todo",
                "password: ${DB_PASSWORD}",
                "password: {{ .Values.db.password }}",
                "password:  12 bytes",
                "token: 40 bytes",
                "Tokens:              default-token-abcde",
                "Mountable secrets:   <none>",
                "PASSWORD_FILE=/run/secrets/db",
                "--token-file /var/run/secrets/kubernetes.io/serviceaccount/token",
                "token_url: https://example.com/oauth",
                "http://example.com:8080/path@v2",
                "https://registry.npmjs.org/@scope/package",
                "see https://example.com/docs?page=2",
                "git@github.com:acme/todo.git",
                "basic authentication is required",
                "bearer tokens are not accepted",
                "author: Jane Doe",
                "session: closed",
                "at org.springframework.boot.autoconfigure.jdbc.DataSourceInitializerInvoker.afterPropertiesSet(A.java:64)",
                "/apis/apiextensions.k8s.io/v1/namespaces/todo/deployments/backend-7d9f8b6c5d-x2v4z/status",
                "sk-backend-deployment-with-a-long-name",
                "2026-11-23T10:00:00Z  INFO  1 --- [main] com.example.todo.TodoApplication : Started in 2.1 s",
                "if (password == null) return",
                "the password is wrong",
                "Your password is required",
                "the password is too short: 8 characters are needed",
                "password for user todo: authentication failed",
                "Failed password for invalid user admin from 10.0.0.7 port 51312 ssh2",
                "password for todo: org.postgresql.util.PSQLException: no answer",
                "the password is base64-encoded",
                "login or password incorrect",
                "pin node version",
                "pin: node",
                "pin=12",
                "spinning=4711",
                "mkdir -p /var/lib/mysql -pv",
                "image mysql:8 -p3306:3306",
                "mysql -h db -p",
                "mysql -h db -P3306",
                "jdbc:oracle:thin:@//db:1521/x",
                "https://registry.example.com:5000/@scope/package@1.2.3",
                "cpu: 100m, memory: 128Mi"
            })
    void ordinaryTextStaysAsItIs(String text) {
        assertThat(redactor.redact(text)).isEqualTo(text);
    }

    @Test
    void theMarkSaysWhatWasThere() {
        String secret = new RandomSecrets(3).word(12);
        assertThat(redactor.redact("user=todo password=" + secret + " port=1"))
                .isEqualTo("user=todo password=[redacted: password] port=1");
        assertThat(redactor.redact("postgres://todo:" + secret + "@db/todo"))
                .isEqualTo("postgres://todo:[redacted: password]@db/todo");
        assertThat(redactor.redact("GET /?token=" + secret + "&page=2"))
                .isEqualTo("GET /?token=[redacted: token]&page=2");
        assertThat(redactor.redact("{\"password\":\"" + secret + "\",\"port\":1}"))
                .isEqualTo("{\"password\":\"[redacted: password]\",\"port\":1}");
    }

    @Test
    void wholePasswordOfAnAddressIsHiddenWhateverIsInIt() {
        assertThat(redactor.redact("postgres://user:p@ss/w0rd!Zz@host/todo?mail=a@b.example"))
                .isEqualTo("postgres://user:[redacted: password]@host/todo?mail=a@b.example");
        assertThat(redactor.redact("https://user:p4ss@registry.example.com/@scope/package"))
                .isEqualTo("https://user:[redacted: password]@registry.example.com/@scope/package");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql -uroot -pS3cretMy5ql",
                "Password is TopSecretWord77",
                "the password for admin: adminPw4Real",
                "jdbc:oracle:thin:scott/tigerPw99@//db",
                "pin=4711",
                "pin: 4711",
                "machine x login u password netrcPw55",
                "machine x login u password letmein"
            })
    void shortSecretIsHiddenWhereItsPlaceTells(String text) {
        assertThat(redactor.redact(text))
                .contains("[redacted: ")
                .doesNotContain("S3cret", "TopSecret", "adminPw", "tigerPw", "4711", "netrcPw", "letmein");
        assertThat(redactor.redact(redactor.redact(text))).isEqualTo(redactor.redact(text));
    }

    @Test
    void wholeEnvironmentIsReadableButForItsSecrets() {
        var secrets = new RandomSecrets(4);
        String text = "HOME=/root\nDB_HOST=db\nDB_PASSWORD=" + secrets.word(9) + "\nPORT=8080";
        assertThat(redactor.redact(text))
                .isEqualTo("HOME=/root\nDB_HOST=db\nDB_PASSWORD=[redacted: password]\nPORT=8080");
    }
}
