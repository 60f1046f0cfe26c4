package dev.shipmate.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectDraftTest {
    @TempDir
    private Path parent;

    private Path folder;

    @BeforeEach
    void makeAFolder() throws IOException {
        folder = Files.createDirectory(parent.resolve("My Shop"));
    }

    @Test
    void draftOfARepositoryIsAProjectFile() throws IOException {
        write("services/web/Dockerfile", "FROM scratch\n");
        write("services/api/Dockerfile", "FROM scratch\n");
        write("deploy/chart/Chart.yaml", "name: shop\n");
        write("deploy/chart/values.yaml", """
                web: {image: {repository: web, tag: ""}}
                api: {picture: {repository: api, tag: ""}}
                auth: {existingSecret: ""}
                """);
        write("deploy/chart/values-prod.yaml", "");
        write("deploy/chart/values-dev.yaml", "");
        assertThat(ProjectDraft.of(folder).write())
                .isEqualTo(new ProjectDraft.Ending.Written(folder.resolve("shipmate.yaml"), List.of()));
        Project project = ProjectFile.read(folder.resolve("shipmate.yaml"));
        assertThat(project.name()).isEqualTo("my-shop");
        assertThat(project.images())
                .containsExactly(
                        image("api", "services/api", "api.picture"), image("web", "services/web", "web.image"));
        assertThat(project.chart()).isEqualTo(folder.resolve("deploy/chart"));
        assertThat(project.environments())
                .extracting(EnvironmentSpec::name, EnvironmentSpec::namespace)
                .extracting(Object::toString)
                .containsExactly("(\"dev\", \"my-shop\")", "(\"prod\", \"my-shop-prod\")");
        assertThat(project.checks().present()).isTrue();
        assertThat(folder.resolve("shipmate.yaml")).content().contains("values: auth.existingSecret");
    }

    @Test
    void onlyImageTakesTheOnlyMapping() throws IOException {
        write("Dockerfile", "FROM scratch\n");
        write("chart/Chart.yaml", "name: shop\n");
        write("chart/values.yaml", "image: {repository: nginx}\n");
        ProjectDraft.of(folder).write();
        Project project = ProjectFile.read(folder.resolve("shipmate.yaml"));
        assertThat(project.images())
                .containsExactly(new ImageSpec(
                        "my-shop", "my-shop", folder, folder.resolve("Dockerfile"), "", Map.of(), "image"));
    }

    @Test
    void dockerfilesWithNamesOfTheirOwnNameTheirImages() throws IOException {
        write("build-files/Dockerfile.worker", "FROM scratch\n");
        write("build-files/mail.Dockerfile", "FROM scratch\n");
        write("chart/Chart.yaml", "name: shop\n");
        assertThat(ProjectDraft.of(folder).text())
                .contains("  worker:\n", "dockerfile: Dockerfile.worker", "  mail:\n", "dockerfile: mail.Dockerfile");
    }

    @Test
    void whatWasInstalledOrBuiltIsLeftOut() throws IOException {
        write("node_modules/leftpad/Dockerfile", "");
        write(".cache/Dockerfile", "");
        write("chart/charts/db/Chart.yaml", "");
        write("chart/Chart.yaml", "");
        write("web/Dockerfile", "");
        assertThat(ProjectDraft.of(folder).text())
                .contains("context: web\n", "chart: chart\n")
                .doesNotContain("leftpad", ".cache", "charts/db");
    }

    @Test
    void whatIsMissingIsToldAndStandsInTheFile() throws IOException {
        write("web/Dockerfile", "FROM scratch\n");
        var written = (ProjectDraft.Ending.Written) ProjectDraft.of(folder).write();
        assertThat(written.missing())
                .containsExactly(
                        "no Chart.yaml was found: name the folder of the chart under `chart`",
                        "no value of the chart takes image web: name it under `images.web.values`");
        assertThat(written.file()).content().contains("# To do:\n# - no Chart.yaml was found");
        assertThatThrownBy(() -> ProjectFile.read(written.file())).hasMessageContaining("chart names");
    }

    @Test
    void fileThatIsThereIsLeftAsItIs() throws IOException {
        write("shipmate.yaml", "mine\n");
        assertThat(ProjectDraft.of(folder).write())
                .isEqualTo(new ProjectDraft.Ending.AlreadyThere(folder.resolve("shipmate.yaml")));
        assertThat(folder.resolve("shipmate.yaml")).hasContent("mine");
    }

    @Test
    void emptyFolderMakesADraftToo() {
        assertThat(ProjectDraft.of(folder).text()).contains("images: {}", "no Dockerfile was found");
    }

    private ImageSpec image(String name, String context, String valuesKey) {
        return new ImageSpec(
                name,
                "my-shop/" + name,
                folder.resolve(context),
                folder.resolve(context).resolve("Dockerfile"),
                "",
                Map.of(),
                valuesKey);
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
