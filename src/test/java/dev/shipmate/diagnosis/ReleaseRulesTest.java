package dev.shipmate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReleaseRulesTest {
    private static final String SECRETS = "/api/v1/namespaces/todo/secrets";

    private final Town town = new Town();

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void anUpgradeWhoseHelmWasEndedGoesBackToTheLastGoodRevision() {
        revision(1, "superseded", "2026-11-01T11:00:00Z");
        revision(2, "deployed", "2026-11-01T11:10:00Z");
        revision(3, "pending-upgrade", "2026-11-01T11:20:00Z");

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("helm-pending-upgrade");
        assertThat(finding.object()).isEqualTo("release/shop");
        assertThat(finding.confidence()).isEqualTo(Confidence.CERTAIN);
        assertThat(finding.lines())
                .contains("revision 3 of release/shop is pending-upgrade", "revision 2 of release/shop is deployed");
        assertThat(finding.next()).contains("revision 2", "shipmate rollback");
    }

    @Test
    void aHelmThatMayStillBeAtWorkIsLeftAlone() {
        revision(1, "pending-install", "2026-11-01T12:12:00Z");

        assertThat(town.examine()).isEmpty();
    }

    @Test
    void anInstallationThatWasEndedHasNothingToGoBackTo() {
        revision(1, "pending-install", "2026-11-01T12:07:00Z");

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("helm-pending-install");
        assertThat(finding.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(finding.next()).startsWith("Uninstall the release");
    }

    @Test
    void aFailedUpgradeIsAConsequenceOfWhatItsWorkloadsHave() {
        revision(1, "deployed", "2026-11-01T11:00:00Z");
        revision(2, "failed", "2026-11-01T12:00:00Z");
        town.deployment("backend").crashed("backend", "", "boom: invalid setting\n");

        Finding finding = town.only();

        assertThat(finding.object()).isEqualTo("deployment/backend");
        assertThat(finding.consequences()).anyMatch(line -> line.startsWith("because of it, release/shop:"));
    }

    @Test
    void aFailedUpgradeIsFoundByItselfWhereNothingElseIsWrong() {
        revision(1, "deployed", "2026-11-01T11:00:00Z");
        revision(2, "failed", "2026-11-01T12:00:00Z");

        assertThat(town.only().id()).isEqualTo("helm-failed-partway");
        assertThat(town.examine(new DiagnosisScope.Release("todo", "shop"))).hasSize(1);
        assertThat(town.examine(new DiagnosisScope.Release("todo", "other"))).isEmpty();
    }

    @Test
    void aFirstInstallationThatFailedWasNeverDeployed() {
        revision(1, "failed", "2026-11-01T12:00:00Z");

        assertThat(town.only().id()).isEqualTo("helm-no-deployed");
    }

    @Test
    void aReleaseThatIsHalfUninstalledIsFound() {
        revision(1, "uninstalling", "2026-11-01T12:00:00Z");

        assertThat(town.only().id()).isEqualTo("helm-uninstalling");
    }

    @Test
    void aFailureThatALaterRevisionMendedIsHistory() {
        revision(1, "failed", "2026-11-01T11:00:00Z");
        revision(2, "deployed", "2026-11-01T12:00:00Z");

        assertThat(town.examine()).isEmpty();
    }

    @Test
    void onlyTheLabelsOfTheRecordsAreAskedFor() {
        town.examine();

        assertThat(town.requests()).anyMatch(request -> request.contains("labelSelector=owner%3Dhelm"));
    }

    private void revision(int number, String status, String created) {
        town.add(SECRETS, """
                {"metadata":{"namespace":"todo","name":"sh.helm.release.v1.shop.v%1$d","creationTimestamp":"%3$s",
                  "labels":{"owner":"helm","name":"shop","version":"%1$d","status":"%2$s"}}}""".formatted(number, status, created));
    }
}
