package dev.shipmate.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.FakeApiServer;
import dev.shipmate.verification.ConnectionsCheck.Grade;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ConnectionsCheckTest {
    private static final String CHECK = "- {name: outside, connections: {}}";

    private final FakeApiServer app = new FakeApiServer();

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void manifestsThatNameTheClusterOnlyPass() {
        assertThat(outcomes(CHECK, """
                env:
                  - {name: APP_URL, value: "http://localhost:3000"}
                  - {name: JWKS_URL, value: "http://todo-frontend:3000/api/auth/jwks"}
                  - {name: OTHER, value: "http://db.todo.svc.cluster.local:5432"}
                  - {name: LOOP, value: "http://127.0.0.1:8000"}
                """).get(Grade.CONFIGURED)).isEqualTo(Outcome.passed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example.com/v1",
                "postgresql://user:hunter2hunter2@db.example.com:5432/todo",
                "wss://push.example.com"
            })
    void manifestThatNamesAnotherHostFails(String address) {
        assertThat(outcomes(CHECK, "value: \"%s\"".formatted(address)).get(Grade.CONFIGURED))
                .isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
                    assertThat(failed.seen()).contains(".example.com").doesNotContain("hunter2");
                    assertThat(failed.expected()).isEqualTo("no address outside the cluster");
                });
    }

    @Test
    void hostThatIsAllowedIsNamedWithItsReason() {
        assertThat(outcomes(
                                "- {name: outside, connections: {allow: {'https://api.example.com': the provider}}}",
                                "value: https://api.example.com/v1")
                        .get(Grade.CONFIGURED))
                .isEqualTo(Outcome.passed("https://api.example.com is allowed: the provider"));
    }

    @Test
    void manifestsThatAreNotKnownAreNotChecked() {
        assertThat(outcomes(CHECK).get(Grade.CONFIGURED))
                .isEqualTo(new Outcome.NotChecked("the rendered manifests are not known"));
    }

    @Test
    void scriptsAndStylesOfThePageAreRead() {
        app.with(
                        "/",
                        200,
                        "<script src='/a.js?v=1'></script><link rel=stylesheet href=/b.css >"
                                + "<a href=\"https://example.com/about\">link</a>")
                .with("/a.js", 200, "see http://www.w3.org/2000/svg and http://localhost:3000.")
                .with("/b.css", 200, "a { background: url(/c.png) }");
        assertThat(outcomes(CHECK).get(Grade.SHIPPED))
                .isInstanceOfSatisfying(
                        Outcome.Passed.class,
                        passed -> assertThat(passed.notes())
                                .containsExactly(
                                        "2 scripts and styles, 0 KiB; those that load later are not among them"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fetch(\"https://cdn.example.com/x\")",
                "x=\"https:\\/\\/cdn.example.com\\/x\"",
                "a{src:url(//cdn.example.com/x)}"
            })
    void scriptThatNamesAnotherHostFails(String script) {
        app.with("/", 200, "<script src=\"/a.js\"></script>").with("/a.js", 200, script);
        assertThat(outcomes(CHECK).get(Grade.SHIPPED))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.seen()).endsWith("//cdn.example.com/x"));
    }

    @Test
    void pageThatFetchesFromAnotherHostFails() {
        app.with("/", 200, "<script src=\"/a.js\"></script><img src=\"https://img.example.com/p.png\">")
                .with("/a.js", 200, "");
        assertThat(outcomes(CHECK).get(Grade.SHIPPED))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.seen()).isEqualTo("https://img.example.com/p.png"));
    }

    @Test
    void whatWasNotTriedIsNotChecked() {
        Map<Grade, Outcome> outcomes = outcomes(CHECK);
        assertThat(outcomes.get(Grade.ENFORCED)).isInstanceOf(Outcome.NotChecked.class);
        assertThat(outcomes.get(Grade.SAMPLED)).isInstanceOf(Outcome.NotChecked.class);
        assertThat(outcomes.get(Grade.SHIPPED)).isEqualTo(new Outcome.NotChecked("/ could not be read"));
    }

    private Map<Grade, Outcome> outcomes(String check, String... manifests) {
        DeployedApp plain = CheckRun.app(URI.create(app.url()), CheckRun.nowhere());
        var known = new DeployedApp(
                plain.url(), plain.cluster(), "todo", plain.services(), () -> List.of(manifests), false);
        return new CheckRun(known)
                .run(check).results().stream()
                        .collect(Collectors.toMap(
                                result -> ((ConnectionsCheck) result.check()).grade(), CheckResult::outcome));
    }
}
