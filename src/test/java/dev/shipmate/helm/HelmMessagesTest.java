package dev.shipmate.helm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.helm.ChartProblem.Severity;
import dev.shipmate.redaction.PatternRedactor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The texts are what Helm 3.22 and 4.3 printed on a real cluster.
class HelmMessagesTest {
    private final HelmMessages messages = new HelmMessages(new PatternRedactor());

    @Test
    void aSchemaErrorNamesTheValue() {
        assertThat(messages.change("deploy", """
                Error: UPGRADE FAILED: values don't meet the specifications of the schema(s) in the following chart(s):
                todo:
                - at '/backend/replicas': got string, want integer
                - at '': missing property 'image'
                cache:
                - at '/size': got number, want string
                """))
                .isEqualTo(new HelmOutcome.Rejected(List.of(
                        error("backend.replicas", "got string, want integer"),
                        error("", "missing property 'image'"),
                        error("cache.size", "got number, want string"))));
    }

    @Test
    void aSchemaErrorOfAnOlderHelmNamesTheValueToo() {
        assertThat(messages.rejected("""
                Error: values don't meet the specifications of the schema(s) in the following chart(s):
                todo:
                - backend.replicas: Invalid type. Expected: integer, given: string
                - (root): Additional property typo is not allowed
                """).problems())
                .containsExactly(
                        error("backend.replicas", "Invalid type. Expected: integer, given: string"),
                        error("", "Additional property typo is not allowed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Error: UPGRADE FAILED: pre-upgrade hooks failed: 1 error occurred:\n\t* job tiny-migrate failed: BackoffLimitExceeded\n\n",
                "Error: INSTALLATION FAILED: failed post-install: 1 error occurred:\n\t* job tiny-migrate failed: BackoffLimitExceeded\n\n",
                "pre-upgrade hooks failed: 1 error occurred:\n\t* job tiny-migrate failed: BackoffLimitExceeded",
                "level=WARN msg=\"upgrade failed\" name=tiny error=\"…\"\nError: UPGRADE FAILED: pre-upgrade hooks failed: resource Job/n/tiny-migrate not ready. status: Failed, message: Job Failed. failed: 1/1",
            })
    void aFailedHookIsNamed(String text) {
        assertThat(messages.change("deploy", text)).isInstanceOfSatisfying(HelmOutcome.HookFailed.class, failed -> {
            assertThat(failed.hook()).isEqualTo("job/tiny-migrate");
            assertThat(failed.cause()).doesNotContain("level=", "UPGRADE FAILED");
        });
    }

    @Test
    void aHookThatTookTooLongIsAFailedHookWithoutAName() {
        assertThat(messages.change("deploy", """
                Error: UPGRADE FAILED: pre-upgrade hooks failed: 1 error occurred:
                	* timed out waiting for the condition
                """))
                .isInstanceOfSatisfying(
                        HelmOutcome.HookFailed.class,
                        failed -> assertThat(failed.hook()).isEmpty());
    }

    @Test
    void aReleaseInUseIsStuck() {
        assertThat(messages.change(
                        "deploy", "Error: UPGRADE FAILED: another operation (install/upgrade/rollback) is in progress"))
                .isInstanceOf(HelmOutcome.Stuck.class);
    }

    @Test
    void aHelmThatWasAskedToEndWasCancelled() {
        assertThat(messages.change(
                        "deploy", "Release tiny has been cancelled.\nError: UPGRADE FAILED: context canceled\n"))
                .isInstanceOf(HelmOutcome.Cancelled.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Error: template: todo/templates/a.yaml:10:20: executing \"x\" at <.Values.a.b>: nil pointer|todo/templates/a.yaml:10",
                "Error: execution error at (todo/templates/b.yaml:3:4): image.tag is required|todo/templates/b.yaml:3",
                "Error: parse error at (todo/templates/c.yaml:1): unclosed action|todo/templates/c.yaml:1",
                "Error: YAML parse error on todo/templates/d.yaml: error converting YAML to JSON|todo/templates/d.yaml",
            })
    void anErrorInATemplateNamesTheFile(String text, String where) {
        assertThat(messages.rejected(text).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.where()).isEqualTo(where));
        assertThat(messages.change("deploy", text)).isInstanceOf(HelmOutcome.Rejected.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Error: UPGRADE FAILED: \"tiny\" has no deployed releases|Uninstall it",
                "Error: INSTALLATION FAILED: Kubernetes cluster unreachable: Get \"https://x\": dial tcp: connection refused|Check that the cluster runs",
                "Error: INSTALLATION FAILED: Unable to continue with install: ConfigMap \"a\" in namespace \"n\" exists and cannot be imported into the current release: invalid ownership metadata|delete or rename",
                "Error: release has no 77 version|history",
                "Error: UPGRADE FAILED: conflict occurred while applying object n/web apps/v1, Kind=Deployment|Somebody else",
                "Error: something else|Look at",
            })
    void everyOtherFailureHasASuggestion(String text, String suggestion) {
        assertThat(messages.change("deploy todo", text)).isInstanceOfSatisfying(HelmOutcome.Failed.class, failed -> {
            assertThat(failed.cause()).startsWith("Cannot deploy todo: ");
            assertThat(failed.suggestion()).contains(suggestion);
        });
    }

    @Test
    void noMessageTellsASecret() {
        assertThat(messages.change("deploy", "Error: cannot use password: correct-horse-battery")
                        .toString())
                .doesNotContain("horse");
    }

    @Test
    void whatIsNotThereNeedsNoUninstalling() {
        assertThat(messages.removal("uninstall", "Error: uninstall: Release not loaded: tiny: release: not found"))
                .isEqualTo(new HelmOutcome.Removed(false));
    }

    @Test
    void lintTellsOfAWrongValueOnce() {
        assertThat(messages.lint("""
                ==> Linting ./tiny
                [INFO] Chart.yaml: icon is recommended
                [ERROR] values.yaml: - at '/replicas': got string, want integer

                [ERROR] templates/: values don't meet the specifications of the schema(s) in the following chart(s):
                tiny:
                - at '/replicas': got string, want integer
                """, "Error: 1 chart(s) linted, 1 chart(s) failed", false))
                .isEqualTo(new HelmOutcome.Rejected(List.of(error("replicas", "got string, want integer"))));
    }

    @Test
    void lintKeepsAdvice() {
        assertThat(messages.lint("""
                ==> Linting ./tiny
                [INFO] Chart.yaml: icon is recommended

                1 chart(s) linted, 0 chart(s) failed
                """, "", true))
                .isEqualTo(new HelmOutcome.Sound(
                        List.of(new ChartProblem(Severity.INFO, "Chart.yaml", "icon is recommended"))));
    }

    private static ChartProblem error(String where, String message) {
        return new ChartProblem(Severity.ERROR, where, message);
    }
}
