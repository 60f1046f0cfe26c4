package dev.shipmate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.e2e.Subprocess.Typing;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A small app that is broken in many ways, side by side: each deploy must fail with the right cause, and the way out
/// that it names must work. The table of them all is written to `target/failed-deploys.md`.
@Tag("e2e")
@TestInstance(Lifecycle.PER_CLASS)
class FailedDeploysTest {
    private static final int AT_ONCE = 3;
    private static final int FIRST_PORT = 18100;

    private final Path folder;
    private final ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE);
    private final Map<String, Future<Troubleshot>> running = new LinkedHashMap<>();
    private final TestVolumes volumes = new TestVolumes("e2e-shop", 1);

    FailedDeploysTest(@TempDir Path folder) {
        this.folder = folder;
    }

    static List<Breakage> all() {
        String only = System.getProperty("shipmate.e2e.only", "");
        return Breakages.all().stream()
                .filter(breakage ->
                        only.isEmpty() || List.of(only.split(",", -1)).contains(breakage.name()))
                .toList();
    }

    @BeforeAll
    void breakThemAll() {
        int port = FIRST_PORT;
        for (Breakage breakage : all()) {
            int own = ++port;
            running.put(breakage.name(), executor.submit(() -> Troubleshot.shop(breakage, folder, own)));
        }
    }

    @AfterAll
    void writeTheTable() {
        executor.close();
        volumes.close();
        TestImages.remove("shipmate-e2e/");
        Troubleshot.write(
                "failed-deploys.md",
                running.values().stream()
                        .filter(ended -> ended.state() == Future.State.SUCCESS)
                        .map(Future::resultNow)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("all")
    void causeIsToldAndTheWayOutWorks(Breakage breakage) throws Exception {
        running.get(breakage.name()).get().check();
    }

    @Test
    void onATerminalTheRemedyIsANumberAndTheDeployGoesOn() {
        try (App shop = App.shop(folder.resolve("terminal"), "e2e-terminal", FIRST_PORT + 99)) {
            shop.values("backend: {readinessPort: 8081}");
            List<Typing> typed = List.of(
                    new Typing("Choose 1 to", "1\n"),
                    new Typing("Apply?", "y\n"),
                    new Typing("as long as this runs", "\u0003"));
            Ran ran = shop.shipmate().runInTerminal(typed, "deploy", "--yes");

            assertThat(ran.exitCode()).as(ran.toString()).isZero();
            assertThat(ran.stdout()).contains("readiness probe asks port 8081", "Deployed");
            assertThat(shop.ready()).isTrue();
        }
    }
}
