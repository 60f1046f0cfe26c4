package dev.shipmate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServiceRulesTest {
    private static final String READY = "\"ready\":true,\"state\":{\"running\":{}}";
    private static final String PORTS = ",\"ports\":[{\"name\":\"web\",\"containerPort\":8000}]";

    private final Town town = new Town();

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void aServiceThatFitsIsNoFinding() {
        town.deployment("backend").pod("backend", PORTS, READY);
        town.service("backend", "\"app\":\"backend\"", "{\"port\":80,\"targetPort\":8000}");
        town.service("named", "\"app\":\"backend\"", "{\"port\":80,\"targetPort\":\"web\"}");
        town.service("outside", "", "{\"port\":80}");
        town.add("/apis/discovery.k8s.io/v1/namespaces/todo/endpointslices", """
                {"metadata":{"labels":{"kubernetes.io/service-name":"outside"}},"endpoints":[{"addresses":["10.9.8.7"]}]}""");

        assertThat(town.examine()).isEmpty();
    }

    @Test
    void aSelectorThatMatchesNothingNamesTheWorkloadThatIsMeant() {
        town.deployment("backend").pod("backend", PORTS, READY);
        town.deployment("frontend").pod("frontend", "", READY);
        town.service("backend", "\"app\":\"backnd\"", "{\"port\":80}");

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("service-selector-mismatch");
        assertThat(finding.object()).isEqualTo("service/backend");
        assertThat(finding.cause())
                .isEqualTo("its selector app=backnd matches no pod, so nothing answers behind it;"
                        + " the pods of deployment/backend have app=backend.");
        assertThat(finding.remedies().getFirst().title())
                .isEqualTo("Make the selector of service/backend fit the pods of deployment/backend");
        assertThat(Town.patch(finding)).isEqualTo("{\"spec\":{\"selector\":{\"app\":\"backend\"}}}");
    }

    @Test
    void aLabelThatNoPodHasIsTakenOutOfTheSelector() {
        town.deployment("backend").pod("backend", PORTS, READY);
        town.service("backend", "\"app\":\"backend\",\"tier\":\"api\"", "{\"port\":80}");

        assertThat(Town.patch(town.only())).isEqualTo("{\"spec\":{\"selector\":{\"app\":\"backend\",\"tier\":null}}}");
    }

    @Test
    void twoWorkloadsThatFitEquallyAreNotChosenBetween() {
        town.deployment("api-one").pod("api-one", PORTS, READY);
        town.deployment("api-two").pod("api-two", PORTS, READY);
        town.service("api", "\"app\":\"api\"", "{\"port\":80}");

        assertThat(town.only().remedies()).isEmpty();
    }

    @Test
    void aServiceWhoseWorkloadHasNoPodsYetOrIsScaledToNoneIsNoFinding() {
        town.deployment("backend", "", ",\"progressDeadlineSeconds\":600");
        town.service("backend", "\"app\":\"backend\"", "{\"port\":80}");

        assertThat(town.examine()).isEmpty();
    }

    @Test
    void aServiceThatIsNewerThanItsPodsIsGivenTime() {
        town.deployment("backend").pod("backend", PORTS, READY);
        town.service("backend", "\"app\":\"backnd\"", "{\"port\":80}").at(Town.NOON.plusSeconds(5));

        assertThat(town.examine()).isEmpty();
    }

    @Test
    void aTargetPortThatNobodyDeclaresIsLedToTheOneThatIs() {
        town.deployment("backend").pod("backend", PORTS, READY);
        town.service("backend", "\"app\":\"backend\"", "{\"port\":80,\"targetPort\":9999}");

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("service-target-port");
        assertThat(finding.cause()).contains("leads to port 9999", "they declare 8000");
        assertThat(Town.patch(finding)).isEqualTo("{\"spec\":{\"ports\":[{\"port\":80,\"targetPort\":8000}]}}");
    }

    @Test
    void aNamedPortThatNoContainerHasIsFound() {
        town.deployment("backend").pod("backend", PORTS, READY);
        town.service("backend", "\"app\":\"backend\"", "{\"port\":80,\"targetPort\":\"http\"}");

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("service-named-port");
        assertThat(Town.patch(finding)).isEqualTo("{\"spec\":{\"ports\":[{\"port\":80,\"targetPort\":8000}]}}");
    }

    @Test
    void aFurtherPortThatIsNotDeclaredIsNoFindingWhereOneFits() {
        town.deployment("backend").pod("backend", PORTS, READY);
        town.service(
                "backend",
                "\"app\":\"backend\"",
                "{\"name\":\"web\",\"port\":80,\"targetPort\":8000},{\"name\":\"metrics\",\"port\":9090}");

        assertThat(town.examine()).isEmpty();
    }

    @Test
    void aServiceWithoutReadyPodsFoldsUnderWhatItsPodsHave() {
        town.deployment("backend").crashed("backend", PORTS, "boom: invalid setting\n");
        town.service("backend", "\"app\":\"backend\"", "{\"port\":80,\"targetPort\":8000}");

        Finding finding = town.only();

        assertThat(finding.object()).isEqualTo("deployment/backend");
        assertThat(finding.lines()).contains("because of it, service/backend has no ready pod");
    }

    @Test
    void servicesThatMayNotBeSeenStopNothing() {
        town.deployment("backend").pod("backend", PORTS, READY);
        town.forbidden("/api/v1/namespaces/todo/services");

        assertThat(town.examine()).isEmpty();
    }
}
