package dev.shipmate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.WorkloadName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Changes that follow from what the cluster says of an unhealthy pod.
class PodRemediesTest {
    private static final String RUNNING =
            "\"ready\":false,\"state\":{\"running\":{\"startedAt\":\"2026-11-01T12:00:00Z\"}}";
    private static final WorkloadName BACKEND = new WorkloadName("deployment", "todo", "backend");

    private final Town town = new Town().deployment("backend");

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void aProbeOnAPortThatIsNotDeclaredIsPointedAtTheOnlyOneThatIs() {
        probe(9999);
        refused();

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("probe-refused");
        assertThat(finding.cause()).contains("its readiness probe asks port 9999, and container backend declares 8000");
        assertThat(finding.remedies().getFirst().title())
                .isEqualTo("Point the readiness probe of deployment/backend at port 8000");
        assertThat(Town.patch(finding)).contains("\"readinessProbe\":{\"httpGet\":{\"port\":8000}}");
    }

    @Test
    void suchAProbeIsToldOfWhileTheProgramStillStarts() {
        probe(9999);
        refused();
        assertThat(town.at(Town.NOON.plusSeconds(3)).examine()).hasSize(1);
    }

    @Test
    void aProgramThatStillStartsIsNoFinding() {
        probe(8000);
        refused();
        assertThat(town.at(Town.NOON.plusSeconds(3)).examine()).isEmpty();
    }

    @Test
    void oneThatNeverAnswersIs() {
        probe(8000);
        refused();
        assertThat(town.at(Town.NOON.plusSeconds(25)).only().id()).isEqualTo("probe-refused");
    }

    @Test
    void aPodWithoutAWordIsGivenAMinute() {
        town.pod("backend", "", "\"ready\":false,\"state\":{\"waiting\":{\"reason\":\"ContainerCreating\"}}");

        assertThat(town.at(Town.NOON.plusSeconds(30)).examine()).isEmpty();
        assertThat(town.at(Town.NOON.plusSeconds(90)).only().id()).isEqualTo("not-ready");
    }

    @Test
    void aMemoryLimitIsDoubledAsFarAsNodeAndQuotaLetItAndIsNeverTiny() {
        outOfMemory("64Mi");
        assertThat(Town.patch(town.only())).contains("\"limits\":{\"memory\":\"256Mi\"}");
    }

    @Test
    void aLargeMemoryLimitIsDoubled() {
        outOfMemory("512Mi");
        assertThat(Town.patch(town.only())).contains("\"limits\":{\"memory\":\"1024Mi\"}");
    }

    @Test
    void theQuotaBoundsIt() {
        outOfMemory("64Mi");
        town.add("/api/v1/namespaces/todo/resourcequotas", """
                {"status":{"hard":{"limits.memory":"160Mi"},"used":{"limits.memory":"64Mi"}}}""");
        assertThat(Town.patch(town.only())).contains("\"limits\":{\"memory\":\"96Mi\"}");
    }

    @Test
    void whereNoMoreIsAllowedThatIsSaid() {
        outOfMemory("64Mi");
        town.add("/api/v1/namespaces/todo/limitranges", "{\"spec\":{\"limits\":[{\"max\":{\"memory\":\"64Mi\"}}]}}");

        Finding finding = town.only();

        assertThat(finding.remedies()).isEmpty();
        assertThat(finding.lines()).anyMatch(line -> line.startsWith("its limit cannot be raised"));
    }

    @Test
    void whatIsAskedAndWhatIsFreeIsSaidAndTheRequestLowered() {
        town.pod("""
                {"metadata":{"namespace":"todo","name":"backend-abc12-x","labels":{"pod-template-hash":"abc12"},
                  "ownerReferences":[{"kind":"ReplicaSet","name":"backend-abc12","controller":true}]},
                 "spec":{"containers":[{"name":"backend","resources":{"requests":{"memory":"64Gi"}}}]},
                 "status":{"phase":"Pending","conditions":[{"type":"PodScheduled","status":"False",
                  "reason":"Unschedulable","message":"0/1 nodes are available: 1 Insufficient memory."}]}}""");
        node("\"allocatable\":{\"memory\":\"8Gi\"}");
        town.add("/api/v1/pods", """
                {"metadata":{"namespace":"a","name":"b"},"spec":{"nodeName":"n1","containers":[
                 {"name":"c","resources":{"requests":{"memory":"2Gi"}}}]},"status":{"phase":"Running"}}""");

        Finding finding = town.only();

        assertThat(finding.cause())
                .isEqualTo("it cannot be scheduled: no node has room for what it requests"
                        + " (64Gi of memory; n1 has most: 6Gi free of 8Gi).");
        assertThat(Town.patch(finding)).contains("\"requests\":{\"memory\":\"3072Mi\"}");
    }

    @Test
    void whoMayNotSeeTheNodesHearsThatItHasNoRoom() {
        town.pod("""
                {"metadata":{"namespace":"todo","name":"backend-abc12-x","labels":{"pod-template-hash":"abc12"},
                  "ownerReferences":[{"kind":"ReplicaSet","name":"backend-abc12","controller":true}]},
                 "spec":{"containers":[{"name":"backend","resources":{"requests":{"memory":"64Gi"}}}]},
                 "status":{"phase":"Pending","conditions":[{"type":"PodScheduled","status":"False",
                  "reason":"Unschedulable","message":"0/1 nodes are available: 1 Insufficient memory."}]}}""");
        town.forbidden("/api/v1/nodes");

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("insufficient-resources");
        assertThat(finding.remedies()).isEmpty();
    }

    @Test
    void whoMayNotSeeTheRevisionsHearsTheCause() {
        town.deployment("mail", """
                "replicas":2,"readyReplicas":1,"updatedReplicas":1,"availableReplicas":1""", "");
        town.pod("mail", "", """
                "ready":false,"image":"x","state":{"waiting":{"reason":"ImagePullBackOff","message":"not found"}}""");
        town.forbidden("/apis/apps/v1/namespaces/todo/replicasets");

        assertThat(town.only().object()).isEqualTo("deployment/mail");
    }

    @Test
    void aTagThatIsNotThereIsReplacedByWhatANodeHas() {
        pulling("backend:2.1");
        node(
                "\"images\":[{\"names\":[\"docker.io/library/backend:2.0\"]},{\"names\":[\"docker.io/library/web:2.1\"]}]");

        assertThat(town.only().remedies().getFirst())
                .isEqualTo(new Remedy.SetImage(
                        "Set the image of deployment/backend to backend:2.0", BACKEND, "backend", "backend:2.0"));
    }

    @Test
    void anInitContainerOfTheSameImageIsMendedWithIt() {
        town.pod("""
                {"metadata":{"namespace":"todo","name":"backend-abc12-x","labels":{"pod-template-hash":"abc12"},
                  "ownerReferences":[{"kind":"ReplicaSet","name":"backend-abc12","controller":true}]},
                 "spec":{"initContainers":[{"name":"migrate","image":"b:9"}],"containers":[{"name":"api","image":"b:9"}]},
                 "status":{"phase":"Pending","initContainerStatuses":[{"name":"migrate","ready":false,
                  "state":{"waiting":{"reason":"ErrImagePull","message":"not found"}}}]}}""");
        node("\"images\":[{\"names\":[\"docker.io/library/b:8\"]}]");

        assertThat(Town.patch(town.only()))
                .contains("\"initContainers\":[{\"name\":\"migrate\",\"image\":\"b:8\"}]")
                .contains("\"containers\":[{\"name\":\"api\",\"image\":\"b:8\"}]");
    }

    @Test
    void whatAnEarlierRevisionRanComesFirstAndItsPodsMakeUndoingSure() {
        town.deployment("mail", """
                "replicas":2,"readyReplicas":1,"updatedReplicas":1,"availableReplicas":1""", "");
        town.pod("mail", "", """
                "ready":false,"image":"x","state":{"waiting":{"reason":"ImagePullBackOff","message":"not found"}}""");
        revision("mail", 1, "mail:1.9");
        revision("mail", 2, "mail:1");

        Finding finding = town.only();

        assertThat(finding.remedies())
                .extracting(Remedy::title)
                .containsExactly(
                        "Set the image of deployment/mail to mail:1.9", "Undo the last rollout of deployment/mail");
    }

    @Test
    void whoMayNotSeeTheSecretHearsThatItsKeyIsMissing() {
        town.pod(
                "backend",
                ",\"env\":[{\"name\":\"PGPASSWORD\",\"valueFrom\":{\"secretKeyRef\":{\"name\":\"pg\",\"key\":\"pasword\"}}}]",
                "\"ready\":false,\"state\":{\"waiting\":{\"reason\":\"CreateContainerConfigError\","
                        + "\"message\":\"couldn't find key pasword in Secret todo/pg\"}}");
        town.forbidden("/api/v1/namespaces/todo/secrets/pg");

        assertThat(town.only().id()).isEqualTo("secret-key-missing");
    }

    @Test
    void aMisspeltKeyIsCorrectedToTheNearestAndNoValueIsShown() {
        town.pod(
                "backend",
                ",\"env\":[{\"name\":\"PGPASSWORD\",\"valueFrom\":{\"secretKeyRef\":{\"name\":\"pg\",\"key\":\"pasword\"}}}]",
                "\"ready\":false,\"state\":{\"waiting\":{\"reason\":\"CreateContainerConfigError\","
                        + "\"message\":\"couldn't find key pasword in Secret todo/pg\"}}");
        town.with(
                "/api/v1/namespaces/todo/secrets/pg",
                "{\"data\":{\"password\":\"aHVudGVyMjI=\",\"user\":\"dG9kbw==\"}}");

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("secret-key-missing");
        assertThat(finding.remedies().getFirst().title())
                .isEqualTo("Let PGPASSWORD of deployment/backend take key password of secret/pg");
        assertThat(Town.patch(finding)).contains("\"secretKeyRef\":{\"name\":\"pg\",\"key\":\"password\"}");
        assertThat(finding.toString()).doesNotContain("aHVudGVyMjI", "hunter22");
    }

    private void probe(int port) {
        town.pod(
                "backend",
                ",\"ports\":[{\"containerPort\":8000}],\"readinessProbe\":{\"httpGet\":{\"path\":\"/\",\"port\":%d}}"
                        .formatted(port),
                RUNNING);
    }

    private void refused() {
        town.warning(
                "Pod",
                "backend-abc12-x",
                "Unhealthy",
                "Readiness probe failed: dial tcp 10.0.0.3:1: connect: connection refused");
    }

    private void outOfMemory(String limit) {
        town.pod(
                "backend",
                ",\"resources\":{\"limits\":{\"memory\":\"%s\"}}".formatted(limit),
                "\"ready\":false,\"restartCount\":2,\"state\":{\"waiting\":{\"reason\":\"CrashLoopBackOff\"}},"
                        + "\"lastState\":{\"terminated\":{\"reason\":\"OOMKilled\",\"exitCode\":137}}");
        node("\"allocatable\":{\"memory\":\"8Gi\"}");
    }

    private void pulling(String image) {
        town.pod("""
                {"metadata":{"namespace":"todo","name":"backend-abc12-x","labels":{"pod-template-hash":"abc12"},
                  "ownerReferences":[{"kind":"ReplicaSet","name":"backend-abc12","controller":true}]},
                 "spec":{"containers":[{"name":"backend","image":"%s"}]},
                 "status":{"phase":"Pending","containerStatuses":[{"name":"backend","ready":false,
                  "state":{"waiting":{"reason":"ErrImagePull","message":"not found"}}}]}}""".formatted(image));
    }

    private void node(String status) {
        town.add("/api/v1/nodes", "{\"metadata\":{\"name\":\"n1\"},\"status\":{%s}}".formatted(status));
    }

    private void revision(String deployment, int number, String image) {
        town.add("/apis/apps/v1/namespaces/todo/replicasets", """
                {"metadata":{"namespace":"todo","name":"%1$s-%2$d","annotations":{
                  "deployment.kubernetes.io/revision":"%2$d"},"ownerReferences":[
                  {"kind":"Deployment","name":"%1$s","controller":true}]},
                 "spec":{"template":{"spec":{"containers":[{"name":"%1$s","image":"%3$s"}]}}}}""".formatted(deployment, number, image));
    }
}
