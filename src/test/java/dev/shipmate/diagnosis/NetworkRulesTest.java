package dev.shipmate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NetworkRulesTest {
    private static final String POLICIES = "/apis/networking.k8s.io/v1/namespaces/todo/networkpolicies";
    private static final String READY = "\"ready\":true,\"state\":{\"running\":{}}";
    private static final String CLIENT = ",\"env\":[{\"name\":\"BACKEND_URL\",\"value\":\"http://backend:80/api\"}]";

    private final Town town = new Town();

    @AfterEach
    void close() {
        town.close();
    }

    @BeforeEach
    void aServer() {
        town.deployment("backend").pod("backend", ",\"ports\":[{\"name\":\"web\",\"containerPort\":8000}]", READY);
        town.service("backend", "\"app\":\"backend\"", "{\"port\":80,\"targetPort\":\"web\"}");
    }

    @Test
    void aSlipInThePeersLabelIsCorrected() {
        client(READY);
        policy("backend", "{\"app\":\"backend\"}", "\"ingress\":[%s]".formatted(from("frontnd", "8000")));

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("networkpolicy-blocks");
        assertThat(finding.object()).isEqualTo("networkpolicy/backend");
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(finding.cause()).contains("does not let deployment/frontend reach port 8000 of deployment/backend");
        assertThat(finding.lines()).contains("BACKEND_URL of deployment/frontend names service/backend");
        assertThat(Town.patch(finding)).isEqualTo("{\"spec\":{\"ingress\":[%s]}}".formatted(from("frontend", "8000")));
    }

    @Test
    void theServicesPortIsNotThePodsPort() {
        client(READY);
        policy("backend", "{\"app\":\"backend\"}", "\"ingress\":[%s]".formatted(from("frontend", "80")));

        assertThat(Town.patch(town.only()))
                .isEqualTo(
                        "{\"spec\":{\"ingress\":[{\"from\":[{\"podSelector\":{\"matchLabels\":{\"app\":\"frontend\"}}}],"
                                + "\"ports\":[{\"port\":8000,\"protocol\":\"TCP\"}]}]}}");
    }

    @Test
    void aRuleForTheRouteIsAddedWhereNoneIsNear() {
        client(READY);
        policy("backend", "{\"app\":\"backend\"}", "\"ingress\":[]");

        assertThat(Town.patch(town.only()))
                .isEqualTo(
                        "{\"spec\":{\"ingress\":[{\"from\":[{\"podSelector\":{\"matchLabels\":{\"app\":\"frontend\"}}}],"
                                + "\"ports\":[{\"protocol\":\"TCP\",\"port\":8000}]}]}}");
    }

    @Test
    void aPolicyThatClosesEverythingIsNotOpenedForAll() {
        client(READY);
        policy("deny", "{}", "\"policyTypes\":[\"Ingress\"]");

        Finding finding = town.only();

        assertThat(finding.object()).isEqualTo("networkpolicy/deny");
        assertThat(finding.remedies()).isEmpty();
    }

    @Test
    void whatIsAllowedByOneOfThePoliciesPasses() {
        client(READY);
        policy("deny", "{}", "\"policyTypes\":[\"Ingress\"]");
        policy("open", "{\"app\":\"backend\"}", "\"ingress\":[%s]".formatted(from("frontend", "\"web\"")));

        assertThat(town.examine()).isEmpty();
    }

    @Test
    void aServerThatNobodyIsToldToUseMayBeClosed() {
        policy("deny", "{}", "\"policyTypes\":[\"Ingress\",\"Egress\"]");

        assertThat(town.examine()).isEmpty();
    }

    @Test
    void aPolicyThatLetsOutToTheServerAndNotToTheNameServiceBlocksTheNames() {
        client(READY);
        policy("frontend", "{\"app\":\"frontend\"}", """
                "policyTypes":["Egress"],"egress":[{"to":[{"podSelector":{"matchLabels":{"app":"backend"}}}]}]""");

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("dns-blocked");
        assertThat(Town.patch(finding))
                .contains("\"kubernetes.io/metadata.name\":\"kube-system\"", "\"k8s-app\":\"kube-dns\"")
                .contains("{\"protocol\":\"UDP\",\"port\":53},{\"protocol\":\"TCP\",\"port\":53}");
    }

    @Test
    void whatIsClosedForTheRouteAndTheNamesIsOneFinding() {
        client(READY);
        policy("frontend", "{\"app\":\"frontend\"}", "\"policyTypes\":[\"Egress\"]");

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("networkpolicy-blocks");
        assertThat(finding.lines()).contains("deployment/frontend may not ask the name service");
        assertThat(Town.patch(finding)).contains("\"app\":\"backend\"", "\"port\":53");
    }

    @Test
    void anOpenNameServiceIsNormal() {
        client(READY);
        policy("frontend", "{\"app\":\"frontend\"}", """
                "policyTypes":["Egress"],"egress":[{"to":[{"podSelector":{"matchLabels":{"app":"backend"}}}]},
                 {"to":[{"namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"kube-system"}}}],
                  "ports":[{"protocol":"UDP","port":53}]}]""");

        assertThat(town.examine()).isEmpty();
    }

    @Test
    void aTimeoutInTheLogMakesItTheCause() {
        town.deployment("frontend").crashed("frontend", CLIENT, "error: connect ETIMEDOUT backend:80\n");
        policy("backend", "{\"app\":\"backend\"}", "\"ingress\":[%s]".formatted(from("gateway", "8000")));

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("networkpolicy-blocks");
        assertThat(finding.severity()).isEqualTo(Severity.ERROR);
        assertThat(finding.consequences()).anyMatch(line -> line.startsWith("because of it, deployment/frontend:"));
    }

    @Test
    void aRefusalInTheLogIsNotThePolicysWork() {
        town.deployment("frontend").crashed("frontend", CLIENT, "error: connect ECONNREFUSED backend:80\n");
        policy("backend", "{\"app\":\"backend\"}", "\"ingress\":[%s]".formatted(from("gateway", "8000")));

        assertThat(town.examine())
                .extracting(Finding::object)
                .containsExactly("deployment/frontend", "networkpolicy/backend");
    }

    @Test
    void aConfigMapAlsoTellsTheRoute() {
        client(",\"envFrom\":[{\"configMapRef\":{\"name\":\"settings\"}}]", READY);
        town.with("/api/v1/namespaces/todo/configmaps/settings", "{\"data\":{\"API_HOST\":\"backend\"}}");
        policy("backend", "{\"app\":\"backend\"}", "\"ingress\":[]");

        assertThat(town.only().lines()).contains("API_HOST of deployment/frontend names service/backend");
    }

    @Test
    void aWordThatIsOnlySpelledLikeAServiceIsNoRoute() {
        client(",\"env\":[{\"name\":\"MODE\",\"value\":\"backend\"}]", READY);
        policy("backend", "{\"app\":\"backend\"}", "\"ingress\":[]");

        assertThat(town.examine()).isEmpty();
    }

    @Test
    void aPolicyThatSelectsNothingIsMadeToFitTheNearPods() {
        policy("backend", "{\"app\":\"backand\"}", "\"ingress\":[{}]");

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("networkpolicy-selects-nothing");
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(Town.patch(finding))
                .isEqualTo("{\"spec\":{\"podSelector\":{\"matchLabels\":{\"app\":\"backend\"}}}}");
    }

    @Test
    void whatAMissedPolicyWasToOpenIsItsConsequence() {
        client(READY);
        policy("deny", "{}", "\"policyTypes\":[\"Ingress\"]");
        policy("open", "{\"app\":\"backand\"}", "\"ingress\":[%s]".formatted(from("frontend", "8000")));

        Finding finding = town.only();

        assertThat(finding.object()).isEqualTo("networkpolicy/open");
        assertThat(finding.consequences()).anyMatch(line -> line.contains("networkpolicy/deny"));
    }

    @Test
    void thePodsOfACronJobAreSelectedBetweenItsRuns() {
        town.add("/apis/batch/v1/namespaces/todo/cronjobs", """
                {"metadata":{"namespace":"todo","name":"report"},"spec":{"schedule":"@daily","jobTemplate":{"spec":
                 {"template":{"metadata":{"labels":{"app":"report"}}}}}}}""");
        policy("report", "{\"app\":\"report\"}", "\"policyTypes\":[\"Ingress\"]");

        assertThat(town.examine()).isEmpty();
    }

    private void client(String status) {
        client(CLIENT, status);
    }

    private void client(String container, String status) {
        town.deployment("frontend").pod("frontend", container, status);
    }

    private static String from(String app, String port) {
        return "{\"from\":[{\"podSelector\":{\"matchLabels\":{\"app\":\"%s\"}}}],\"ports\":[{\"port\":%s}]}"
                .formatted(app, port);
    }

    private void policy(String name, String labels, String spec) {
        town.add(POLICIES, """
                {"metadata":{"namespace":"todo","name":"%s","creationTimestamp":"2026-11-01T12:00:00Z"},
                 "spec":{"podSelector":{"matchLabels":%s},%s}}""".formatted(name, labels, spec));
    }
}
