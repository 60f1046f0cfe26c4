package dev.shipmate.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigTest {
    @TempDir
    private Path folder;

    private String file = "";

    @BeforeEach
    void write() throws IOException {
        Path path = folder.resolve("config");
        Files.writeString(path, """
                apiVersion: v1
                kind: Config
                current-context: minikube
                clusters:
                - {name: minikube, cluster: {server: "https://192.168.49.2:8443"}}
                - {name: far, cluster: {server: "https://k8s.example.com/"}}
                users:
                - {name: jane, user: {token: abc}}
                contexts:
                - {name: minikube, context: {cluster: minikube, user: jane, namespace: shop}}
                - {name: production, context: {cluster: far, user: jane}}
                """);
        file = path.toString();
    }

    @Test
    void theCurrentContextAndItsNamespaceAreUsed() {
        try (Cluster cluster = Cluster.open(new ClusterOptions(file, "", "", ""))) {
            assertThat(cluster.target())
                    .isEqualTo(new ClusterTarget("minikube", "shop", "https://192.168.49.2:8443", true));
        }
    }

    @Test
    void anotherContextAndNamespaceCanBeChosen() {
        try (Cluster cluster = Cluster.open(new ClusterOptions(file, "production", "todo", ""))) {
            assertThat(cluster.target())
                    .isEqualTo(new ClusterTarget("production", "todo", "https://k8s.example.com", false));
        }
    }

    @Test
    void withoutANamespaceItIsDefault() {
        try (Cluster cluster = Cluster.open(new ClusterOptions(file, "production", "", ""))) {
            assertThat(cluster.target().namespace()).isEqualTo("default");
        }
    }

    @Test
    void anUnknownContextIsAnsweredWithThoseThatExist() {
        var options = new ClusterOptions(file, "prod", "", "");
        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> Cluster.open(options))
                .withMessageContaining("There is no context 'prod'")
                .withMessageContaining("minikube, production");
    }

    @Test
    void aCurrentContextThatIsNotThereIsNamed() throws IOException {
        String text = Files.readString(Path.of(file));
        Files.writeString(Path.of(file), text.replace("current-context: minikube", "current-context: gone"));
        var options = new ClusterOptions(file, "", "", "");
        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> Cluster.open(options))
                .withMessageContaining("The current context 'gone' of the kubeconfig is not in it.")
                .withMessageContaining("minikube, production");
    }

    @Test
    void aMissingFileIsNamedAndTheSandboxOffered() {
        var options = new ClusterOptions(folder.resolve("none").toString(), "", "", "");
        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> Cluster.open(options))
                .withMessageContaining("There is no kubeconfig at")
                .withMessageContaining("--sandbox");
    }

    @Test
    void noKubeconfigAtAllOffersTheSandbox() {
        ClusterOptions usual = ClusterOptions.usual();
        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> Cluster.open(usual))
                .withMessageContaining("No kubeconfig was found")
                .withMessageContaining("--sandbox");
    }

    @Test
    void aFileThatIsNoKubeconfigIsReportedAsSuch() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken"), "clusters: [\u0000");
        var options = new ClusterOptions(broken.toString(), "", "", "");
        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> Cluster.open(options))
                .withMessageContaining("Cannot read the kubeconfig");
    }

    @Test
    void contextsAreListedWithTheCurrentOneMarked() {
        assertThat(Cluster.contexts(new ClusterOptions(file, "", "", "")))
                .containsExactly(
                        new ClusterContext("minikube", "minikube", "shop", true),
                        new ClusterContext("production", "far", "default", false));
    }
}
