package dev.shipmate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BudgetRulesTest {
    private static final String READY = "\"ready\":true,\"state\":{\"running\":{}}";
    private static final String BUDGETS = "/apis/policy/v1/namespaces/todo/poddisruptionbudgets";

    private final Town town = new Town();

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void aBudgetThatNeedsEveryPodLetsNoneGo() {
        town.deployment("web").pod("web", "", READY);
        budget("web", "\"minAvailable\":1", "web", "\"expectedPods\":1,\"desiredHealthy\":1,\"currentHealthy\":1");

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("pdb-blocks-drain");
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.cause()).startsWith("with minAvailable: 1 and 1 pod of deployment/web, it never");
        assertThat(Town.patch(finding)).isEqualTo("{\"spec\":{\"replicas\":2}}");
    }

    @Test
    void aStatefulSetIsNotScaledForIt() {
        town.add("/apis/apps/v1/namespaces/todo/statefulsets", """
                {"metadata":{"namespace":"todo","name":"db"},"spec":{"replicas":1},
                 "status":{"replicas":1,"readyReplicas":1,"updatedReplicas":1,"availableReplicas":1}}""");
        town.pod("""
                {"metadata":{"namespace":"todo","name":"db-0","labels":{"app":"db"},
                  "ownerReferences":[{"kind":"StatefulSet","name":"db","controller":true}]},
                 "spec":{"containers":[{"name":"db"}]},
                 "status":{"phase":"Running","containerStatuses":[{"name":"db",%s}]}}""".formatted(READY));
        budget("db", "\"maxUnavailable\":0", "db", "\"expectedPods\":1,\"desiredHealthy\":1,\"currentHealthy\":1");

        Finding finding = town.only();

        assertThat(finding.remedies()).hasSize(1);
        assertThat(Town.patch(finding)).isEqualTo("{\"spec\":{\"minAvailable\":null,\"maxUnavailable\":1}}");
    }

    @Test
    void aBudgetThatIsUsedUpByBrokenPodsIsNoFindingOfItsOwn() {
        town.deployment("web", "\"replicas\":2", "").crashed("web", "", "boom: invalid setting\n");
        budget("web", "\"minAvailable\":1", "web", "\"expectedPods\":2,\"desiredHealthy\":1,\"currentHealthy\":1");

        assertThat(town.only().object()).isEqualTo("deployment/web");
    }

    @Test
    void aBudgetOfABrokenPodIsItsConsequence() {
        town.deployment("web", "\"replicas\":1", "").crashed("web", "", "boom: invalid setting\n");
        budget("web", "\"minAvailable\":1", "web", "\"expectedPods\":1,\"desiredHealthy\":1,\"currentHealthy\":0");

        Finding finding = town.only();

        assertThat(finding.object()).isEqualTo("deployment/web");
        assertThat(finding.consequences()).anyMatch(line -> line.contains("poddisruptionbudget/web"));
    }

    @Test
    void aBudgetThatSelectsNoPodProtectsNone() {
        town.deployment("web").pod("web", "", READY);
        budget("web", "\"minAvailable\":1", "wbe", "\"expectedPods\":0");

        assertThat(town.only().id()).isEqualTo("pdb-selects-nothing");
    }

    @Test
    void aBudgetOfAWorkloadThatIsScaledToNoneIsNormal() {
        town.deployment("web", "", "");
        budget("web", "\"minAvailable\":1", "web", "\"expectedPods\":0");

        assertThat(town.examine()).isEmpty();
    }

    @Test
    void twoBudgetsOfTheSamePodsKeepItFromBeingEvicted() {
        town.deployment("web").pod("web", "", READY);
        String allowed = "\"expectedPods\":2,\"desiredHealthy\":1,\"currentHealthy\":2,\"disruptionsAllowed\":1";
        budget("one", "\"maxUnavailable\":1", "web", allowed);
        budget("two", "\"maxUnavailable\":1", "web", allowed);

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("pdb-overlap");
        assertThat(finding.object()).isEqualTo("poddisruptionbudget/two");
    }

    @Test
    void podsThatCannotBeCountedAreNeverLetGo() {
        town.deployment("web").pod("web", "", READY);
        budget("web", "\"maxUnavailable\":1", "web", """
                "expectedPods":0,"conditions":[{"type":"DisruptionAllowed","status":"False","reason":"SyncFailed",
                 "message":"found no controllers for pod web"}]""");

        assertThat(town.only().id()).isEqualTo("pdb-sync-failed");
    }

    private void budget(String name, String rule, String app, String status) {
        town.add(BUDGETS, """
                {"metadata":{"namespace":"todo","name":"%s","creationTimestamp":"2026-11-01T12:00:00Z"},
                 "spec":{%s,"selector":{"matchLabels":{"app":"%s"}}},"status":{%s}}""".formatted(name, rule, app, status));
    }
}
