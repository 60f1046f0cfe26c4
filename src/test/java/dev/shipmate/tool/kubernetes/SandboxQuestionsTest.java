package dev.shipmate.tool.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterOptions;
import dev.shipmate.sandbox.Sandbox;
import dev.shipmate.tool.Block;
import dev.shipmate.tool.ToolResult.Completed;
import dev.shipmate.tool.ToolResult.NotFound;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The reading tools against the sandbox and its half-broken shop.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SandboxQuestionsTest {
    private final Sandbox sandbox = Sandbox.start();
    private final Cluster cluster =
            Cluster.open(ClusterOptions.ofServer(Sandbox.CONTEXT, sandbox.server(), Sandbox.NAMESPACE));
    private final ToolRun tools = new ToolRun(cluster, Clock.systemUTC());

    @AfterAll
    void stop() {
        cluster.close();
        sandbox.close();
    }

    @Nested
    class ListPods {
        @Test
        void theFirstSentenceCounts() {
            assertThat(tools.text("list_pods"))
                    .startsWith(
                            "8 pods in namespace todo: 4 Running, 2 CrashLoopBackOff, 1 ImagePullBackOff, 1 Pending.");
        }

        @Test
        void problemsComeFirst() {
            assertThat(ToolRun.table(tools.run("list_pods")).rows().stream()
                            .map(row -> row.get(2))
                            .toList())
                    .startsWith("CrashLoopBackOff", "ImagePullBackOff", "Pending", "CrashLoopBackOff")
                    .endsWith("Running");
        }

        @Test
        void aStatusNarrowsDownAndStillCountsAll() {
            assertThat(tools.text("list_pods", "status=unhealthy"))
                    .startsWith("4 of 8 pods in namespace todo are unhealthy: ");
        }

        @Test
        void aStatusThatNoPodHasIsSaid() {
            assertThat(tools.text("list_pods", "status=completed"))
                    .startsWith("None of the 8 pods in namespace todo has completed");
        }

        @Test
        void onlyTheWorkloadsPodsAreShown() {
            assertThat(tools.text("list_pods", "name=frontend"))
                    .startsWith("2 pods of deployment/frontend in namespace todo: 2 Running.")
                    .doesNotContain("backend");
        }

        @Test
        void onlyTheNodesPodsAreShown() {
            assertThat(tools.text("list_pods", "node=sandbox"))
                    .startsWith("7 pods in namespace todo on node sandbox: ")
                    .doesNotContain("reports");
            assertThat(tools.text("list_pods", "name=frontend", "node=sandbox"))
                    .startsWith("2 pods of deployment/frontend in namespace todo on node sandbox: 2 Running.");
        }

        @Test
        void aNodeThatIsNotThereIsNotAnIdleOne() {
            assertThat(tools.run("list_pods", "node=sandbax"))
                    .isEqualTo(new NotFound("node", "sandbax", List.of("sandbox")));
        }

        @Test
        void allNamespacesHaveAColumn() {
            assertThat(ToolRun.table(tools.run("list_pods", "namespace=*")).header())
                    .startsWith("NAMESPACE", "NAME");
        }

        @Test
        void aMissingNamespaceIsNotAnEmptyOne() {
            assertThat(tools.run("list_pods", "namespace=tod"))
                    .isEqualTo(new NotFound("namespace", "tod", List.of("todo")));
            assertThat(tools.text("list_pods", "namespace=default"))
                    .isEqualTo("There are no pods in namespace default.");
        }
    }

    @Nested
    class GetResources {
        @Test
        void oneWorkloadsReplicasAreSaidInASentence() {
            assertThat(tools.text("get_resources", "kind=deployments", "name=frontend"))
                    .startsWith(
                            "deployment/frontend in namespace todo has 2 replicas: 2 ready, 2 up to date, 2 available.");
        }

        @Test
        void aListOfWorkloadsNamesTheUnhealthyOnes() {
            assertThat(tools.text("get_resources", "kind=deploy"))
                    .startsWith("6 deployments in namespace todo; 4 not healthy: deployment/backend, ");
        }

        @Test
        void theServersOwnColumnsAreShown() {
            assertThat(ToolRun.table(tools.run("get_resources", "kind=svc")).header())
                    .containsExactly("NAME", "TYPE", "CLUSTER-IP", "EXTERNAL-IP", "PORT(S)", "AGE");
        }

        @Test
        void aMisspeltNameGetsTheNearest() {
            assertThat(tools.run("get_resources", "kind=deployment", "name=fronted"))
                    .isEqualTo(new NotFound("deployment", "fronted", List.of("frontend")));
        }

        @Test
        void aWordThatIsNeitherAKindNorANameIsNotFound() {
            assertThat(tools.run("get_resources", "kind=all", "name=widgets"))
                    .isEqualTo(new NotFound("kind of resource or workload", "widgets", List.of()));
            assertThat(tools.text("get_resources", "kind=all", "name=frontend")).contains("has 2 replicas");
        }

        @Test
        void aMisspeltKindGetsTheNearest() {
            assertThat(tools.run("get_resources", "kind=deploymnts"))
                    .isInstanceOfSatisfying(
                            NotFound.class,
                            missing -> assertThat(missing.nearest()).contains("deployments"));
        }
    }

    @Nested
    class GetLogs {
        @Test
        void theNumberOfLinesIsSaidHonestly() {
            assertThat(tools.text("get_logs", "name=backend", "tail=3", "previous=true"))
                    .containsPattern(
                            "The last 3 of \\d+ lines of the previous log of container backend of pod/backend-")
                    .contains("Application startup failed");
        }

        @Test
        void ofALogThatWasNotReadToItsStartNoTotalIsClaimed() {
            assertThat(tools.run("get_logs", "name=deployment/frontend", "tail=5"))
                    .isInstanceOfSatisfying(
                            Completed.class,
                            log -> assertThat(log.blocks())
                                    .filteredOn(Block.Excerpt.class::isInstance)
                                    .allSatisfy(block -> assertThat(((Block.Excerpt) block).omitted())
                                            .isZero()));
            assertThat(tools.text("get_logs", "name=deployment/frontend", "tail=5"))
                    .containsPattern("The last 5 lines of the log of container frontend of pod/frontend-\\S+; "
                            + "there are more lines before these\\.");
        }

        @Test
        void aLargeLogIsCondensedUnlessItsLinesAreAskedForByNumber() {
            assertThat(tools.text("get_logs", "name=deployment/frontend"))
                    .containsPattern("lines in the logs of \\d pods of deployment/frontend .* kinds? of entries")
                    .contains("Kinds of entries, the most telling first", "are shown as they were written")
                    .hasSizeLessThan(5_000);
        }

        @Test
        void grepIgnoresCaseAndCounts() {
            assertThat(tools.text("get_logs", "name=backend", "previous=true", "grep=OPERATIONALERROR"))
                    .containsPattern(
                            "\\d lines? of the previous log of container backend of pod/\\S+ contains? \"OPERATIONALERROR\"")
                    .contains("could not translate host name");
        }

        @Test
        void everyPodOfAWorkloadIsShownUnderItsName() {
            assertThat(tools.text("get_logs", "name=deployment/frontend", "tail=1"))
                    .containsPattern("(?s)pod/frontend-\\S+ frontend\n.*pod/frontend-\\S+ frontend\n");
        }

        @Test
        void aContainerThatNeverStartedSaysWhy() {
            assertThat(tools.text("get_logs", "name=mailer"))
                    .contains("Container mailer of pod/mailer-")
                    .contains("has not started: ImagePullBackOff");
        }

        @Test
        void aPodThatCannotBeScheduledSaysWhy() {
            assertThat(tools.text("get_logs", "name=reports")).contains("Insufficient memory");
        }

        @Test
        void anUnknownContainerGetsTheOnesThatExist() {
            assertThat(tools.run("get_logs", "name=redis", "container=web"))
                    .isInstanceOfSatisfying(
                            NotFound.class,
                            missing -> assertThat(missing.nearest()).isNotEmpty());
        }

        @Test
        void anImpossibleTailIsRefused() {
            assertThat(tools.text("get_logs", "name=redis", "tail=0")).contains("1 to 2000 lines can be shown");
        }
    }

    @Nested
    class Diagnose {
        @Test
        void everyBrokenWorkloadHasItsOwnCause() {
            assertThat(tools.text("diagnose"))
                    .startsWith("4 problems were found: ")
                    .contains("deployment/backend: container backend stops with an error (exit code 1)")
                    .contains("could not translate host name \"postgres\"")
                    .contains(
                            "deployment/mailer: image todo-mailer:1.4.2 could not be pulled: the registry has no such image")
                    .contains("deployment/reports: it cannot be scheduled: no node has room")
                    .contains(
                            "deployment/worker: container worker was killed because it needs more memory than its limit of 64Mi");
        }

        @Test
        void aHealthyWorkloadIsLeftAlone() {
            assertThat(tools.text("diagnose", "name=frontend"))
                    .startsWith("Nothing is wrong with deployment/frontend.");
        }

        @Test
        void aPodIsExaminedByItself() {
            String pod = ToolRun.table(tools.run("list_pods", "name=worker"))
                    .rows()
                    .getFirst()
                    .getFirst();
            assertThat(tools.text("diagnose", "name=" + pod)).contains("evidence (oom-killed)");
        }
    }

    @Nested
    class TheOthers {
        @Test
        void eventsPutWarningsFirst() {
            assertThat(ToolRun.table(tools.run("get_events")).rows().getFirst().get(1))
                    .isEqualTo("Warning");
            assertThat(tools.text("get_events", "warnings=true", "name=backend"))
                    .contains("BackOff")
                    .doesNotContain("Normal");
        }

        @Test
        void aStuckRolloutIsNamed() {
            assertThat(tools.text("rollout_status"))
                    .startsWith("4 of 7 workloads in namespace todo are not rolled out.");
            assertThat(tools.text("rollout_status", "name=frontend"))
                    .startsWith("The rollout of deployment/frontend is complete.");
        }

        @Test
        void theHistoryShowsRevisionsNewestFirst() {
            assertThat(tools.text("rollout_history", "name=backend"))
                    .startsWith("deployment/backend in namespace todo has 2 revisions; revision 2 is current.");
        }

        @Test
        void topPutsTheGreediestFirst() {
            assertThat(tools.text("top", "sort=memory")).contains("uses most memory: 96Mi");
        }

        @Test
        void imagesThatCannotBePulledComeFirst() {
            assertThat(ToolRun.table(tools.run("list_images")).rows().getFirst().getFirst())
                    .isEqualTo("todo-mailer:1.4.2");
        }

        @Test
        void theClustersHealthIsSummedUp() {
            assertThat(tools.text("cluster_health"))
                    .contains("1 node, all ready.")
                    .contains("4 unhealthy");
        }
    }
}
