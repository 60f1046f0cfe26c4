package dev.shipmate.pipeline;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.RolloutPace;
import dev.shipmate.fake.FakeApiServer;
import dev.shipmate.fake.StandIn;
import dev.shipmate.helm.HelmChoice;
import dev.shipmate.image.Docker;
import dev.shipmate.image.LocalCluster;
import dev.shipmate.image.NodeImages;
import dev.shipmate.image.Programs;
import dev.shipmate.process.ProgramRunner;
import dev.shipmate.project.Project;
import dev.shipmate.project.ProjectFile;
import dev.shipmate.redaction.PatternRedactor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// A whole cluster as an API server tells of it, and a host with images of the project `shop`.
@Timeout(30)
abstract class CleanUpFixture {
    private static final Map<String, String> PATHS = Map.of(
            "pods", "/api/v1/pods",
            "secrets", "/api/v1/secrets",
            "configmaps", "/api/v1/configmaps",
            "deployments", "/apis/apps/v1/deployments",
            "statefulsets", "/apis/apps/v1/statefulsets",
            "daemonsets", "/apis/apps/v1/daemonsets",
            "replicasets", "/apis/apps/v1/replicasets",
            "controllerrevisions", "/apis/apps/v1/controllerrevisions",
            "jobs", "/apis/batch/v1/jobs",
            "cronjobs", "/apis/batch/v1/cronjobs");

    @TempDir
    Path folder;

    final FakeApiServer server = new FakeApiServer();
    final Cluster cluster = server.cluster();
    StandIn program;

    @BeforeEach
    final void emptyClusterAndHost() {
        PATHS.keySet().forEach(kind -> has(kind, ""));
        program = new StandIn(folder, "docker").prints("container ls*", "").prints("image ls*", "");
    }

    @AfterEach
    final void stop() {
        cluster.close();
        server.close();
    }

    final void has(String kind, String items) {
        server.with(path(kind), 200, "{\"kind\": \"List\", \"items\": [%s]}".formatted(items));
    }

    final void forbids(String kind) {
        server.with(
                path(kind),
                403,
                "{\"kind\": \"Status\", \"code\": 403, \"message\": \"%s is forbidden\"}".formatted(kind));
    }

    /// A revision as Helm keeps it: base64 of base64 of gzip of JSON.
    static String revision(int number, String manifest) {
        var release = new JsonMapper().createObjectNode();
        release.put("name", "todo")
                .put("version", number)
                .put("namespace", "todo")
                .put("manifest", manifest);
        var bytes = new ByteArrayOutputStream();
        try (var zipped = new GZIPOutputStream(bytes)) {
            zipped.write(release.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Base64.Encoder base64 = Base64.getEncoder();
        return record(number, base64.encodeToString(base64.encode(bytes.toByteArray())));
    }

    static String record(int number, String data) {
        return """
                {"metadata": {"name": "sh.helm.release.v1.todo.v%1$d", "namespace": "todo",
                  "labels": {"owner": "helm", "name": "todo", "status": "superseded", "version": "%1$d"}},
                 "data": {"release": "%2$s"}}""".formatted(number, data);
    }

    final Docker docker() {
        return new Docker(new ProgramRunner(), program.path(), Duration.ofMinutes(1));
    }

    /// @param cleanUp what the project file says under `cleanUp`
    final CleanUps cleanUps(String cleanUp) {
        Project project = project(cleanUp);
        var runner = new ProgramRunner();
        var nodes = new NodeImages(runner, Programs.onPath(), docker(), new LocalCluster.HostDocker("docker-desktop"));
        var equipment = new Equipment(
                docker(),
                () -> nodes,
                CleanUpFixture::noHelm,
                runner,
                Map.of(),
                folder,
                new PatternRedactor(),
                Clock.systemUTC(),
                RolloutPace.ofDeploys());
        return new CleanUps(new Shipment(project, project.environment(""), cluster), equipment);
    }

    final Project project(String cleanUp) {
        try {
            Path chart = Files.createDirectories(folder.resolve("chart"));
            Files.writeString(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: shop\nversion: 1.0.0\n");
            Path context = Files.createDirectories(folder.resolve("web"));
            Files.writeString(context.resolve("Dockerfile"), "FROM a\n");
            return ProjectFile.read(Files.writeString(folder.resolve(ProjectFile.NAME), """
                    version: 1
                    name: shop
                    images: {web: {repository: shop/web, context: web}}
                    chart: chart
                    environments: {dev: {namespace: todo}}
                    cleanUp: %s
                    """.formatted(cleanUp)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HelmChoice noHelm() {
        throw new IllegalStateException("Clean-up needs no Helm.");
    }

    private static String path(String kind) {
        return PATHS.getOrDefault(kind, kind);
    }
}
