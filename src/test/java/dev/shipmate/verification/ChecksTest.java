package dev.shipmate.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shipmate.project.ProjectException;
import dev.shipmate.project.Section;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksTest {
    @Test
    void aProjectWithoutChecksHasNone() {
        assertThat(Checks.read(Section.none())).isEmpty();
    }

    @Test
    void everyKindIsRead() {
        List<Check> checks = CheckRun.read("""
                - {name: pods, pods: {selector: app=todo, stableSeconds: 3, limitSeconds: 9}}
                - {name: restart, restart: {workload: deploy/backend}}
                - {name: in, as: ann, post: /in, capture: {token: {json: /token}}}
                - {name: forged, forgedTokens: {token: "${token}", get: /tasks}}
                - {name: outside, connections: {allow: {"https://example.com": "a link"}}}
                - {name: out, cleanup: true, delete: "/tasks/${token}"}
                """);
        assertThat(checks.get(0))
                .isEqualTo(
                        new PodsCheck("pods", "verify[0]", "app=todo", Duration.ofSeconds(3), Duration.ofSeconds(9)));
        assertThat(checks.get(1))
                .isEqualTo(new RestartCheck("restart", "verify[1]", "deployment", "backend", Duration.ofMinutes(3)));
        assertThat(checks.get(1).announcement())
                .isEqualTo("deletes the pods of deployment/backend and waits for the new ones");
        assertThat(checks.stream().filter(TokenCheck.class::isInstance).map(Check::name))
                .hasSize(Forgery.values().length)
                .contains("forged: no signature, algorithm none");
        assertThat(checks.stream().filter(ConnectionsCheck.class::isInstance)).hasSize(4);
        assertThat(checks.getLast().cleanup()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {get: /}                                     | verify[0].name is missing or empty.
            {name: a}                                    | verify[0] must have exactly one of get, post,
            {name: a, get: /, pods: {}}                  | verify[0] must have exactly one of
            {name: a, gett: /}                           | verify[0].gett: there is no such field. Did you mean get?
            {name: a, get: tasks}                        | verify[0].get must be a path such as /tasks, or a whole address.
            {name: a, get: /, as: "a b"}                 | verify[0].as must be a name of letters
            {name: a, get: /, service: backend}          | verify[0].service must be a Service and its port, such as todo-backend:8000.
            {name: a, get: "/${tsk}"}                    | verify[0] uses ${tsk}, which no check before it captures; known here: email, password, origin.
            {name: a, get: "/${emial}"}                  | did you mean ${email}?
            {name: a, get: "/${random:99}"}              | it is ${random:N}, with 1 to 64 letters.
            {name: a, get: /, after: b}                  | verify[0].after must be the name of a check before it: 'b'.
            {name: a, get: /, after: a}                  | verify[0].after must be the name of a check before it: 'a'.
            {name: a, get: /, needs: [id]}               | verify[0].needs uses ${id}
            {name: a, get: /, headers: {Cookie: x}}      | verify[0].headers.Cookie cannot be set
            {name: a, get: /, headers: {"a b": x}}       | verify[0].headers.a b is not the name of a header.
            {name: a, post: /, json: {}, form: {}}       | verify[0] must have one of json and form.
            {name: a, get: /, expect: {status: ok}}      | verify[0].expect.status must be a status such as 200, or a list of them.
            {name: a, get: /, expect: {status: [200, 9]}} | verify[0].expect.status[1] must be a status such as 200
            {name: a, get: /, expect: {staus: 200}}      | verify[0].expect.staus: there is no such field. Did you mean status?
            {name: a, get: /, expect: {json: {id: 1}}}   | verify[0].expect.json must be a JSON Pointer such as /items/0/id: 'id'.
            {name: a, get: /, expect: {json: {/id: }}}   | verify[0].expect.json./id must say what is expected
            {name: a, get: /, expect: {body: {matches: "("}}} | verify[0].expect.body.matches is no regular expression
            {name: a, get: /, expect: {body: {has: x}}}  | verify[0].expect.body.has: there is no such field.
            {name: a, get: /, capture: {id: {}}}         | verify[0].capture.id must have exactly one of json, header, cookie.
            {name: a, get: /, capture: {email: {json: /e}}} | verify[0].capture.email must be a name of
            {name: a, get: /, retrySeconds: -1}          | verify[0].retrySeconds must be a whole number from 0 to 3600.
            {name: a, restart: {workload: backend}}      | verify[0].restart.workload must be a workload with its kind
            {name: a, restart: {workload: job/backend}}  | verify[0].restart.workload must be a workload with its kind
            {name: a, pods: {limitSeconds: 0}}           | verify[0].pods.limitSeconds must be a whole number from 1 to 3600.
            {name: a, pods: {}, as: ann}                 | verify[0].as: there is no such field.
            {name: a, forgedTokens: {get: /}}            | verify[0].forgedTokens.token is missing or empty.
            {name: a, forgedTokens: {get: /, token: "${t}"}} | verify[0].forgedTokens.token uses ${t}
            """)
    void mistakeIsToldWithItsPlace(String item, String complaint) {
        assertThatThrownBy(() -> CheckRun.read("- " + item))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void twoChecksCannotHaveOneName() {
        assertThatThrownBy(() -> CheckRun.read("- {name: a, get: /}\n- {name: a, get: /b}"))
                .hasMessageContaining("verify[1].name is the name of another check already: 'a'.");
    }

    @Test
    void whatCleanUpCapturesFillsOnlyCleanUp() {
        String capturing = "- {name: in, cleanup: true, post: /in, capture: {again: {json: /token}}}\n";
        assertThat(CheckRun.read(capturing + "- {name: out, cleanup: true, get: \"/${again}\"}"))
                .hasSize(2);
        assertThatThrownBy(() -> CheckRun.read(capturing + "- {name: use, get: \"/${again}\"}"))
                .hasMessageContaining("verify[1] uses ${again}");
    }

    @Test
    void capturesAreSecretByTheirNameOrSource() {
        List<Check> checks = CheckRun.read("""
                - name: in
                  get: /
                  capture:
                    accessToken: {json: /a}
                    id: {json: /b}
                    settings: {cookie: c}
                    key: {json: /d, secret: true}
                    passwordRule: {json: /e, secret: false}
                """);
        assertThat(((HttpCheck) checks.getFirst()).captures())
                .extracting(Capture::name, Capture::secret)
                .extracting(Object::toString)
                .containsExactly(
                        "(\"accessToken\", true)",
                        "(\"id\", false)",
                        "(\"settings\", true)",
                        "(\"key\", true)",
                        "(\"passwordRule\", false)");
    }
}
