package dev.shipmate.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.ClusterEntry;
import dev.shipmate.fake.StandIn;
import dev.shipmate.process.ProgramRunner;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalClustersTest {
    @TempDir
    Path folder;

    private StandIn minikube;
    private LocalClusters clusters;

    @BeforeEach
    void standIn() {
        minikube = new StandIn(folder, "minikube").prints("profile list*", """
                {"invalid":[],"valid":[{"Name":"shop","Status":"Running","Config":{"Name":"shop",
                "Nodes":[{"Name":"","IP":"192.168.49.2","Port":8443,"ControlPlane":true}]}}]}
                """);
        clusters =
                new LocalClusters(new ProgramRunner(), new Programs("docker", "ctr", minikube.path(), "kind", "k3d"));
    }

    @Test
    void namesAreRecognised() {
        assertThat(named("minikube")).isEqualTo(new LocalCluster.Minikube("minikube"));
        assertThat(named("kind-shop")).isEqualTo(new LocalCluster.Kind("shop"));
        assertThat(named("kubernetes-admin@kind")).isEqualTo(new LocalCluster.Kind("kind"));
        assertThat(named("k3d-shop")).isEqualTo(new LocalCluster.K3d("shop"));
        assertThat(named("docker-desktop")).isEqualTo(new LocalCluster.HostDocker("docker-desktop"));
        assertThat(named("docker-for-desktop")).isEqualTo(new LocalCluster.HostDocker("docker-for-desktop"));
    }

    @Test
    void renamedContextIsRecognisedByItsCluster() {
        assertThat(clusters.recognise(entry("dev", "kind-shop", "", "", ""), ""))
                .isEqualTo(new LocalCluster.Kind("shop"));
    }

    @Test
    void minikubeIsKnownByItsMarkItsCertificateOrItsAddress() {
        assertThat(clusters.recognise(entry("dev", "shop", "", "", "minikube.sigs.k8s.io"), ""))
                .isEqualTo(new LocalCluster.Minikube("shop"));
        assertThat(clusters.recognise(entry("dev", "shop", "", "/home/me/.minikube/ca.crt", ""), ""))
                .isEqualTo(new LocalCluster.Minikube("shop"));
        assertThat(clusters.recognise(entry("dev", "any", "https://192.168.49.2:8443", "", ""), ""))
                .isEqualTo(new LocalCluster.Minikube("shop"));
        assertThat(minikube.calls()).containsExactly("profile list --output json");
    }

    @Test
    void socketThatIsSetCountsWhereNoOtherWayIsKnown() {
        assertThat(clusters.recognise(entry("lab", "lab", "https://127.0.0.1:6443", "", ""), "/run/c.sock"))
                .isEqualTo(new LocalCluster.Containerd(Path.of("/run/c.sock")));
        assertThat(clusters.recognise(entry("kind-shop", "", "", "", ""), "/run/c.sock"))
                .isEqualTo(new LocalCluster.Kind("shop"));
    }

    @Test
    void socketDoesNotMakeAClusterElsewhereThisMachine() {
        assertThat(clusters.recognise(entry("prod", "prod", "https://192.0.2.7:6443", "", ""), "/run/c.sock"))
                .isInstanceOf(LocalCluster.NotLocal.class);
    }

    @Test
    void socketComesFromTheEnvironment() {
        assertThat(LocalClusters.socket(Map.of("LAB_CONTAINERD", "/lab"))).isEqualTo("/lab");
        assertThat(LocalClusters.socket(Map.of("LAB_CONTAINERD", "/lab", "SHIPMATE_CONTAINERD", "/own")))
                .isEqualTo("/own");
        assertThat(LocalClusters.socket(Map.of())).isEmpty();
    }

    @Test
    void anyOtherClusterIsNotLocal() {
        assertThat(clusters.recognise(entry("prod", "prod", "https://prod.example:6443", "", ""), ""))
                .isInstanceOfSatisfying(
                        LocalCluster.NotLocal.class,
                        other -> assertThat(other.reason()).contains("'prod'", "https://prod.example:6443"));
    }

    @Test
    void withoutMinikubeOnlyItsListIsNotAsked() {
        var without = new LocalClusters(new ProgramRunner(), new Programs("docker", "ctr", "no-minikube", "", ""));
        assertThat(without.recognise(entry("prod", "prod", "https://192.168.49.2:8443", "", ""), ""))
                .isInstanceOf(LocalCluster.NotLocal.class);
    }

    private LocalCluster named(String context) {
        return clusters.recognise(entry(context, "", "", "", ""), "");
    }

    private static ClusterEntry entry(
            String context, String cluster, String server, String authority, String provider) {
        return new ClusterEntry(context, cluster, server, authority, provider);
    }
}
