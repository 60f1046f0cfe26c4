package dev.shipmate.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.RolloutPace;
import dev.shipmate.fake.FakeTodo;
import dev.shipmate.fake.FakeTodo.Fault;
import dev.shipmate.fake.MutableClock;
import dev.shipmate.project.Project;
import dev.shipmate.project.ProjectFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The checks of this repository's own project file, but for those that need a cluster, on an app that behaves like
/// the Todo app, and on careless ones.
@Timeout(60)
class TodoChecksTest {
    private static final String AFTER_RESTART = "the task survives the backend's pods";

    @TempDir
    private Path folder;

    private Project project;

    @BeforeEach
    void readTheProjectFile() throws IOException {
        Files.copy(Path.of(ProjectFile.NAME), folder.resolve(ProjectFile.NAME));
        for (String file : List.of(
                "docker/backend/Dockerfile",
                "docker/frontend/Dockerfile",
                "helm/todo/Chart.yaml",
                "helm/todo/values-dev.yaml",
                "helm/todo/values-staging.yaml",
                "helm/todo/values-prod.yaml")) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.createFile(folder.resolve(file));
        }
        project = ProjectFile.read(folder.resolve(ProjectFile.NAME));
    }

    @Test
    void goodAppPassesAndIsLeftAsItWas() {
        try (var todo = new FakeTodo()) {
            VerificationReport report = verify(todo);
            assertThat(report.results())
                    .allSatisfy(result -> assertThat(result.outcome()).isNotInstanceOf(Outcome.Failed.class));
            assertThat(report.count(ReportLine.Mark.PASSED)).isGreaterThan(25);
            assertThat(todo.accounts()).isZero();
            assertThat(todo.tasks()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NO_SIGN_UP, a person can sign up",
        "SERVES_WITHOUT_TOKEN, without a token the answer is 401",
        "TAKES_ANY_SIGNATURE, forged tokens are refused: a changed signature",
        "TAKES_NO_ALGORITHM, 'forged tokens are refused: no signature, algorithm none'",
        "TAKES_SUFFIX, forged tokens are refused: a word after the signature",
        "TAKES_PUBLIC_KEY_AS_SECRET, 'forged tokens are refused: signed with the public key, algorithm HS256'",
        "LISTS_ALL_TASKS, the second person does not see the task in the list",
        "SHOWS_ANY_TASK, nor by its id",
        "SIGNS_IN_FROM_ANYWHERE, signing in from another site is refused",
        "OPENS_CORS, and no other",
        "FORGETS_TASKS, the task survives the backend's pods",
        "KEEPS_ACCOUNTS, and nobody can sign in to it",
    })
    void carelessAppFailsTheCheckThatIsMeantForIt(Fault fault, String check) {
        try (var todo = new FakeTodo(fault)) {
            assertThat(verify(todo).results())
                    .filteredOn(result -> result.outcome() instanceof Outcome.Failed)
                    .extracting(result -> result.check().name())
                    .contains(check);
            assertThat(todo.tasks()).isZero();
        }
    }

    /// Restarts and pods are another test's; the app is restarted when its check would be. Asking again is left out.
    private VerificationReport verify(FakeTodo todo) {
        var app = new DeployedApp(
                todo.url(),
                CheckRun.nowhere(),
                "todo",
                (_, _) -> new ServiceAccess.Way.Open(todo.url()),
                () -> List.of("kind: Deployment"),
                false);
        List<Check> checks = Checks.read(project.checks()).stream()
                .filter(check -> !(check instanceof PodsCheck))
                .map(check -> check instanceof HttpCheck http ? askedOnce(http) : check)
                .toList();
        return new Verification(new MutableClock(), RolloutPace.usual()).run(checks, app, event -> {
            if (event instanceof VerificationEvent.Started started
                    && started.check().name().equals(AFTER_RESTART)) {
                todo.restart();
            }
        });
    }

    private static HttpCheck askedOnce(HttpCheck check) {
        return new HttpCheck(
                check.name(),
                check.place(),
                check.request(),
                check.expectations(),
                check.captures(),
                check.needs(),
                // Restarts are another test's.
                check.name().equals(AFTER_RESTART) ? "" : check.after(),
                check.limit(),
                Duration.ZERO,
                check.cleanup());
    }
}
