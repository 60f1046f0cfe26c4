package dev.shipmate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExposureRulesTest {
    private static final String READY = "\"ready\":true,\"state\":{\"running\":{}}";

    private final Town town = new Town();

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void aLoadBalancerThatNobodyMakesIsFoundWithItsAge() {
        town.deployment("shop").pod("shop", "", READY);
        service("shop", "\"type\":\"LoadBalancer\",\"selector\":{\"app\":\"shop\"}", "");

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("load-balancer-pending");
        assertThat(finding.cause()).contains("for 15 minutes", "nothing in this cluster seems to make load balancers");
        assertThat(Town.patch(finding)).isEqualTo("{\"spec\":{\"type\":\"NodePort\"}}");
    }

    @Test
    void aProviderIsGivenMinutes() {
        town.deployment("shop").pod("shop", "", READY);
        service("shop", "\"type\":\"LoadBalancer\",\"selector\":{\"app\":\"shop\"}", "");
        town.add("/api/v1/nodes", """
                {"metadata":{"name":"n1"},"spec":{"providerID":"cloud://n1"},
                 "status":{"conditions":[{"type":"Ready","status":"True"}]}}""");

        assertThat(town.at(Town.NOON.plusSeconds(240)).examine()).isEmpty();
        assertThat(town.at(Town.NOON.plusSeconds(400)).only().cause()).doesNotContain("nothing in this cluster");
    }

    @Test
    void aLoadBalancerWithAnAddressIsNormal() {
        town.deployment("shop").pod("shop", "", READY);
        service(
                "shop",
                "\"type\":\"LoadBalancer\",\"selector\":{\"app\":\"shop\"}",
                "\"loadBalancer\":{\"ingress\":[{\"ip\":\"192.0.2.7\"}]}");

        assertThat(town.examine()).isEmpty();
    }

    @Test
    void aNameInsideOfTheClusterMustExist() {
        town.deployment("billing").pod("billing", "", READY);
        town.service("billing", "\"app\":\"billing\"", "{\"port\":80}");
        service("payments", "\"type\":\"ExternalName\",\"externalName\":\"biling.todo.svc.cluster.local\"", "");

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("external-name-missing");
        assertThat(Town.patch(finding)).isEqualTo("{\"spec\":{\"externalName\":\"billing.todo.svc.cluster.local\"}}");
    }

    @Test
    void aNameWithoutADotIsNeverCompleted() {
        town.deployment("billing").pod("billing", "", READY);
        town.service("billing", "\"app\":\"billing\"", "{\"port\":80}");
        service("payments", "\"type\":\"ExternalName\",\"externalName\":\"billing\"", "");

        assertThat(Town.patch(town.only()))
                .isEqualTo("{\"spec\":{\"externalName\":\"billing.todo.svc.cluster.local\"}}");
    }

    @Test
    void aNameOutsideOfTheClusterIsNotJudged() {
        service("mail", "\"type\":\"ExternalName\",\"externalName\":\"smtp.example.com\"", "");

        assertThat(town.examine()).isEmpty();
    }

    @Test
    void aServiceWithoutSelectorNeedsAddresses() {
        service("legacy", "\"ports\":[{\"port\":5432}]", "");

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("service-no-endpoints");
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void whereTheAddressesMayNotBeSeenNothingIsSaid() {
        service("legacy", "\"ports\":[{\"port\":5432}]", "");
        town.forbidden("/apis/discovery.k8s.io/v1/namespaces/todo/endpointslices");

        assertThat(town.examine()).isEmpty();
    }

    private void service(String name, String spec, String status) {
        town.add("/api/v1/namespaces/todo/services", """
                {"metadata":{"namespace":"todo","name":"%s","creationTimestamp":"2026-11-01T12:00:00Z"},
                 "spec":{%s},"status":{%s}}""".formatted(name, spec, status));
    }
}
