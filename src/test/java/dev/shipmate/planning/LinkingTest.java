package dev.shipmate.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.PodName;
import dev.shipmate.fake.FakeInventory;
import dev.shipmate.tool.ToolCall;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkingTest {
    private final RulePlanner planner = new RulePlanner();
    private final FakeInventory inventory = FakeInventory.todo();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            show logs of backend                   | deployment/backend
            show logs of the backend pods          | deployment/backend
            show logs of deployment/backend        | deployment/backend
            show logs of deploy/backend            | deployment/backend
            show logs of backends                  | deployment/backend
            show logs of bakend                    | deployment/backend
            show logs of mcp server                | deployment/mcp-server
            show logs of the todo frontend         | deployment/frontend
            show logs of todo-frontend             | deployment/frontend
            show logs of todo-phaseiv-frontend     | deployment/frontend
            show logs of redis-0                   | pod/redis-0
            show logs of backend-7c9f6d5b84-x0k2z  | pod/backend-7c9f6d5b84-x0k2z
            """)
    void namesAreTiedToWhatExists(String question, String name) {
        assertThat(best(question).call().arguments()).containsEntry("name", name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            list pods in hello                    | hello
            list pods in the hello namespace      | hello
            list pods in namespace hello          | hello
            pods -n hello                         | hello
            pods --namespace=hello                | hello
            list pods across all namespaces       | *
            get pods -A                           | *
            show all todo-app pods                | todo-phaseiv
            """)
    void namespacesAreFoundHoweverTheyAreWritten(String question, String namespace) {
        assertThat(best(question).call().arguments()).containsEntry("namespace", namespace);
    }

    @Test
    void namesOfOtherNamespacesAreFoundWithLessConfidence() {
        Candidate elsewhere = best("show logs of nginx");

        assertThat(elsewhere.call().arguments())
                .containsEntry("name", "deployment/nginx")
                .containsEntry("namespace", "hello");
        assertThat(elsewhere.confidence()).isLessThan(best("show logs of redis").confidence());
    }

    @Test
    void otherKindsAreTiedToTheirOwnObjects() {
        assertThat(best("describe the redis pvc").call().arguments())
                .containsEntry("name", "persistentvolumeclaims/data-redis-0");
    }

    @Test
    void kindsThatOnlyTheClusterKnowsAreFound() {
        assertThat(best("list all widgets").call().arguments()).containsEntry("kind", "widgets");
    }

    @Nested
    class WhenNothingHasTheName {
        @Test
        void theTypedNameIsKeptAndTheNearestAreOffered() {
            Shortlist plan = plan("show logs of backstage");

            assertThat(plan.best().orElseThrow().call().arguments()).containsEntry("name", "backstage");
            assertThat(plan.best().orElseThrow().resolved()).isFalse();
            assertThat(plan.unknown()).singleElement().satisfies(unknown -> {
                assertThat(unknown.what()).isEqualTo("workload");
                assertThat(unknown.name()).isEqualTo("backstage");
            });
        }

        @Test
        void anUnknownNamespaceIsReported() {
            Shortlist plan = plan("list pods in namespace prodution-eu");

            assertThat(plan.unknown())
                    .containsExactly(new UnknownName("namespace", "prodution-eu", List.of("production")));
            assertThat(plan.best().orElseThrow().complete()).isFalse();
        }

        @ParameterizedTest
        @CsvSource({"show me all pods", "list the pods please", "are my apps ok", "show everything"})
        void everydayWordsAreNoNames(String question) {
            assertThat(plan(question).unknown()).isEmpty();
            assertThat(best(question).call().arguments()).doesNotContainKey("name");
        }
    }

    @Nested
    class WhenWorkloadsHaveNamesOfTheTrade {
        private final FakeInventory odd = new FakeInventory()
                .with("deployment", "todo", "web", 2)
                .with("deployment", "todo", "api", 1)
                .with("deployment", "todo", "logs", 1)
                .with("deployment", "todo", "scale", 1)
                .with("deployment", "todo", "pods", 1)
                .with("cronjob", "todo", "nightly", 0)
                .withPod(new PodName("todo", "crash", "", List.of("crash")));

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                scale scale to 3                | deployment/scale
                restart the logs deployment     | deployment/logs
                show logs of deployment/pods    | deployment/pods
                show logs of logs               | deployment/logs
                restart api                     | deployment/api
                when does nightly run           | cronjob/nightly
                why is pod crash failing?       | pod/crash
                show the last 20 lines of the logs of web | deployment/web
                """)
        void theyAreFoundWhereANameStands(String question, String name) {
            assertThat(planner.plan(question, Focus.NONE, "todo", odd)
                            .best()
                            .orElseThrow()
                            .call()
                            .arguments())
                    .containsEntry("name", name);
        }

        @Test
        void aListOfPodsIsNoWorkload() {
            assertThat(planner.plan("show all pods in todo", Focus.NONE, "todo", odd)
                            .best()
                            .orElseThrow()
                            .call()
                            .arguments())
                    .containsOnlyKeys("namespace");
        }
    }

    @Nested
    class WhenNodesAreNamed {
        private final FakeInventory nodes = new FakeInventory()
                .with("deployment", "todo", "web", 2)
                .withObjects("nodes", "", "node1", "node2", "kind-worker");

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                how many pods run on node1             | node1
                which pods run on node node2           | node2
                show me the pods on the kind-worker node | kind-worker
                how many pods run on node9             | node9
                which pods run on node node9           | node9
                """)
        void podsAreListedOfThem(String question, String node) {
            assertThat(plan(question).best().orElseThrow().call())
                    .isEqualTo(new ToolCall("list_pods", Map.of("node", node)));
        }

        @Test
        void oneIsFoundByItsName() {
            assertThat(plan("is node1 ready").best().orElseThrow().call().arguments())
                    .containsEntry("kind", "nodes")
                    .containsEntry("name", "node1");
        }

        @Test
        void oneThatIsNotThereIsANodeToo() {
            assertThat(plan("which pods run on node node9").unknown())
                    .containsExactly(new UnknownName("node", "node9", List.of("node1", "node2")));
        }

        private Shortlist plan(String question) {
            return planner.plan(question, Focus.NONE, "todo", nodes);
        }
    }

    private Candidate best(String question) {
        return plan(question).best().orElseThrow();
    }

    private Shortlist plan(String question) {
        return planner.plan(question, Focus.NONE, "todo-phaseiv", inventory);
    }
}
