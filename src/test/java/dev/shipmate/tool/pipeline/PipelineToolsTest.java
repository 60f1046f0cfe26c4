package dev.shipmate.tool.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.approval.Approval;
import dev.shipmate.approval.ApprovalPolicy;
import dev.shipmate.approval.Circumstances;
import dev.shipmate.approval.Gate;
import dev.shipmate.approval.PlannedChange;
import dev.shipmate.cluster.ClusterTarget;
import dev.shipmate.fake.FakeApiServer;
import dev.shipmate.helm.HelmChoice;
import dev.shipmate.redaction.PatternRedactor;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.Tool;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolDescription;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.ToolSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineToolsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "helm_status, READ",
        "helm_history, READ",
        "pipeline_status, READ",
        "verify_deployment, READ",
        "build_images, CHANGE",
        "load_images, CHANGE",
        "deploy_app, CHANGE",
        "rollback_release, CHANGE",
        "clean_up_images, DESTROY",
        "uninstall_release, DESTROY"
    })
    void eachToolHasItsEffectAndIsDescribed(String name, Effect effect) {
        ToolSpec<?> spec = spec(name);

        assertThat(spec.effect()).isEqualTo(effect);
        assertThat(ToolDescription.of(spec).summary()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "helm_status, true, true",
        "deploy_app, true, true",
        "deploy_app, false, false",
        "clean_up_images, true, false",
        "uninstall_release, true, false"
    })
    void yesAllowsWhatCanBeTakenBack(String name, boolean yes, boolean allowed) {
        ToolSpec<?> spec = spec(name);
        var gate = new Gate(new ApprovalPolicy(yes, false, false, Set.of()));
        var change = new PlannedChange(
                new ToolCall(name, Map.of()),
                spec.effect(),
                new ClusterTarget("fake", "todo", "http://127.0.0.1", true),
                List.of(),
                List.of(),
                List.of());

        assertThat(gate.decide(change, Circumstances.PLAIN, _ -> Approval.UNAVAILABLE)
                        .allows())
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "build_images",
                "load_images",
                "deploy_app",
                "verify_deployment",
                "rollback_release",
                "clean_up_images",
                "pipeline_status",
                "uninstall_release"
            })
    void withoutAProjectFileTheyTellHowToMakeOne(String tool) {
        try (var bench = new PipelineBench(folder)) {
            for (ToolResult result : List.of(bench.dryRun(tool), bench.apply(tool))) {
                assertThat(result)
                        .isInstanceOf(ToolResult.Failed.class)
                        .asString()
                        .contains("There is no shipmate.yaml in", "shipmate deploy --init");
            }
        }
    }

    @Test
    void aMistakeInTheProjectFileIsTold() throws IOException {
        Files.writeString(folder.resolve("shipmate.yaml"), "version: 1\nname: shop\nchrt: helm/shop\n");
        try (var bench = new PipelineBench(folder)) {
            assertThat(bench.failed("deploy_app").cause()).contains("shipmate.yaml", "chrt");
        }
    }

    @Test
    void theProjectFileMayLieAbove() throws IOException {
        try (var _ = PipelineBench.ofProject(folder);
                var bench = new PipelineBench(Files.createDirectories(folder.resolve("docker/backend/src")))) {
            assertThat(bench.planned("build_images").changes())
                    .singleElement()
                    .asString()
                    .contains("image/backend", "docker/backend");
        }
    }

    private static ToolSpec<?> spec(String name) {
        try (var server = new FakeApiServer();
                var cluster = server.cluster()) {
            return PipelineTools.of(
                            cluster,
                            Shipments.none("no", "none"),
                            () -> new HelmChoice.None("no", "none"),
                            new PatternRedactor())
                    .stream()
                    .<ToolSpec<?>>map(Tool::spec)
                    .filter(spec -> spec.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
