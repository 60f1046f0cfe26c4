package dev.shipmate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalAddressTest {
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "127.1.2.3", "[::1]", "0.0.0.0"})
    void thisMachineIsLocalUnderAnyName(String host) {
        assertThat(LocalAddress.is(host, named("production"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "minikube, 192.168.49.2",
        "minikube, 192.168.59.100",
        "docker-desktop, kubernetes.docker.internal",
        "rancher-desktop, gateway.rancher-desktop.internal",
        "orbstack, k8s.orb.local",
        "kind-shop, shop-control-plane",
        "kind-shop, host.docker.internal",
        "k3d-shop, host.docker.internal",
        "k3d-shop, k3d-shop-serverlb"
    })
    void aNameCountsWithAnAddressThatItsClustersHave(String context, String host) {
        assertThat(LocalAddress.is(host, named(context))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "docker-desktop, 10.99.0.1",
        "docker-desktop, 192.168.49.2",
        "minikube, 10.99.0.1",
        "minikube, k8s.example.com",
        "orbstack, k8s.example.com",
        "colima, 203.0.113.7",
        "kind-shop, 10.99.0.1",
        "kind-shop, other-control-plane",
        "k3d-shop, k8s.example.com",
        "production, kubernetes.docker.internal",
        "production, 127.example.com"
    })
    void aNameAloneIsNoProof(String context, String host) {
        assertThat(LocalAddress.is(host, named(context))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.49.2, true",
        "172.17.0.3, true",
        "10.0.2.15, true",
        "172.32.0.1, false",
        "203.0.113.7, false",
        "k8s.example.com, false"
    })
    void theMarkOfMinikubeCountsInPrivateNetworks(String host, boolean local) {
        var entry = new ClusterEntry("shop", "shop", "https://" + host, "", "minikube.sigs.k8s.io");
        assertThat(LocalAddress.is(host, entry)).isEqualTo(local);
    }

    private static ClusterEntry named(String context) {
        return new ClusterEntry(context, context, "", "", "");
    }
}
