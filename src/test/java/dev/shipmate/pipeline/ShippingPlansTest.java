package dev.shipmate.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.helm.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is told before, during and after whole runs.
@Timeout(120)
class ShippingPlansTest {

    private static final String SECRET = "correct" + "-horse-7";
    private static final String PAGE_CHECK = """
            verify:
              - {name: the page answers, get: /, expect: {status: 200}}
            """;

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
    void thePlanNamesThePlaceTheStepsAndWhatWouldBeNew() {
        RunPlan plan = bench.shipping().plan(DeployRequest.usual());

        assertThat(plan.notes().getFirst()).contains("namespace todo of context 'sandbox'");
        assertThat(plan.steps())
                .extracting(RunPlan.PlannedStep::step)
                .startsWith(StepName.CHECK, StepName.BUILD)
                .contains(StepName.DEPLOY, StepName.WAIT, StepName.EXPOSE, StepName.VERIFY);
        assertThat(plan.diff().changes()).hasSize(2);
        assertThat(bench.helm().calls()).isEmpty();
    }

    @Test
    void thePlanHidesSecretsAndSaysWhatHelmWouldKeepReadable() {
        bench.project("").write("shipmate.yaml", """
                version: 1
                name: todo
                images:
                  web: {repository: shop/web, context: web, args: {NPM_TOKEN: %1$s}}
                chart: chart
                environments:
                  dev: {namespace: todo}
                """.formatted(SECRET));

        RunPlan plan = bench.shipping().plan(with("db.password", SECRET));

        assertThat(plan.steps()).asString().contains("NPM_TOKEN=[redacted: ").doesNotContain(SECRET);
        assertThat(plan.notes())
                .noneMatch(note -> note.contains(SECRET))
                .anyMatch(note -> note.startsWith("Helm keeps the value of db.password readable"));
        assertThat(bench.shipping().plan(with("db.host", "db")).notes()).noneMatch(note -> note.startsWith("Helm"));
    }

    @Test
    void theStatusShowsWhatRunsAndHowItWasVerified() {
        bench.project(PAGE_CHECK);
        deploy();

        ShipmentStatus status = bench.shipping().status();

        assertThat(status.history().newest())
                .hasValueSatisfying(newest -> assertThat(newest.number()).isEqualTo(1));
        assertThat(status.images()).containsExactly(FakeHelm.GOOD);
        assertThat(status.addresses()).containsExactly(new ShipmentStatus.Address(bench.url(), true, "200"));
        assertThat(status.lastRun())
                .hasValueSatisfying(run -> assertThat(run.next()).isEmpty());
        assertThat(status.lastVerification()).hasValueSatisfying(verified -> {
            assertThat(verified.passed()).isTrue();
            assertThat(verified.revision()).isEqualTo(1);
        });
    }

    @Test
    void theFullOutputOfEachStepIsKept() throws IOException {
        deploy();

        try (Stream<Path> files = Files.walk(file("logs"))) {
            Path log =
                    files.filter(path -> path.endsWith("build.log")).findFirst().orElseThrow();
            assertThat(log).content().contains("web: #5 [1/1] COPY page /");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
                    .isEqualTo("rw-------");
        }
    }

    private RunEnding deploy() {
        return bench.shipping().deploy(DeployRequest.usual(), bench.listener());
    }

    private static DeployRequest with(String setting, String value) {
        return new DeployRequest(false, false, List.of(Setting.text(setting, value)));
    }

    private Path file(String name) throws IOException {
        try (Stream<Path> folders = Files.list(bench.state().resolve("runs"))) {
            return folders.findFirst().orElseThrow().resolve(name);
        }
    }
}
