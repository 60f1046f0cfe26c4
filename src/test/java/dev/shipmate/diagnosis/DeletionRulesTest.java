package dev.shipmate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeletionRulesTest {
    private static final String CORE = "/api/v1/namespaces/todo/";

    private final Town town = new Town();

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void aFinalizerThatNobodyTakesAwayHoldsTheObject() {
        service("2026-11-01T12:05:00Z", "example.com/hold");

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("finalizer-stuck");
        assertThat(finding.object()).isEqualTo("service/web");
        assertThat(finding.cause()).contains("10 minutes ago", "example.com/hold");
    }

    @Test
    void whatGoesAndLacksItsPodsMeanwhileIsNormal() {
        service("2026-11-01T12:14:30Z", "example.com/hold");

        assertThat(town.examine()).isEmpty();
    }

    @Test
    void aLoadBalancerIsGivenTimeToBeTakenDown() {
        service("2026-11-01T12:12:00Z", "service.kubernetes.io/load-balancer-cleanup");

        assertThat(town.examine()).isEmpty();
    }

    @Test
    void aClaimThatAPodUsesNamesThePod() {
        town.add(CORE + "persistentvolumeclaims", """
                {"metadata":{"namespace":"todo","name":"data","deletionTimestamp":"2026-11-01T12:05:00Z",
                  "finalizers":["kubernetes.io/pvc-protection"]},"status":{"phase":"Bound"}}""");
        town.pod("""
                {"metadata":{"namespace":"todo","name":"db-0"},"spec":{"containers":[{"name":"db"}],
                  "volumes":[{"persistentVolumeClaim":{"claimName":"data"}}]},"status":{"phase":"Running",
                  "containerStatuses":[{"name":"db","ready":true,"state":{"running":{}}}]}}""");

        Finding finding = town.only();

        assertThat(finding.cause()).contains("a pod still uses it");
        assertThat(finding.lines()).contains("used by pod/db-0");
    }

    @Test
    void aPodThatItsNodeDoesNotEndIsStuck() {
        leaving("2026-11-01T12:10:00Z");
        town.add("/api/v1/nodes", """
                {"metadata":{"name":"n1"},"status":{"conditions":[{"type":"Ready","status":"True"}]}}""");

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("pod-stuck-terminating");
        assertThat(finding.lines()).contains("node/n1 is ready");
    }

    @Test
    void aPodInItsGracePeriodIsNormal() {
        leaving("2026-11-01T12:20:00Z");

        assertThat(town.examine()).isEmpty();
    }

    @Test
    void aNamespaceThatDoesNotGoTellsWhatIsLeftInIt() {
        namespace("""
                {"type":"NamespaceContentRemaining","status":"True",
                  "message":"Some resources are remaining: configmaps. has 1 resource instances"},
                 {"type":"NamespaceFinalizersRemaining","status":"True",
                  "message":"Some content in the namespace has finalizers remaining: example.com/hold in 1 resource instances"}""");
        town.add(CORE + "configmaps", """
                {"metadata":{"namespace":"todo","name":"settings","finalizers":["example.com/hold"]},"data":{"a":"b"}}""");
        town.service("web", "\"app\":\"web\"", "{\"port\":80}");

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("namespace-terminating");
        assertThat(finding.object()).isEqualTo("namespace/todo");
        assertThat(finding.lines()).contains("configmap/settings is held by finalizer example.com/hold");
    }

    @Test
    void anApiThatDoesNotAnswerKeepsTheNamespace() {
        namespace("""
                {"type":"NamespaceDeletionDiscoveryFailure","status":"True","message":"Discovery failed for some groups, 1
                 failing: metrics.k8s.io/v1beta1: stale GroupVersion discovery"}""".replace("\n", ""));

        Finding finding = town.only();

        assertThat(finding.cause()).contains("an API does not answer");
    }

    private void namespace(String conditions) {
        town.add("/api/v1/namespaces", """
                {"metadata":{"name":"todo","deletionTimestamp":"2026-11-01T12:05:00Z"},
                 "status":{"phase":"Terminating","conditions":[%s]}}""".formatted(conditions));
    }

    private void service(String deleted, String finalizer) {
        town.add(CORE + "services", """
                {"metadata":{"namespace":"todo","name":"web","creationTimestamp":"2026-11-01T12:00:00Z",
                  "deletionTimestamp":"%s","finalizers":["%s"]},"spec":{"selector":{"app":"web"}}}""".formatted(deleted, finalizer));
    }

    private void leaving(String due) {
        town.pod("""
                {"metadata":{"namespace":"todo","name":"web-1","deletionTimestamp":"%s"},
                 "spec":{"nodeName":"n1","containers":[{"name":"web"}]},"status":{"phase":"Running"}}""".formatted(due));
    }
}
