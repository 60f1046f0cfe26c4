package dev.shipmate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every failure of the catalogue that one node can show, planted side by side: the right finding comes first, with its
/// evidence and no other, and its remedy heals. The table of them all is written to `target/diagnosis.md`.
@Tag("e2e")
@TestInstance(Lifecycle.PER_CLASS)
class FailureCatalogueTest {
    private static final int AT_ONCE = 8;
    private static final String HEAD = """
            | failure | finding | evidence | remedy | after | took |
            |---|---|---|---|---|---|
            """;

    private final Cluster cluster = Cluster.open(ClusterOptions.usual());
    private final ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE);
    private final Map<String, Future<Detection>> detections = new LinkedHashMap<>();

    static List<Planted> all() {
        String only = System.getProperty("shipmate.e2e.only", "");
        return Planted.all().stream()
                .filter(planted ->
                        only.isEmpty() || List.of(only.split(",", -1)).contains(planted.id()))
                .toList();
    }

    @BeforeAll
    void plantThemAll() {
        all().forEach(planted -> detections.put(planted.id(), executor.submit(() -> Detection.of(planted, cluster))));
    }

    @AfterAll
    void writeTheTable() throws IOException {
        executor.close();
        cluster.close();
        String rows = detections.values().stream()
                .filter(ended -> ended.state() == Future.State.SUCCESS)
                .map(Future::resultNow)
                .filter(Detection::right)
                .map(Detection::row)
                .collect(Collectors.joining());
        Files.writeString(Program.folder().resolve("target/diagnosis.md"), HEAD + rows);
    }

    @ParameterizedTest
    @MethodSource("all")
    void theRightFindingComesFirstAndItsRemedyHeals(Planted planted) throws Exception {
        detections.get(planted.id()).get().check();
    }

    @Test
    void thereAreAtLeastFortyFive() {
        assertThat(Planted.all()).hasSizeGreaterThanOrEqualTo(45);
    }
}
