package dev.shipmate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.FakeApiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// `shipmate verify`, with an app on this machine and the sandbox for its cluster.
class VerifyTest extends WholeProgram {
    private final FakeApiServer app = new FakeApiServer().with("/", 200, "{\"name\":\"todo\"}");

    @BeforeEach
    void writeTheProjectFile() throws IOException {
        Path chart = Files.createDirectories(home.resolve("chart"));
        Files.writeString(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: todo\nversion: 1.0.0\n");
        Files.writeString(home.resolve("shipmate.yaml"), """
                name: todo
                chart: chart
                expose:
                  - {url: "http://localhost:3000", service: frontend, port: 3000}
                verify:
                  - name: the app answers
                    get: /
                    expect: {status: 200, json: {/name: todo}}
                  - name: there is a page that nobody wrote
                    get: /missing
                    expect: {status: 200}
                """);
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void aFailedCheckExitsWithTenAndSaysWhatWasExpectedAndSeen() {
        assertThat(verify()).isEqualTo(10);
        assertThat(out.toString())
                .contains("ok      the app answers", "FAILED  there is a page that nobody wrote", "expected:", "404");
        assertThat(err.toString()).contains("[1/2] the app answers");
    }

    @Test
    void checksThatPassExitWithZero() {
        app.with("/missing", 200, "{}");

        assertThat(verify("--quiet")).isZero();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void theReportIsJsonAndJunitXml() throws IOException {
        Path junit = home.resolve("report.xml");

        assertThat(verify("-o", "json", "--junit", junit.toString())).isEqualTo(10);
        assertThat(new JsonMapper()
                        .readTree(out.toString())
                        .path("counts")
                        .path("failed")
                        .asInt())
                .isEqualTo(1);
        assertThat(Files.readString(junit)).contains("<testsuite", "the app answers", "<failure");
    }

    @Test
    void withoutAProjectFileItSaysWhereItLooked() {
        assertThat(shipmate(
                        "verify",
                        "--sandbox",
                        "--project",
                        home.resolve("none.yaml").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("shipmate: Cannot read ").contains("none.yaml");
    }

    @Test
    void anEnvironmentThatIsNotThereIsNamed() {
        assertThat(verify("--env", "moon")).isEqualTo(2);
        assertThat(err.toString()).contains("There is no environment 'moon'");
    }

    private int verify(String... more) {
        String[] always = {
            "verify",
            "--sandbox",
            "--url",
            app.url(),
            "--project",
            home.resolve("shipmate.yaml").toString()
        };
        String[] all = Arrays.copyOf(always, always.length + more.length);
        System.arraycopy(more, 0, all, always.length, more.length);
        return shipmate(all);
    }
}
