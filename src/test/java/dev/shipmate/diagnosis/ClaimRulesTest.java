package dev.shipmate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClaimRulesTest {
    private static final String CLASSES = "/apis/storage.k8s.io/v1/storageclasses";

    private final Town town = new Town();

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void aPodThatWaitsForAClaimFoldsUnderTheClaimsOwnCause() {
        claim("\"storageClassName\":\"fast\",");
        town.add(CLASSES, "{\"metadata\":{\"name\":\"standard\"},\"volumeBindingMode\":\"WaitForFirstConsumer\"}");
        pending();

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("storage-class-missing");
        assertThat(finding.object()).isEqualTo("persistentvolumeclaim/data");
        assertThat(finding.lines())
                .contains("storage classes: standard")
                .anyMatch(line -> line.startsWith("because of it, pod/db-0:"));
    }

    @Test
    void aClaimThatWaitsForItsFirstPodIsNormal() {
        claim("\"storageClassName\":\"standard\",");
        town.add(CLASSES, "{\"metadata\":{\"name\":\"standard\"},\"volumeBindingMode\":\"WaitForFirstConsumer\"}");

        assertThat(town.examine()).isEmpty();
    }

    @Test
    void whereNoClassIsTheDefaultTheOnlyOneIsTaken() {
        claim("");
        town.add(CLASSES, "{\"metadata\":{\"name\":\"standard\"}}");

        assertThat(Town.patch(town.only())).isEqualTo("{\"spec\":{\"storageClassName\":\"standard\"}}");
    }

    @Test
    void theProvisionersWordsAreTheEvidence() {
        claim("\"storageClassName\":\"standard\",");
        town.add(CLASSES, "{\"metadata\":{\"name\":\"standard\"},\"volumeBindingMode\":\"Immediate\"}");
        town.warning("PersistentVolumeClaim", "data", "ProvisioningFailed", "no space left in the pool");

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("pvc-provisioning-failed");
        assertThat(finding.lines()).contains("event: no space left in the pool");
    }

    @Test
    void aClaimThatWasJustMadeIsGivenTime() {
        claim("\"storageClassName\":\"fast\",");
        town.at(Town.NOON.plusSeconds(5));

        assertThat(town.examine()).isEmpty();
    }

    private void claim(String fields) {
        town.add("/api/v1/namespaces/todo/persistentvolumeclaims", """
                {"metadata":{"namespace":"todo","name":"data","creationTimestamp":"2026-11-01T12:00:00Z"},
                 "spec":{%s"resources":{"requests":{"storage":"1Gi"}}},"status":{"phase":"Pending"}}""".formatted(fields));
    }

    private void pending() {
        town.pod("""
                {"metadata":{"namespace":"todo","name":"db-0","creationTimestamp":"2026-11-01T12:00:00Z"},
                 "spec":{"containers":[{"name":"db"}],"volumes":[{"persistentVolumeClaim":{"claimName":"data"}}]},
                 "status":{"phase":"Pending","conditions":[{"type":"PodScheduled","status":"False",
                  "reason":"Unschedulable","message":"pod has unbound immediate PersistentVolumeClaims"}]}}""");
    }
}
