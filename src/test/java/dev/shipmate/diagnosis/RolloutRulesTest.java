package dev.shipmate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RolloutRulesTest {
    private static final String APPS = "/apis/apps/v1/namespaces/todo/";
    private static final String READY = "\"ready\":true,\"state\":{\"running\":{}}";

    private final Town town = new Town();

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void aPausedRolloutHoldsAChangeBack() {
        town.deployment("web", "\"replicas\":1,\"readyReplicas\":1,\"availableReplicas\":1", ",\"paused\":true");
        town.pod("web", "", READY);

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("rollout-paused");
        assertThat(finding.severity()).isEqualTo(Severity.ERROR);
        assertThat(finding.lines()).contains("spec.paused is true", "0 of 1 pods are of the newest template");
        assertThat(Town.patch(finding)).isEqualTo("{\"spec\":{\"paused\":false}}");
    }

    @Test
    void aPausedRolloutWithNothingToDoIsAWarning() {
        town.deployment("web", "\"replicas\":1,\"updatedReplicas\":1,\"availableReplicas\":1", ",\"paused\":true");
        town.pod("web", "", READY);

        assertThat(town.only().severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void changesThatNobodyTakesUpAreOneFindingWithTheControllersLease() {
        unobserved("web", "2026-11-01T12:05:00Z");
        unobserved("api", "2026-11-01T12:05:00Z");
        town.with("/apis/coordination.k8s.io/v1/namespaces/kube-system/leases/kube-controller-manager", """
                {"spec":{"renewTime":"2026-11-01T12:03:00.000000Z"}}""");

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("rollout-unobserved");
        assertThat(finding.confidence()).isEqualTo(Confidence.CERTAIN);
        assertThat(finding.lines())
                .contains("lease/kube-controller-manager in namespace kube-system was renewed 12 minutes ago")
                .anyMatch(line -> line.startsWith("the same goes for deployment/"));
    }

    @Test
    void aChangeOfThisMomentIsNormal() {
        unobserved("web", "2026-11-01T12:14:30Z");

        assertThat(town.examine()).isEmpty();
    }

    @Test
    void oldPodsThatDoNotGoAreFoundWhenTheNewOnesServe() {
        town.deployment("web", "\"replicas\":2,\"updatedReplicas\":1,\"availableReplicas\":2", "");

        assertThat(town.only().id()).isEqualTo("rollout-old-pods-linger");
    }

    @Test
    void anOrderedStatefulSetWaitsForThePodThatDoesNotGo() {
        statefulSet("db", "", "\"replicas\":1,\"readyReplicas\":1,\"updatedReplicas\":1,\"availableReplicas\":1");
        town.pod("""
                {"metadata":{"namespace":"todo","name":"db-0","labels":{"app":"db"},
                  "deletionTimestamp":"2026-11-01T12:05:00Z","finalizers":["example.com/hold"],
                  "ownerReferences":[{"kind":"StatefulSet","name":"db","controller":true}]},
                 "spec":{"containers":[{"name":"db"}]},"status":{"phase":"Running"}}""");

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("finalizer-stuck");
        assertThat(finding.consequences()).anyMatch(line -> line.contains("statefulset/db"));
    }

    @Test
    void aStatefulSetWhosePodsDoNotComeIsFoundEvenWithoutAWordOfWhy() {
        statefulSet("db", "", "\"replicas\":0");

        assertThat(town.only().id()).isEqualTo("statefulset-first-pod");
    }

    @Test
    void aDaemonSetTellsWhichNodesLackItsPod() {
        town.add("/api/v1/nodes", """
                {"metadata":{"name":"n1"},"status":{"conditions":[{"type":"Ready","status":"True"}]}}""");
        town.add(APPS + "daemonsets", """
                {"metadata":{"namespace":"todo","name":"agent"},"spec":{"template":{"metadata":{"labels":{"app":"agent"}}}},
                 "status":{"desiredNumberScheduled":1,"currentNumberScheduled":0,"numberReady":0}}""");

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("daemonset-short");
        assertThat(finding.lines()).contains("nodes without its pod: n1");
    }

    @Test
    void aStatefulSetNeedsTheServiceThatNamesItsPods() {
        statefulSet(
                "db",
                "\"serviceName\":\"db-headles\",",
                "\"replicas\":1,\"readyReplicas\":1,\"updatedReplicas\":1,\"availableReplicas\":1");
        town.pod("""
                {"metadata":{"namespace":"todo","name":"db-0","labels":{"app":"db"},
                  "ownerReferences":[{"kind":"StatefulSet","name":"db","controller":true}]},
                 "spec":{"containers":[{"name":"db"}]},
                 "status":{"phase":"Running","containerStatuses":[{"name":"db",%s}]}}""".formatted(READY));
        town.service("db-headless", "\"app\":\"db\"", "{\"port\":5432}");

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("statefulset-service-missing");
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.cause()).contains("db-0.db-headles", "nearest: db-headless");
    }

    private void unobserved(String name, String changed) {
        town.add(APPS + "deployments", """
                {"metadata":{"namespace":"todo","name":"%s","generation":3,"managedFields":[
                  {"manager":"kubectl","time":"%s"},
                  {"manager":"kube-controller-manager","subresource":"status","time":"2026-11-01T12:14:59Z"}]},
                 "spec":{"replicas":1},"status":{"observedGeneration":2,"replicas":1,"updatedReplicas":1,
                  "availableReplicas":1,"readyReplicas":1}}""".formatted(name, changed));
    }

    private void statefulSet(String name, String spec, String status) {
        town.add(APPS + "statefulsets", """
                {"metadata":{"namespace":"todo","name":"%1$s"},
                 "spec":{%2$s"replicas":1,"template":{"metadata":{"labels":{"app":"%1$s"}}}},"status":{%3$s}}""".formatted(name, spec, status));
    }
}
