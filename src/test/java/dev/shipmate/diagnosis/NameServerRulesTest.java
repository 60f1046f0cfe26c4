package dev.shipmate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NameServerRulesTest {
    private static final String SLICES = "/apis/discovery.k8s.io/v1/namespaces/kube-system/endpointslices";

    private final Town town = new Town();

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void aNameServiceThatIsScaledToNoneExplainsWhoFindsNobody() {
        town.deployment("backend").crashed("backend", "", "getaddrinfo EAI_AGAIN db\n");
        town.service("db", "\"app\":\"db\"", "{\"port\":5432}");
        town.deployment("db", "\"replicas\":1", "").pod("db", "", "\"ready\":true,\"state\":{\"running\":{}}");
        town.add(SLICES, "{\"endpoints\":[]}");
        coredns(0);

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("dns-server-down");
        assertThat(finding.object()).isEqualTo("deployment/coredns");
        assertThat(finding.namespace()).isEqualTo("kube-system");
        assertThat(finding.consequences()).anyMatch(line -> line.contains("deployment/backend"));
        assertThat(Town.patch(finding)).isEqualTo("{\"spec\":{\"replicas\":1}}");
    }

    @Test
    void podsThatAreNotReadyServeNoNames() {
        town.deployment("web").pod("web", "", "\"ready\":true,\"state\":{\"running\":{}}");
        town.add(SLICES, "{\"endpoints\":[{\"addresses\":[\"10.0.0.3\"],\"conditions\":{\"ready\":false}}]}");
        coredns(1);
        town.add("/api/v1/namespaces/kube-system/pods", """
                {"metadata":{"namespace":"kube-system","name":"coredns-1","creationTimestamp":"2026-11-01T12:00:00Z"},
                 "spec":{"containers":[{"name":"coredns"}]},"status":{"phase":"Running","containerStatuses":[
                  {"name":"coredns","ready":false,"state":{"waiting":{"reason":"CrashLoopBackOff"}}}]}}""");

        Finding finding = town.only();

        assertThat(finding.lines()).contains("pod/coredns-1: CrashLoopBackOff, 0 of 1 ready");
        assertThat(finding.remedies()).isEmpty();
    }

    @Test
    void aNameServiceThatJustStartsIsNormal() {
        town.add(SLICES, "{\"endpoints\":[{\"addresses\":[\"10.0.0.3\"],\"conditions\":{\"ready\":false}}]}");
        town.add("/api/v1/namespaces/kube-system/pods", """
                {"metadata":{"namespace":"kube-system","name":"coredns-1","creationTimestamp":"2026-11-01T12:14:30Z"},
                 "spec":{"containers":[{"name":"coredns"}]},"status":{"phase":"Running"}}""");

        assertThat(town.examine()).isEmpty();
    }

    @Test
    void oneReadyEndpointIsEnoughAndWhoMayNotLookIsToldNothing() {
        town.add(SLICES, "{\"endpoints\":[{\"addresses\":[\"10.0.0.3\"]}]}");
        assertThat(town.examine()).isEmpty();

        town.forbidden(SLICES);
        assertThat(town.examine()).isEmpty();
    }

    private void coredns(int replicas) {
        town.add("/apis/apps/v1/namespaces/kube-system/deployments", """
                {"metadata":{"namespace":"kube-system","name":"coredns"},"spec":{"replicas":%d}}""".formatted(replicas));
    }
}
