package dev.shipmate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Pods that were never made leave no trace of their own.
class CreationRulesTest {
    private static final String QUOTA = "pods \\\"backend-x\\\" is forbidden: exceeded quota: small, requested:"
            + " limits.memory=64Mi,pods=1, used: limits.memory=96Mi,pods=2, limited: limits.memory=128Mi,pods=2";

    private final Town town = new Town();

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void aQuotaThatIsUsedUpIsNamedWithItsAmountsAndRaisedToWhatIsNeeded() {
        town.deployment("backend", failure(QUOTA), ",\"replicas\":3");

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("quota-exceeded");
        assertThat(finding.cause())
                .isEqualTo(
                        "its pods are not made, because the namespace's quota is used up (quota small: asked for 64Mi"
                                + " of limits.memory, 96Mi of 128Mi used; asked for 1 of pods, 2 of 2 used).");
        assertThat(Town.patch(finding))
                .as("three are missing, and one more must fit beside them while they are replaced")
                .isEqualTo("{\"spec\":{\"hard\":{\"limits.memory\":\"352Mi\",\"pods\":\"6\"}}}");
    }

    @Test
    void whatWouldRunOutNextIsRaisedTooAndWhatSufficesIsLeftAlone() {
        town.deployment("backend", failure(QUOTA), ",\"replicas\":2");
        town.with("/api/v1/namespaces/todo/resourcequotas/small", """
                {"status":{"hard":{"pods":"2","limits.memory":"128Mi","requests.cpu":"100m","services":"3"},
                 "used":{"pods":"2","limits.memory":"96Mi","requests.cpu":"80m","services":"3"}}}""");
        town.with("/apis/apps/v1/namespaces/todo/deployments/backend", """
                {"spec":{"template":{"spec":{"containers":[{"name":"a","resources":{"requests":{"cpu":"20m"}}}]}}}}""");

        assertThat(town.only().remedies().getFirst().title())
                .isEqualTo("Raise quota small: limits.memory from 128Mi to 288Mi, pods from 2 to 5,"
                        + " requests.cpu from 100m to 140m");
    }

    @Test
    void whoMayNotSeeTheQuotaHearsWhatTheMessageSays() {
        town.deployment("backend", failure(QUOTA), ",\"replicas\":3");
        town.forbidden("/api/v1/namespaces/todo/resourcequotas/small")
                .forbidden("/apis/apps/v1/namespaces/todo/deployments/backend");

        assertThat(Town.patch(town.only()))
                .isEqualTo("{\"spec\":{\"hard\":{\"limits.memory\":\"352Mi\",\"pods\":\"6\"}}}");
    }

    @Test
    void whoMayNotSeeOneKindOfWorkloadHearsOfTheOthers() {
        town.deployment("backend", failure(QUOTA), ",\"replicas\":3");
        town.forbidden("/apis/batch/v1/namespaces/todo/cronjobs")
                .forbidden("/apis/batch/v1/namespaces/todo/jobs")
                .forbidden("/apis/apps/v1/namespaces/todo/daemonsets");

        assertThat(town.only().id()).isEqualTo("quota-exceeded");
    }

    @Test
    void aStatefulSetSaysItInItsEventsOnly() {
        town.add("/apis/apps/v1/namespaces/todo/statefulsets", """
                {"metadata":{"namespace":"todo","name":"db"},"spec":{"replicas":1},"status":{"replicas":0}}""");
        town.warning(
                "StatefulSet",
                "db",
                "FailedCreate",
                "create Claim data-db-0 for Pod db-0 in StatefulSet db failed error: persistentvolumeclaims is forbidden:"
                        + " exceeded quota: disk, requested: requests.storage=2Gi, used: requests.storage=0, limited:"
                        + " requests.storage=1Gi");

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("quota-exceeded");
        assertThat(finding.object()).isEqualTo("statefulset/db");
        assertThat(Town.patch(finding)).isEqualTo("{\"spec\":{\"hard\":{\"requests.storage\":\"2048Mi\"}}}");
    }

    @Test
    void aReplicaSetsEventTellsOfItsDeployment() {
        town.deployment("backend", "", "");
        town.warning(
                "ReplicaSet",
                "backend-5d4f",
                "FailedCreate",
                "admission webhook \"policy.example\" denied the request: no");

        assertThat(town.only().id()).isEqualTo("webhook-denied");
    }

    @Test
    void whatIsOutsideOfTheLimitRangeIsSetToItsBound() {
        town.deployment(
                "backend",
                failure("pods \\\"x\\\" is forbidden: maximum memory usage per Container is 64Mi, but limit is 128Mi"),
                "");
        town.with("/apis/apps/v1/namespaces/todo/deployments/backend", """
                {"spec":{"template":{"spec":{"containers":[{"name":"backend","resources":{
                 "limits":{"memory":"128Mi"},"requests":{"memory":"32Mi"}}}]}}}}""");

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("limit-range");
        assertThat(Town.patch(finding))
                .isEqualTo("{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"backend\",\"resources\":"
                        + "{\"limits\":{\"memory\":\"64Mi\"}}}]}}}}");
    }

    @Test
    void thePodSecurityLevelsWishesAreSet() {
        town.deployment(
                "backend",
                failure("pods \\\"x\\\" is forbidden: violates PodSecurity \\\"restricted:latest\\\":"
                        + " allowPrivilegeEscalation != false (container \\\"backend\\\" must set"
                        + " securityContext.allowPrivilegeEscalation=false), runAsNonRoot != true"),
                "");

        assertThat(Town.patch(town.only()))
                .contains("\"securityContext\":{\"runAsNonRoot\":true}")
                .contains("{\"name\":\"backend\",\"securityContext\":{\"allowPrivilegeEscalation\":false}}");
    }

    @Test
    void aMisspeltServiceAccountIsCorrected() {
        town.deployment(
                "backend",
                failure("error looking up service account todo/bakend: serviceaccount \\\"bakend\\\" not found"),
                "");
        town.add(
                "/api/v1/namespaces/todo/serviceaccounts",
                "{\"metadata\":{\"namespace\":\"todo\",\"name\":\"backend\"}}");

        assertThat(Town.patch(town.only())).contains("\"serviceAccountName\":\"backend\"");
    }

    @Test
    void aJobThatGaveUpTellsWhatItsPodSaid() {
        town.add("/apis/batch/v1/namespaces/todo/jobs", """
                {"metadata":{"namespace":"todo","name":"migrate"},"spec":{"completions":1},"status":{"conditions":[
                 {"type":"Failed","status":"True","reason":"BackoffLimitExceeded","message":"too often"}]}}""");
        town.with("/api/v1/namespaces/todo/pods/migrate-x/log", "ERROR: column owner does not exist\n");
        town.pod("""
                {"metadata":{"namespace":"todo","name":"migrate-x","ownerReferences":[
                  {"kind":"Job","name":"migrate","controller":true}]},
                 "spec":{"containers":[{"name":"migrate"}]},"status":{"phase":"Failed","containerStatuses":[
                  {"name":"migrate","ready":false,"state":{"terminated":{"reason":"Error","exitCode":1}}}]}}""");

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("job-failed");
        assertThat(finding.object()).isEqualTo("job/migrate");
        assertThat(finding.cause())
                .contains("is not tried again (BackoffLimitExceeded)", "column owner does not exist");
    }

    @Test
    void failedTriesOfAJobThatSucceededAreHistory() {
        town.add("/apis/batch/v1/namespaces/todo/jobs", """
                {"metadata":{"namespace":"todo","name":"migrate"},"spec":{"completions":1},"status":{"succeeded":1}}""");
        town.pod("""
                {"metadata":{"namespace":"todo","name":"migrate-x","ownerReferences":[
                  {"kind":"Job","name":"migrate","controller":true}]},
                 "spec":{"containers":[{"name":"migrate"}]},"status":{"phase":"Failed"}}""");

        assertThat(town.examine()).isEmpty();
    }

    private static String failure(String message) {
        return "\"conditions\":[{\"type\":\"ReplicaFailure\",\"status\":\"True\",\"message\":\"%s\"}]"
                .formatted(message);
    }
}
