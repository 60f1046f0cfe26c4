package dev.shipmate.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// Deploys that are ended from outside at every step. The next run ends well, or says what to do, and that works; and
/// nothing is left behind.
@Tag("e2e")
@TestInstance(Lifecycle.PER_CLASS)
class KilledDeployTest {
    private static final List<String> STEPS =
            List.of("check", "build", "cluster", "load", "secrets", "deploy", "wait", "expose", "verify", "clean-up");

    /// In the middle of what Helm does, while it waits for a hook.
    private static final String IN_THE_HOOK = "hook";

    private static final List<String> WITH_HELM = List.of("check", "deploy", IN_THE_HOOK, "wait");
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final Path folder;
    private final ExecutorService executor = Executors.newFixedThreadPool(3);
    private final Map<String, String> rows = new ConcurrentSkipListMap<>();

    KilledDeployTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterAll
    void leaveNothing() throws IOException {
        executor.close();
        String head = "| at | ended by | exit code | it said | the next run |%n|---|---|---|---|---|%n".formatted();
        Files.writeString(
                Program.folder().resolve("target/killed-deploys.md"), head + String.join("", rows.values()), UTF_8);
        TestImages.remove("shipmate-e2e/");
    }

    /// One namespace after the other would take long.
    @TestFactory
    Stream<DynamicTest> theNextRunEndsWellOrSaysWhatToDo() {
        List<Chain> chains = List.of(
                new Chain("term", "TERM", List.of("--resume"), true, with(STEPS, IN_THE_HOOK), rows),
                new Chain("kill", "KILL", List.of(), true, with(STEPS, IN_THE_HOOK), rows),
                new Chain("int-embedded", "INT", List.of(), false, List.of(IN_THE_HOOK), rows),
                new Chain("term-embedded", "TERM", List.of(), false, WITH_HELM, rows),
                new Chain("kill-embedded", "KILL", List.of("--resume"), false, WITH_HELM, rows));
        List<Future<?>> ended = Stream.iterate(0, at -> at < chains.size(), at -> at + 1)
                .<Future<?>>map(at -> executor.submit(() -> chains.get(at).run(folder, 18200 + at)))
                .toList();
        return Stream.iterate(0, at -> at < chains.size(), at -> at + 1)
                .map(at -> DynamicTest.dynamicTest(chains.get(at).name(), () -> join(ended.get(at))));
    }

    @Test
    void ctrlCEndsADeployWithTheEmbeddedHelm() {
        try (App shop = App.shop(folder.resolve("ctrl-c"), "e2e-ctrl-c", 18299)) {
            shop.values("migration: {seconds: 60}");
            Ran ran = shop.shipmate()
                    .without("helm")
                    .runInTerminal(List.of(new Subprocess.Typing("helm upgrade", "\u0003")), "deploy", "--yes");
            assertThat(ran.exitCode()).as(ran.toString()).isEqualTo(130);
            assertThat(ran.everything()).contains("stopped: ", "--resume");
        }
    }

    private static List<String> with(List<String> steps, String more) {
        return Stream.concat(steps.stream(), Stream.of(more)).toList();
    }

    private static void join(Future<?> ended) throws Throwable {
        try {
            ended.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    /// One release that is deployed again and again, and ended each time at another step.
    ///
    /// @param signal that ends it
    /// @param next options of the run after it
    /// @param helm whether there is a helm on the PATH
    /// @param rows where it writes down what came of it
    private record Chain(
            String name, String signal, List<String> next, boolean helm, List<String> steps, Map<String, String> rows) {
        void run(Path folder, int port) {
            try (App shop = App.shop(folder.resolve(name), "e2e-" + name, port)) {
                Program program = helm ? shop.shipmate() : shop.shipmate().without("helm");
                for (String step : steps) {
                    String currency = step + "-coins";
                    shop.values("backend: {currency: %s}\nmigration: {seconds: %d}"
                            .formatted(currency, step.equals(IN_THE_HOOK) ? 6 : 0));
                    var children = new ArrayList<ProcessHandle>();
                    Ran ended = endAt(step, program, shop, children);
                    if (!signal.equals("KILL")) {
                        assertThat(ended.exitCode())
                                .as("at %s: %s", step, ended)
                                .isIn(0, signal.equals("INT") ? 130 : 143);
                        assertThat(Events.of(ended).last().path("event").asString())
                                .as("at %s: %s", step, ended)
                                .isEqualTo("ended");
                    }
                    String all = goOn(step, ended, program);
                    assertThat(shop.newest()).as("after %s: %s", step, all).endsWith(" deployed");
                    assertThat(shop.kubectl()
                                    .field(
                                            "deployment",
                                            "shop-backend",
                                            ".spec.template.spec.containers[0].env[0].value"))
                            .as("after %s: %s", step, all)
                            .isEqualTo(currency);
                    assertThat(portIsFree(port))
                            .as("no forward is left at %s", step)
                            .isTrue();
                    shop.kubectl()
                            .await(
                                    "no child is left of the run that was ended at " + step,
                                    () -> children.stream().noneMatch(ProcessHandle::isAlive));
                    assertThat(leftOver(shop)).as("files left after %s", step).isEmpty();
                }
            }
        }

        private Ran endAt(String step, Program program, App shop, List<ProcessHandle> children) {
            try (Running running = App.begin(program)) {
                if (step.equals(IN_THE_HOOK)) {
                    shop.kubectl()
                            .await(
                                    "the upgrade waits for its hook",
                                    () -> shop.newest().contains(" pending-"));
                } else {
                    boolean _ = running.awaitLine(line -> Events.is(line, "step-started", step), LIMIT);
                }
                children.addAll(running.children());
                running.signal(signal);
                return running.end(Duration.ofSeconds(30));
            }
        }

        /// The next run; where it says what to do first, that is done.
        private String goOn(String step, Ran ended, Program program) {
            Events again = App.deploy(program, next.toArray(String[]::new));
            if (again.ran().exitCode() == 0) {
                note(step, ended, "ended well");
                return again.toString();
            }
            note(
                    step,
                    ended,
                    again.last()
                                    .path("reason")
                                    .asString(again.last().path("cause").asString("")) + " "
                            + again.last().path("suggestion").asString(""));
            if (again.last().path("event").asString().equals("not-begun")) {
                assertThat(step).as(again.toString()).isEqualTo("clean-up");
                assertThat(again.last().path("suggestion").asString())
                        .as(again.toString())
                        .contains("without --resume");
            } else {
                assertThat(step).as(again.toString()).isEqualTo(IN_THE_HOOK);
                String way = again.last().path("offers").path(0).path("offer").asString("");
                assertThat(way).as("at %s: %s", step, again).isIn("roll-back", "uninstall");
                Ran back = way.equals("uninstall")
                        ? program.run("rollback", "--uninstall", "--yes", "--yes-destroy")
                        : program.run("rollback", "--yes");
                assertThat(back.exitCode())
                        .as("at %s: %s%n%s", step, again, back)
                        .isZero();
            }
            Events afterwards = App.deploy(program);
            assertThat(afterwards.ran().exitCode())
                    .as("at %s: %s%n%s", step, again, afterwards)
                    .isZero();
            return again + "\n" + afterwards;
        }

        /// One row of the table of what came of it.
        private void note(String step, Ran ended, String nextRun) {
            String left = !signal.equals("KILL")
                    ? Events.of(ended).last().path("left").asString("")
                    : "";
            rows.put(
                    "%s %02d".formatted(name, steps.indexOf(step)),
                    "| %s | %s%s | %d | %s | %s: %s |%n"
                            .formatted(
                                    step,
                                    "SIG" + signal,
                                    helm ? "" : ", embedded Helm",
                                    ended.exitCode(),
                                    left,
                                    next.isEmpty() ? "deploy" : "deploy --resume",
                                    nextRun));
        }

        private static boolean portIsFree(int port) {
            try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return true;
            } catch (IOException _) {
                return false;
            }
        }

        /// Files for the while of a run that are still there.
        private static List<String> leftOver(App shop) {
            try (Stream<Path> state = Files.walk(shop.shipmate().home());
                    Stream<Path> temporary = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
                return Stream.concat(
                                state.filter(
                                        file -> file.getFileName().toString().matches("helm-\\d+-.*|.*\\.(new|part)")),
                                temporary.filter(
                                        file -> file.getFileName().toString().startsWith("shipmate-image-")))
                        .map(Path::toString)
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
