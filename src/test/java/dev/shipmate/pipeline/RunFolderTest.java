package dev.shipmate.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir
    private Path folder;

    private ShippingBench bench;
    private RunFolder runs;

    @BeforeEach
    void make() throws IOException {
        bench = new ShippingBench(folder);
        runs = RunFolder.of(bench.state(), bench.shipment());
        runs.create();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void nobodyElseCanReadIt() throws IOException {
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(runs.journal().getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void equalContextsOfOtherServersHaveOtherFolders() {
        try (var other = new ShippingBench(folder.resolve("other"))) {
            assertThat(RunFolder.of(bench.state(), other.shipment()).journal()).isNotEqualTo(runs.journal());
        }
    }

    @Test
    void contextsOfOneServerShareAFolder() {
        Shipment shipment = bench.shipment();
        try (var cluster = Cluster.open(ClusterOptions.ofServer(
                "another name", shipment.cluster().target().server() + "/", "todo"))) {
            var same = new Shipment(shipment.project(), shipment.environment(), cluster);

            assertThat(RunFolder.of(bench.state(), same).journal()).isEqualTo(runs.journal());
        }
    }

    @Test
    void aFileIsReplacedAsAWhole() throws IOException {
        RunFolder.write(runs.failure(), "one");
        RunFolder.write(runs.failure(), "two");

        assertThat(RunFolder.read(runs.failure())).contains("two");
        assertThat(names(Objects.requireNonNull(runs.failure().getParent()))).containsExactly("failure.json");
    }

    @Test
    void theLogsOfTheNewestTenRunsAreKept() throws IOException {
        for (int run = 10; run < 23; run++) {
            Path log = runs.log("2026-" + run, StepName.BUILD);
            Files.createDirectories(log.getParent());
            Files.writeString(log, "x");
        }

        runs.sweepLogs();

        assertThat(names(runs.journal().resolveSibling("logs")))
                .hasSize(10)
                .contains("2026-22", "2026-13")
                .doesNotContain("2026-12");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
