package dev.shipmate.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.shipmate.fake.FakeApiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
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
    void theNameOfALocalClusterIsNoProofThatItIsOne() throws IOException {
        Files.writeString(
                Path.of(file), Files.readString(Path.of(file)).replace("name: production", "name: docker-desktop"));
        try (Cluster cluster = Cluster.open(new ClusterOptions(file, "docker-desktop", "", ""))) {
            assertThat(cluster.target().local()).isFalse();
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

    @Nested
    class EntryOfTheCluster {
        @Test
        void itHasTheMarkOfWhoMadeItAndThePathOfItsCertificate() throws IOException {
            add(
                    "shop",
                    "{server: \"https://192.168.49.2:8443\", certificate-authority: pki/ca.crt, extensions:"
                            + " [{name: other}, {name: cluster_info, extension: {provider: minikube.sigs.k8s.io}}]}");
            var kubeconfig = Kubeconfig.read(new ClusterOptions(file, "to-shop", "", ""));
            assertThat(kubeconfig.entry())
                    .isEqualTo(new ClusterEntry(
                            "to-shop",
                            "shop",
                            "https://192.168.49.2:8443",
                            folder.resolve("pki/ca.crt").toString(),
                            "minikube.sigs.k8s.io"));
            assertThat(kubeconfig.target().local()).isTrue();
        }

        @Test
        void minikubeIsKnownByWhereItsCertificateLies() throws IOException {
            add("shop", "{server: \"https://192.168.49.2:8443\", certificate-authority: /home/jane/.minikube/ca.crt}");
            var options = new ClusterOptions(file, "to-shop", "", "");
            assertThat(Kubeconfig.read(options).entry().isMinikube()).isTrue();
            assertThatExceptionOfType(ClusterException.class)
                    .isThrownBy(() -> Cluster.open(options))
                    .withMessageContaining("there is no file /home/jane/.minikube/ca.crt");
        }

        @Test
        void aServerThatWasNamedHasNone() {
            try (Cluster cluster = Cluster.open(ClusterOptions.ofServer("fake", "http://127.0.0.1:1", ""))) {
                assertThat(cluster.entry()).isEqualTo(new ClusterEntry("fake", "", "http://127.0.0.1:1", "", ""));
            }
        }

        private void add(String name, String cluster) throws IOException {
            String text = Files.readString(Path.of(file))
                    .replace("clusters:", "clusters:\n- {name: %s, cluster: %s}".formatted(name, cluster))
                    .replace("contexts:", "contexts:\n- {name: to-%s, context: {cluster: %s}}".formatted(name, name));
            Files.writeString(Path.of(file), text);
        }
    }

    @Nested
    class AfterAChange {
        @Test
        void theNewAddressIsUsedAlsoFromAnotherNamespace() throws IOException {
            try (var server = new FakeApiServer().with("/version", 200, "{\"gitVersion\": \"v1.34.4\"}");
                    Cluster cluster = Cluster.open(new ClusterOptions(file, "production", "", ""))) {
                Cluster sibling = cluster.withNamespace("todo");
                String text = Files.readString(Path.of(file));
                Files.writeString(
                        Path.of(file),
                        text.replace("https://k8s.example.com/", server.url())
                                .replace("current-context: minikube", "current-context: other"));

                cluster.reconnect();

                assertThat(cluster.version()).isEqualTo("v1.34.4");
                assertThat(sibling.version()).isEqualTo("v1.34.4");
                assertThat(sibling.target()).isEqualTo(new ClusterTarget("production", "todo", server.url(), true));
            }
        }
    }

    @Nested
    class ClusterThatIsYetToBeStarted {
        @Test
        void itIsExpectedUnderItsNameAndCannotBeReached() {
            try (Cluster cluster = Cluster.openOrExpect(new ClusterOptions("", "", "todo", ""), "minikube")) {
                assertThat(cluster.target()).isEqualTo(new ClusterTarget("minikube", "todo", "", true));
                assertThat(cluster.entry()).isEqualTo(new ClusterEntry("minikube", "", "", "", ""));
                assertThatExceptionOfType(ClusterException.class)
                        .isThrownBy(cluster::version)
                        .withMessageContaining("there is no cluster 'minikube' yet")
                        .satisfies(e -> assertThat(e.code()).isEqualTo(ClusterException.Code.UNREACHABLE));
            }
        }

        @Test
        void anotherContextThatIsMeantIsNotExpected() {
            assertThatExceptionOfType(ClusterException.class)
                    .isThrownBy(() -> Cluster.openOrExpect(new ClusterOptions("", "production", "", ""), "minikube"));
        }

        @Test
        void oneThatIsThereIsOpened() {
            try (Cluster cluster = Cluster.openOrExpect(new ClusterOptions(file, "production", "", ""), "minikube")) {
                assertThat(cluster.target().context()).isEqualTo("production");
            }
        }
    }
}
