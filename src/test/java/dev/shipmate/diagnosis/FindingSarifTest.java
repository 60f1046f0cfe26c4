package dev.shipmate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What SARIF 2.1.0 asks of a log file (https://docs.oasis-open.org/sarif/sarif/v2.1.0/).
class FindingSarifTest {
    private static final Finding CRASH =
            Finding.of("app-error", "deployment/web", "todo", "crashes.", List.of("exit code 1"), "Read its log.");
    private static final Finding WARNING = new Finding(
            "hpa-at-maximum",
            Severity.WARNING,
            Confidence.LIKELY,
            "hpa/web",
            "todo",
            "is at its maximum.",
            List.of(),
            List.of(),
            "Raise it.",
            List.of());
    private static final Finding WIDE =
            Finding.of("node-not-ready", "node/n1", "", "is not ready.", List.of(), "Look at it.");

    private final JsonNode run = run(CRASH, WARNING, WIDE, CRASH);

    @Test
    void theLogHasItsVersionAndOneRun() {
        JsonNode log = write(CRASH);
        assertThat(log.path("version").asString())
                .as("\"with the value '2.1.0'\"")
                .isEqualTo("2.1.0");
        assertThat(URI.create(log.path("$schema").asString())).hasScheme("https");
        assertThat(log.path("runs").size()).isEqualTo(1);
    }

    @Test
    void theToolNamesItselfAndEachRuleOnce() {
        JsonNode driver = run.at("/tool/driver");
        assertThat(driver.path("name").asString()).isEqualTo("shipmate");
        assertThat(driver.path("version").asString()).isEqualTo("1.2.3");
        assertThat(driver.path("rules").valueStream())
                .extracting(rule -> rule.path("id").asString())
                .containsExactly("app-error", "hpa-at-maximum", "node-not-ready");
        assertThat(driver.path("rules").valueStream())
                .allSatisfy(rule ->
                        assertThat(rule.at("/shortDescription/text").asString()).endsWith("."));
    }

    @Test
    void aResultNamesItsRuleByIdAndByPlace() {
        assertThat(run.path("results").size()).isEqualTo(4);
        assertThat(run.path("results").valueStream()).allSatisfy(result -> {
            int place = result.path("ruleIndex").asInt(-1);
            assertThat(run.at("/tool/driver/rules").path(place).path("id").asString())
                    .isEqualTo(result.path("ruleId").asString());
        });
    }

    @Test
    void theLevelIsOneOfItsWords() {
        assertThat(run.path("results").valueStream())
                .extracting(result -> result.path("level").asString())
                .as("one of \"none\", \"note\", \"warning\", \"error\"")
                .containsExactly("error", "warning", "error", "error");
        assertThat(run.path("results").valueStream())
                .allSatisfy(result -> assertThat(result.path("kind").asString()).isEqualTo("fail"));
    }

    @Test
    void theMessageIsTheCauseAndTheNextStep() {
        assertThat(run.at("/results/0/message/text").asString())
                .isEqualTo("deployment/web: crashes. Next: Read its log.");
    }

    @Test
    void theLocationIsTheObjectAndAPathThatStrictReadersWant() {
        JsonNode location = run.at("/results/0/locations/0");
        assertThat(location.at("/logicalLocations/0/name").asString()).isEqualTo("deployment/web");
        assertThat(location.at("/logicalLocations/0/fullyQualifiedName").asString())
                .isEqualTo("todo/deployment/web");
        JsonNode artifact = location.at("/physicalLocation/artifactLocation");
        assertThat(URI.create(artifact.path("uri").asString()).isAbsolute()).isFalse();
        assertThat(run.path("originalUriBaseIds").has(artifact.path("uriBaseId").asString()))
                .as("\"uriBaseId\" is defined")
                .isTrue();
        assertThat(run.at("/results/2/locations/0/logicalLocations/0/fullyQualifiedName")
                        .asString())
                .isEqualTo("node/n1");
    }

    @Test
    void theFingerprintIsTheSameInEveryRunAndDiffersBetweenFindings() {
        String first = run.at("/results/0/partialFingerprints/finding~1v1").asString();
        assertThat(first).isNotBlank().isEqualTo(fingerprint(CRASH.withCause("has crashed 4 times.")));
        assertThat(fingerprint(WARNING)).isNotEqualTo(first);
        assertThat(fingerprint(CRASH.as("oom-killed"))).isNotEqualTo(first);
    }

    @Test
    void thePropertiesHaveTheEvidence() {
        assertThat(run.at("/results/0/properties/evidence/0/text").asString()).isEqualTo("exit code 1");
        assertThat(run.at("/results/1/properties/confidence").asString()).isEqualTo("likely");
    }

    @Test
    void whatCouldNotBeSeenIsANotification() {
        JsonNode invocation = run.at("/invocations/0");
        assertThat(invocation.path("executionSuccessful").asBoolean()).isTrue();
        assertThat(invocation.at("/toolExecutionNotifications/0/message/text").asString())
                .isEqualTo("Could not be seen: nodes (not permitted).");
    }

    @Test
    void aHealthyClusterHasNoResultsButTheyWereLookedFor() {
        JsonNode healthy = run();
        assertThat(healthy.path("results").isArray())
                .as("\"an empty array if the SARIF producer was invoked and found no results\"")
                .isTrue();
        assertThat(healthy.path("results").isEmpty()).isTrue();
    }

    private static String fingerprint(Finding finding) {
        return run(finding).at("/results/0/partialFingerprints/finding~1v1").asString();
    }

    private static JsonNode run(Finding... findings) {
        return write(findings).at("/runs/0");
    }

    private static JsonNode write(Finding... findings) {
        return new FindingSarif("1.2.3", "lab")
                .write(new Examination(List.of(findings), 3, List.of("nodes (not permitted)")));
    }
}
