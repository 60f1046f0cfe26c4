package dev.shipmate.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterOptions;
import dev.shipmate.cluster.RolloutPace;
import dev.shipmate.fake.FakeApiServer;
import dev.shipmate.fake.StandIn;
import dev.shipmate.helm.HelmChoice;
import dev.shipmate.image.Docker;
import dev.shipmate.image.LocalCluster;
import dev.shipmate.image.NodeImages;
import dev.shipmate.image.Programs;
import dev.shipmate.pipeline.RunResult.StepResult;
import dev.shipmate.process.ProgramRunner;
import dev.shipmate.project.Project;
import dev.shipmate.project.ProjectFile;
import dev.shipmate.redaction.PatternRedactor;
import dev.shipmate.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/// All that a deploy needs, without anything outside this process but small scripts: a cluster with controllers, a
/// Docker that builds nothing, a Helm with one chart, and an app that answers.
final class ShippingBench implements AutoCloseable {
    /// Nothing here takes long to start.
    private static final RolloutPace PACE = new RolloutPace(
            Duration.ofMinutes(1),
            Duration.ofMillis(50),
            Duration.ofMillis(200),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1));

    private final Path folder;
    private final Sandbox sandbox = Sandbox.start();
    private final Cluster cluster = Cluster.open(ClusterOptions.ofServer("sandbox", sandbox.server(), "todo"));
    private final FakeApiServer app = new FakeApiServer().with("/", 200, "{}");
    private final FakeHelm helm = new FakeHelm(cluster);
    private final Doors doors = new Doors();
    private final List<PipelineEvent> events = new CopyOnWriteArrayList<>();
    private final StandIn docker;
    private String exposed = app.url();

    ShippingBench(Path folder) {
        this.folder = folder;
        write("web/Dockerfile", "FROM scratch\nCOPY page /\n");
        write("web/page", "hello");
        write("chart/Chart.yaml", "apiVersion: v2\nname: todo\nversion: 0.1.0\n");
        project("");
        try {
            Path built = Files.createDirectories(folder.resolve("built"));
            docker = new StandIn(folder, "docker")
                    .prints("version*", "{\"Client\":{\"Version\":\"29.0\"},\"Server\":{\"Version\":\"29.0\"}}")
                    .prints("buildx version", "v0.30")
                    .prints("info*", folder.toString())
                    .does("build *", """
                            while [ "$1" != --tag ]; do shift; done
                            echo "#5 [1/1] COPY page /" >&2
                            touch "%s/$(echo "$2" | tr / _)"; exit 0
                            """.formatted(built))
                    .does("image inspect*", """
                            while [ $# -gt 1 ]; do shift; done
                            [ -e "%s/$(echo "$1" | tr / _)" ] || { echo "No such image: $1" >&2; exit 1; }
                            echo '{"id":"sha256:1","tags":["'$1'"],"size":1000,"labels":{"dev.shipmate.project":"todo"}}'
                            exit 0
                            """.formatted(built))
                    .prints("image ls*", "")
                    .prints("container ls*", "")
                    .prints("image history*", "\"COPY page /\"\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes the project file, with more at its end.
    ShippingBench project(String more) {
        return write("shipmate.yaml", """
                version: 1
                name: todo
                images:
                  web: {repository: shop/web, context: web}
                chart: chart
                environments:
                  dev: {namespace: todo, restarts: true}
                expose:
                  - {url: "%s", service: web, port: 80}
                %s
                """.formatted(exposed, more));
    }

    /// Names another address than that of the app.
    void exposing(String url) {
        exposed = url;
        project("");
    }

    /// From now on no API server answers.
    void stopCluster() {
        sandbox.close();
    }

    ShippingBench write(String file, String text) {
        try {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    String address() {
        return app.url();
    }

    FakeApiServer app() {
        return app;
    }

    FakeHelm helm() {
        return helm;
    }

    StandIn docker() {
        return docker;
    }

    Cluster cluster() {
        return cluster;
    }

    Path state() {
        return folder.resolve("state");
    }

    List<PipelineEvent> events() {
        return List.copyOf(events);
    }

    PipelineListener listener() {
        return events::add;
    }

    Shipment shipment() {
        Project project = ProjectFile.read(folder.resolve("shipmate.yaml"));
        return new Shipment(project, project.environment(""), cluster);
    }

    Equipment equipment() {
        return equipment(Clock.systemUTC());
    }

    Equipment equipment(Clock clock) {
        var runner = new ProgramRunner();
        var hostDocker = new Docker(runner, docker.path(), Duration.ofSeconds(20));
        return new Equipment(
                hostDocker,
                () -> new NodeImages(
                        runner, Programs.onPath(), hostDocker, new LocalCluster.HostDocker("docker-desktop")),
                () -> new HelmChoice.Chosen(helm, "a fake one"),
                runner,
                Map.of(),
                state(),
                new PatternRedactor(),
                clock,
                PACE);
    }

    Shipping shipping() {
        return new LiveShipping(shipment(), equipment(), doors);
    }

    URI url() {
        return URI.create(address());
    }

    /// A run that was begun.
    static RunEnding.Ran ran(RunEnding ending) {
        assertThat(ending).isInstanceOf(RunEnding.Ran.class);
        return (RunEnding.Ran) ending;
    }

    static StepOutcome outcome(RunEnding.Ran ran, StepName step) {
        Map<StepName, StepOutcome> outcomes =
                ran.result().steps().stream().collect(Collectors.toMap(StepResult::step, StepResult::outcome));
        assertThat(outcomes).as("%s", ran).containsKey(step);
        return Objects.requireNonNull(outcomes.get(step));
    }

    static List<String> facts(RunEnding.Ran ran, StepName step) {
        assertThat(outcome(ran, step)).isInstanceOf(StepOutcome.Done.class);
        return ((StepOutcome.Done) outcome(ran, step)).facts();
    }

    @Override
    public void close() {
        doors.close();
        app.close();
        cluster.close();
        sandbox.close();
    }
}
