package dev.shipmate.tool.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.fake.FakeApiServer;
import dev.shipmate.redaction.PatternRedactor;
import java.time.Clock;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a pod was given in a Secret and writes to its log is hidden, though nothing in the log tells what it is.
class ReferencedSecretsTest {
    private static final String TODO = "/api/v1/namespaces/todo/";
    private static final String VALUE = "correct horse battery";

    private final FakeApiServer server = new FakeApiServer()
            .with(TODO + "pods/web", 200, """
                    {"metadata":{"namespace":"todo","name":"web"},"spec":{
                     "containers":[{"name":"app","env":[
                      {"name":"A","valueFrom":{"secretKeyRef":{"name":"db","key":"a"}}},
                      {"name":"B","valueFrom":{"secretKeyRef":{"name":"db","key":"b"}}}],
                      "envFrom":[{"secretRef":{"name":"gone"}}]}]},
                     "status":{"phase":"Running","containerStatuses":[
                      {"name":"app","ready":true,"state":{"running":{}}}]}}""")
            .with(
                    TODO + "pods/web/log",
                    200,
                    "trying %s at todo-postgresql as tiny\nencoded: %s\n".formatted(VALUE, base64(VALUE)));
    private final Cluster cluster = server.cluster();
    private final ToolRun tools = new ToolRun(cluster, Clock.systemUTC(), new PatternRedactor());

    @AfterEach
    void stop() {
        cluster.close();
        server.close();
    }

    @Test
    void theValueIsHiddenPlainAndEncodedAndOrdinaryWordsStay() {
        server.with(
                TODO + "secrets/db",
                200,
                "{\"data\":{\"a\":\"%s\",\"host\":\"%s\",\"password\":\"%s\"}}"
                        .formatted(base64(VALUE), base64("todo-postgresql"), base64("tiny")));

        assertThat(tools.text("get_logs", "name=web"))
                .contains("trying [redacted: known secret] at todo-postgresql as tiny")
                .doesNotContain(VALUE, base64(VALUE));
        assertThat(server.requests())
                .filteredOn(path -> path.contains("secrets/db"))
                .hasSize(1);
    }

    @Test
    void aSecretThatMayNotBeReadHidesNothingAndStopsNothing() {
        server.with(TODO + "secrets/db", 403, "{\"kind\":\"Status\",\"code\":403}");

        assertThat(tools.text("get_logs", "name=web")).contains("trying " + VALUE);
    }

    private static String base64(String value) {
        return Base64.getEncoder().encodeToString(value.getBytes(UTF_8));
    }
}
