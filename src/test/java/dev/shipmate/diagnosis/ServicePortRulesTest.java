package dev.shipmate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServicePortRulesTest {
    private static final String READY = "\"ready\":true,\"state\":{\"running\":{}}";
    private static final String SELECTOR = "\"app\":\"backend\"";

    private final Town town = new Town();

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void aProbeOfAReadyPodKnowsAPortThatIsNotDeclared() {
        town.deployment("backend").pod("backend", """
                ,"ports":[{"containerPort":9090}],"readinessProbe":{"httpGet":{"port":8000}}""", READY);
        town.service("backend", SELECTOR, "{\"port\":80,\"targetPort\":8000}");

        assertThat(town.examine()).isEmpty();
    }

    @Test
    void whereNothingIsDeclaredTheCommandTellsThePort() {
        town.deployment("backend").pod("backend", ",\"command\":[\"httpd\",\"-f\",\"-p\",\"9000\"]", READY);
        town.service("backend", SELECTOR, "{\"port\":80,\"targetPort\":8000}");

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("service-target-port");
        assertThat(finding.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(finding.lines())
                .contains("the containers of deployment/backend declare no port;"
                        + " their commands and settings name: 9000");
        assertThat(Town.patch(finding)).isEqualTo("{\"spec\":{\"ports\":[{\"port\":80,\"targetPort\":9000}]}}");
    }

    @Test
    void whereNothingIsKnownOfThePortNothingIsSaid() {
        town.deployment("backend").pod("backend", ",\"readinessProbe\":{\"tcpSocket\":{\"port\":8081}}", READY);
        town.service("backend", SELECTOR, "{\"port\":80,\"targetPort\":8000}");

        assertThat(town.examine()).isEmpty();
    }

    @Test
    void aPortThatTheSettingsMentionIsNotCalledWrong() {
        town.deployment("backend").pod("backend", """
                ,"command":["serve","--port=9000"],"env":[{"name":"EXTRA","value":"0.0.0.0:8000"}]""", READY);
        town.service("backend", SELECTOR, "{\"port\":80,\"targetPort\":8000}");

        assertThat(town.examine()).isEmpty();
    }

    @Test
    void aNameIsNotFoundWhereNothingIsDeclared() {
        town.deployment("backend").pod("backend", ",\"args\":[\"--port=9000\"]", READY);
        town.service("backend", SELECTOR, "{\"port\":80,\"targetPort\":\"http\"}");

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("service-named-port");
        assertThat(finding.confidence()).isEqualTo(Confidence.CERTAIN);
        assertThat(Town.patch(finding)).contains("\"targetPort\":9000");
    }

    @Test
    void aNameOfAnotherProtocolIsNotMeant() {
        town.deployment("backend").pod("backend", """
                ,"ports":[{"name":"dns","containerPort":53}]""", READY);
        town.service("backend", SELECTOR, "{\"port\":53,\"protocol\":\"UDP\",\"targetPort\":\"dns\"}");

        assertThat(town.only().id()).isEqualTo("service-named-port");
    }

    @Test
    void clientsOfAHeadlessServiceChooseThePort() {
        town.deployment("backend").pod("backend", ",\"ports\":[{\"containerPort\":8000}]", READY);
        town.add("/api/v1/namespaces/todo/services", """
                {"metadata":{"namespace":"todo","name":"backend","creationTimestamp":"2026-11-01T12:00:00Z"},
                 "spec":{"clusterIP":"None","selector":{"app":"backend"},"ports":[{"port":80}]}}""");

        assertThat(town.examine()).isEmpty();
    }

    @Test
    void podsOfAnotherWorkloadThatListenElsewhereDoNotBelongToTheService() {
        tiered("api", 8000);
        tiered("site", 8080);
        town.service("api", "\"tier\":\"web\"", "{\"port\":80,\"targetPort\":8000}");

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("service-selects-strangers");
        assertThat(finding.lines()).contains("selector: tier=web", "ports that deployment/site declares: 8080");
        assertThat(Town.patch(finding)).isEqualTo("{\"spec\":{\"selector\":{\"app\":\"api\"}}}");
    }

    @Test
    void aCanaryThatListensAsItsElderIsNormal() {
        tiered("api", 8000);
        tiered("api-canary", 8000);
        town.service("api", "\"tier\":\"web\"", "{\"port\":80,\"targetPort\":8000}");

        assertThat(town.examine()).isEmpty();
    }

    @Test
    void aServiceThatLeadsToUnreadyPodsOnPurposeIsNoConsequence() {
        town.deployment("backend").crashed("backend", "", "boom: invalid setting\n");
        town.add("/api/v1/namespaces/todo/services", """
                {"metadata":{"namespace":"todo","name":"backend","creationTimestamp":"2026-11-01T12:00:00Z"},
                 "spec":{"clusterIP":"None","publishNotReadyAddresses":true,"selector":{"app":"backend"}}}""");

        assertThat(town.only().consequences()).isEmpty();
    }

    private void tiered(String app, int port) {
        town.deployment(app).pod("""
                {"metadata":{"namespace":"todo","name":"%1$s-abc12-x","creationTimestamp":"2026-11-01T12:00:00Z",
                  "labels":{"app":"%1$s","tier":"web","pod-template-hash":"abc12"},
                  "ownerReferences":[{"kind":"ReplicaSet","name":"%1$s-abc12","controller":true}]},
                 "spec":{"nodeName":"n1","containers":[{"name":"a","ports":[{"containerPort":%2$d}]}]},
                 "status":{"phase":"Running","containerStatuses":[{"name":"a",%3$s}]}}""".formatted(app, port, READY));
    }
}
