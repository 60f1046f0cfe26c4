package dev.shipmate.helm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.FakeApiServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The real embedded Helm, as far as it needs no cluster.
@Timeout(120)
class EmbeddedHelmTest {
    private static final ReleaseName TINY = new ReleaseName("dev", "tiny");

    private final FakeApiServer server = new FakeApiServer();
    private final Path folder;
    private final Path chart;
    private final Path work;

    EmbeddedHelmTest(@TempDir Path folder) {
        this.folder = folder;
        chart = TinyChart.in(folder);
        work = folder.resolve("work");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void itComesAlongForThisPlatform() {
        assertThat(EmbeddedProcess.available()).isTrue();
    }

    @Test
    void valuesOfAFileWithACommaInItsPathAndTheTextNullArrive() throws IOException {
        Path values = Files.writeString(folder.resolve("a,b.yaml"), "greeting: 'from a file'");

        assertThat(manifest(List.of(values), List.of())).contains("greeting: \"from a file\"");
        assertThat(manifest(List.of(values), List.of(Setting.text("greeting", "null"))))
                .contains("greeting: \"null\"");
        assertThat(work).as("the unpacked library is gone too").isEmptyDirectory();
    }

    @Test
    void whatATemplateLooksUpIsEmptyAndNoClusterIsAsked() {
        assertThat(manifest(List.of(), List.of())).contains("live: \"0\"", "listed: \"0\"");
    }

    @Test
    void aValueThatTheSchemaForbidsIsRejectedWithItsPath() {
        var request = request(List.of(), List.of(Setting.text("replicas", "many")));

        assertThat(helm().lint(request))
                .isEqualTo(new HelmOutcome.Rejected(List.of(
                        new ChartProblem(ChartProblem.Severity.ERROR, "replicas", "got string, want integer"))));
    }

    @Test
    void aSoundChartPassesWithAdvice() {
        assertThat(helm().lint(request(List.of(), List.of())))
                .isInstanceOfSatisfying(
                        HelmOutcome.Sound.class,
                        sound -> assertThat(sound.remarks())
                                .extracting(ChartProblem::display)
                                .containsExactly("Chart.yaml: icon is recommended"));
    }

    @Test
    void aChartThatIsSoundOnlyWithItsValuesPasses() throws IOException {
        Files.writeString(chart.resolve("templates/needy.yaml"), """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: needy}
                data:
                  image: shop:{{ .Values.tag }}
                """);

        assertThat(helm().lint(request(List.of(), List.of(Setting.text("tag", "1")))))
                .isInstanceOf(HelmOutcome.Sound.class);
        assertThat(helm().lint(request(List.of(), List.of()))).isInstanceOf(HelmOutcome.Rejected.class);
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130"})
    void aSignalStillEndsTheProgramThatHasUsedIt(String signal, int exitCode) throws Exception {
        Process program = new ProcessBuilder(
                        // In the background a shell has its jobs ignore SIGINT, and a child inherits that.
                        "perl",
                        "-e",
                        "$SIG{INT} = 'DEFAULT'; exec @ARGV",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.shipmate.helm.RenderingProgram",
                        chart.toString(),
                        work.toString())
                .start();
        try (BufferedReader said = program.inputReader()) {
            assertThat(said.readLine()).contains("ConfigMap");
            new ProcessBuilder("kill", "-" + signal, String.valueOf(program.pid()))
                    .start()
                    .waitFor();

            assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).isEqualTo(exitCode);
        } finally {
            program.destroyForcibly();
        }
    }

    private String manifest(List<Path> values, List<Setting> settings) {
        HelmOutcome.Rendering outcome = helm().template(request(values, settings));
        assertThat(outcome).isInstanceOf(HelmOutcome.Rendered.class);
        return ((HelmOutcome.Rendered) outcome).manifest();
    }

    private ChartRequest request(List<Path> values, List<Setting> settings) {
        return new ChartRequest(chart, TINY, values, settings);
    }

    private Helm helm() {
        return RenderingProgram.helm(server, work);
    }
}
