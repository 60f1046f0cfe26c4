package dev.shipmate.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CheckStepTest {
    @TempDir
    private Path folder;

    private ShippingBench bench;

    @BeforeEach
    void start() {
        bench = new ShippingBench(folder);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void whatWasLookedAtIsTold() {
        assertThat(run())
                .isInstanceOfSatisfying(
                        StepOutcome.Done.class,
                        done -> assertThat(done.facts())
                                .anyMatch(fact -> fact.startsWith("Docker 29.0 with BuildKit"))
                                .anyMatch(fact -> fact.matches("Kubernetes v.*, context 'sandbox' at http://127.*"))
                                .anyMatch(fact -> fact.startsWith("the pods ask for 10m CPU and 16Mi"))
                                .contains(
                                        "the chart renders to 2 objects",
                                        "everything that the release needs may be created")
                                .contains(bench.address() + " answers already, with 200"));
    }

    @Test
    void allProblemsAreToldAtOnceTheGravestFirst() {
        bench.docker().fails("version*", 1, "Cannot connect to the Docker daemon at unix:///var/run/docker.sock.");
        bench.project("""
                secrets:
                  web-keys: {keys: {api: {env: SHOP_KEY}, licence: {file: licence.txt}, host: {value: db}}}
                """);

        assertThat(run()).isInstanceOfSatisfying(StepOutcome.Failed.class, failed -> {
            assertThat(failed.cause()).contains("Cannot connect to the Docker daemon");
            assertThat(failed.evidence())
                    .anyMatch(line ->
                            line.contains("The key api of secret/web-keys comes from $SHOP_KEY, which is not set."))
                    .anyMatch(line -> line.contains("licence.txt, which cannot be read"))
                    .noneMatch(line -> line.contains("host"));
        });
    }

    @Test
    void aClusterThatDoesNotAnswerIsToldAndWhatIsInItIsNotLookedAt() {
        bench.stopCluster();

        assertThat(run()).isInstanceOfSatisfying(StepOutcome.Failed.class, failed -> {
            assertThat(failed.cause()).contains("Cannot reach");
            assertThat(failed.evidence()).noneMatch(line -> line.startsWith("also:"));
        });
    }

    @Test
    void aMistakeInTheProjectsOwnChecksIsTold() {
        bench.project("""
                verify:
                  - {name: page, get: /, expect: {state: 200}}
                """);

        assertThat(run()).isInstanceOfSatisfying(StepOutcome.Failed.class, failed -> {
            assertThat(failed.cause())
                    .startsWith("The checks of the project cannot be read: ")
                    .contains("state");
            assertThat(failed.suggestion()).isEqualTo("Correct them in the project file.");
        });
    }

    @Test
    void aPortThatIsHeldAndSilentIsTold() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            bench.exposing("http://127.0.0.1:" + silent.getLocalPort());

            StepOutcome outcome = run();

            assertThat(outcome).asString().contains(String.valueOf(silent.getLocalPort()));
            assertThat(outcome).asString().containsAnyOf("is held", "held by");
        }
    }

    @Test
    void aReleaseOfAnotherChartIsNotTakenOver() {
        bench.helm().keep(1, "deployed");
        bench.write("chart/Chart.yaml", "apiVersion: v2\nname: shop\nversion: 0.1.0\n");

        assertThat(run()).isInstanceOfSatisfying(StepOutcome.Failed.class, failed -> {
            assertThat(failed.cause()).isEqualTo("Release todo in namespace todo is of chart todo: another app.");
            assertThat(failed.suggestion()).isEqualTo("Choose another release or namespace.");
        });
    }

    @Test
    void whatIsLeftOfAReleaseThatWasUninstalledIsNobodysApp() {
        bench.helm().keep(1, "uninstalled");
        bench.write("chart/Chart.yaml", "apiVersion: v2\nname: shop\nversion: 0.1.0\n");

        assertThat(run()).isInstanceOf(StepOutcome.Done.class);
    }

    private StepOutcome run() {
        RunFolder runs = RunFolder.of(bench.state(), bench.shipment());
        var steps = new ShipmentSteps(
                bench.shipment(),
                bench.equipment(),
                new Doors(),
                runs,
                new RunJournal(runs.journal(), Clock.systemUTC()));
        return steps.check(List.of(), new RunNotes(Map.of("web", "shop/web:0123456789ab")))
                .run(new HeardProgress());
    }
}
