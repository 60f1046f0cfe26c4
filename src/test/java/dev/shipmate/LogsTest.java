package dev.shipmate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `shipmate logs` against the sandbox.
class LogsTest extends WholeProgram {
    @Test
    void aCrashIsTakenFromThePreviousRunWithItsNameBeforeTheModelSeesIt() {
        assertThat(logs("backend", "--templates")).isZero();
        assertThat(out.toString())
                .contains(
                        "It cannot find the host that it wants to reach.", "could not translate host name \"postgres\"")
                .contains("Kinds of entries, the most telling first:");
    }

    @Test
    void aSmallLogIsShownAsItIs() {
        assertThat(logs("backend", "--previous", "--since", "1d")).isZero();
        assertThat(out.toString()).contains("Application startup failed").doesNotContain("Kinds of entries");
    }

    @Test
    void theLastLinesOfEachContainerAreMerged() {
        assertThat(logs("deployment/frontend", "--tail", "3")).isZero();
        assertThat(out.toString().lines())
                .hasSizeGreaterThanOrEqualTo(6)
                .allMatch(line -> line.startsWith("[pod/frontend-"));
    }

    @Test
    void entriesAreChosenByTextAndByLevel() {
        assertThat(logs("backend", "-p", "--raw", "--grep", "OPERATIONALERROR", "--level", "error"))
                .isZero();
        assertThat(out.toString()).contains("could not translate host name").doesNotContain("INFO");
    }

    @Test
    void whenNothingMatchesItSaysSo() {
        assertThat(logs("backend", "-p", "--grep", "no such words")).isZero();
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).containsPattern("None of \\d+ lines matches\\.");
    }

    @Test
    void scriptsGetATree() {
        assertThat(logs("backend", "-c", "backend", "-o", "json")).isZero();

        JsonNode tree = new JsonMapper().readTree(out.toString());
        assertThat(tree.path("lines").asLong()).isPositive();
        assertThat(tree.at("/failures/0/id").asString()).isEqualTo("dns-wrong-name");
        assertThat(tree.at("/groups/0/severity").asString()).isIn("error", "fatal");
    }

    @Test
    void rawLinesForScriptsAreOneObjectALine() {
        assertThat(logs("backend", "-p", "--tail", "2", "-o", "json")).isZero();
        assertThat(out.toString().lines())
                .allSatisfy(line -> assertThat(
                                new JsonMapper().readTree(line).path("source").asString())
                        .startsWith("pod/backend-"));
    }

    @Test
    void anUnknownNameGetsTheNearest() {
        assertThat(logs("backnd")).isEqualTo(1);
        assertThat(err.toString()).contains("No workload or pod is called backnd. Nearest: deployment/backend");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aContainerThatHasNotStartedSaysWhy() {
        assertThat(logs("mailer")).isEqualTo(1);
        assertThat(err.toString()).contains("Container mailer of pod/mailer-", "has not started: ImagePullBackOff");
    }

    @Test
    void anUnknownContainerGetsTheOnesThatThereAre() {
        assertThat(logs("backend", "--container", "web")).isEqualTo(1);
        assertThat(err.toString()).contains("deployment/backend has no container web. It has: backend");
    }

    @Test
    void whatDoesNotGoTogetherIsWrongUsage() {
        assertThat(logs("backend", "--templates", "--follow")).isEqualTo(2);
        assertThat(logs("backend", "--previous", "-f")).isEqualTo(2);
        assertThat(logs("backend", "--tail", "0")).isEqualTo(2);
        assertThat(logs("backend", "--since", "soon")).isEqualTo(2);
        assertThat(logs("backend", "--level", "loud")).isEqualTo(2);
        assertThat(logs()).isEqualTo(2);
    }

    private int logs(String... arguments) {
        var all = new String[arguments.length + 2];
        all[0] = "logs";
        all[1] = "--sandbox";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return shipmate(all);
    }
}
