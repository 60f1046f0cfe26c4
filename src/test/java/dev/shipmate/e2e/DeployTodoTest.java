package dev.shipmate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.e2e.Breakage.Way;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// The Todo app of this repository, from its sources to http://localhost:3000. Each test goes on from where the one
/// before it ended, as a developer's day does.
@Tag("e2e")
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeployTodoTest {
    private static final String NAMESPACE = "e2e-todo";
    private static final List<String> STEPS =
            List.of("check", "build", "cluster", "load", "secrets", "deploy", "wait", "expose", "verify", "clean-up");

    private final TestVolumes volumes = new TestVolumes("e2e-todo", 2);
    private final Path folder;
    private final App todo;
    private final List<Troubleshot> table = new ArrayList<>();

    DeployTodoTest(@TempDir Path folder) {
        this.folder = folder;
        todo = App.todo(folder.resolve("todo"), NAMESPACE);
    }

    @BeforeAll
    void startFromNothing() {
        TestImages.loadPostgres();
        TestImages.remove("todo-e2e/");
    }

    @AfterAll
    void leaveNothing() {
        todo.close();
        volumes.close();
        TestImages.remove("todo-e2e/");
        Troubleshot.write("failed-deploys-todo.md", table);
    }

    @Test
    @Order(1)
    void oneCommandBuildsLoadsInstallsExposesVerifiesAndCleansUp() throws IOException {
        Events run = todo.deploy();

        assertThat(run.ran().exitCode()).as(run.toString()).isZero();
        assertThat(run.steps()).isEqualTo(STEPS);
        assertThat(STEPS.subList(0, STEPS.size() - 1))
                .allSatisfy(step -> assertThat(run.outcome(step)).as(step).isEqualTo("done"));
        // After the first deploy there may be nothing that nobody needs.
        assertThat(run.outcome("clean-up")).as(run.toString()).isIn("done", "skipped");
        assertThat(run.said("clean-up"))
                .as(run.toString())
                .anyMatch(fact -> fact.startsWith("removed ") || fact.contains("all needed"));
        assertThat(run.last().path("outcome").asString()).isEqualTo("done");
        assertThat(answer()).as("it answers by the node port, without Shipmate").isEqualTo(200);
        assertThat(TestImages.inNode())
                .anyMatch(image -> image.startsWith("docker.io/todo-e2e/backend:"))
                .anyMatch(image -> image.startsWith("docker.io/todo-e2e/frontend:"));

        JsonNode report = report("verification.json");
        JsonNode checks = report.findPath("checks");
        assertThat(checks.valueStream()
                        .filter(check -> !check.path("outcome").asString().equals("passed"))
                        // What nobody can look at on this cluster is told as not checked.
                        .filter(check -> !check.path("outcome").asString().equals("notChecked")
                                || !check.path("kind").asString().equals("connections"))
                        .map(check -> check.path("name").asString()))
                .as("checks that did not pass")
                .isEmpty();
        assertThat(checks.valueStream().map(check -> check.path("kind").asString()))
                .as("it was tried that the app comes back with its data")
                .contains("restart", "forgedTokens", "http", "pods");
    }

    @Test
    @Order(2)
    void secondRunWithoutAChangeBuildsAndLoadsNothing() {
        Events run = todo.deploy();

        assertThat(run.ran().exitCode()).as(run.toString()).isZero();
        assertThat(run.said("build")).allMatch(fact -> fact.contains("there already"), run.toString());
        assertThat(String.join("\n", run.said("load"))).as(run.toString()).contains("nothing to load");
        assertThat(String.join("\n", run.said("deploy"))).as(run.toString()).contains("nothing to change");
        assertThat(todo.revisions()).hasSize(1);
    }

    @Test
    @Order(3)
    void aOneLineChangeRebuildsOneImage() {
        List<String> before = TestImages.onHost("todo-e2e/*");
        todo.sources().append("docker/backend/todo/app.py", "# changed\n");

        Events run = todo.deploy();

        assertThat(run.ran().exitCode()).as(run.toString()).isZero();
        List<String> built = TestImages.onHost("todo-e2e/*").stream()
                .filter(image -> !before.contains(image))
                .toList();
        assertThat(built).singleElement().asString().startsWith("todo-e2e/backend:");
        assertThat(run.said("build"))
                .anyMatch(fact -> fact.contains("frontend") && fact.contains("there already"), run.toString());
        assertThat(todo.revisions()).hasSize(2);
        assertThat(todo.kubectl().field("deployment", "todo-backend", ".spec.template.spec.containers[0].image"))
                .isEqualTo(built.getFirst());
    }

    @Test
    @Order(4)
    void rollbackBringsTheOldImageBack() {
        String changed = todo.kubectl().field("deployment", "todo-backend", ".spec.template.spec.containers[0].image");

        Events run = Events.of(todo.shipmate().run("rollback", "--yes", "-o", "json"));

        assertThat(run.ran().exitCode()).as(run.toString()).isZero();
        assertThat(todo.kubectl().field("deployment", "todo-backend", ".spec.template.spec.containers[0].image"))
                .isNotEqualTo(changed);
        assertThat(todo.revisions()).hasSize(3);
    }

    static List<Breakage> overlays() {
        return List.of(
                overlay("missing-image-tag")
                        .with("--env", "broken", "--set", "backend.image.tag=0.0.0-does-not-exist")
                        .failsAt("deploy")
                        .tells("backend:0.0.0-does-not-exist", "not found")
                        .visibleAs("Failed to pull image")
                        .healsBy(Way.ROLL_BACK),
                overlay("missing-secret-key")
                        .failsAt("wait")
                        .tells("auth_secret_misspelt", "auth_secret_misspelt")
                        .visibleAs("couldn't find key")
                        .healsBy(Way.REMEDY),
                overlay("too-little-memory")
                        .failsAt("wait")
                        .tells("deployment/todo-frontend.*memory", "OOMKilled|137")
                        .visibleAs("Back-off restarting")
                        .healsBy(Way.ROLL_BACK),
                overlay("wrong-service-port")
                        .failsAt("verify")
                        .tells("service/todo-backend.*8001", "8001")
                        .healsBy(Way.REMEDY));
    }

    /// What the overlay says of itself, and its values.
    private static Breakage overlay(String name) {
        String text = SourceTree.repository("helm/todo/ci/broken/%s.yaml".formatted(name));
        String what = text.replaceFirst("(?s)^# Breaks: (.*?)\\.\\R.*$", "$1").replace("\n# ", " ");
        return Breakage.of(name, what).with("--env", "broken").by(app -> {
            app.sources().write("broken.yaml", text);
            return () -> {};
        });
    }

    @Order(5)
    @ParameterizedTest
    @MethodSource("overlays")
    void causeOfEachBrokenOverlayIsToldAndTheWayOutWorks(Breakage breakage) {
        Troubleshot told = Troubleshot.of(breakage, todo, folder.resolve(breakage.name()));
        table.add(told);
        told.check();
    }

    /// A volume keeps the password that it was made with, so that this one breaks a first install only.
    @Test
    @Order(6)
    void aFirstInstallWithTheWrongPasswordIsToldAndCanBeTakenAway() {
        try (App fresh = App.todo(folder.resolve("fresh"), "e2e-todo-password")) {
            fresh.sources()
                    .replace("shipmate.yaml", "url: http://localhost:3000", "url: http://localhost:18301")
                    .replace(
                            "shipmate.yaml",
                            "    set:\n      postgresql",
                            "    set:\n      frontend.service.type: ClusterIP\n      postgresql");
            Breakage breakage = overlay("wrong-db-password")
                    .failsAt("wait")
                    .tells("(?i)password", "(?i)password.*(refused|failed|authentication)")
                    .visibleAs("Back-off restarting")
                    .healsBy(Way.UNINSTALL);
            Troubleshot told = Troubleshot.of(breakage, fresh, folder.resolve(breakage.name()));
            table.add(told);
            told.check();
        }
    }

    /// What a run has left in its folder.
    private JsonNode report(String name) throws IOException {
        try (Stream<Path> files = Files.walk(todo.shipmate().home().resolve("state"))) {
            Path file = files.filter(each -> each.endsWith(name)).findFirst().orElseThrow();
            return new Ran(file.toString(), 0, Files.readString(file), "").json();
        }
    }

    private static int answer() {
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:3000/"))
                    .timeout(Duration.ofSeconds(20))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new AssertionError("http://localhost:3000 does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }
}
