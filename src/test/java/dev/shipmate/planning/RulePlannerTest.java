package dev.shipmate.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.FakeInventory;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolCall;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulePlannerTest {
    private final RulePlanner planner = new RulePlanner();
    private final FakeInventory inventory = FakeInventory.todo();

    @Test
    void podsOfANamespaceAreListed() {
        assertThat(best("show all pods in hello")).isEqualTo(new ToolCall("list_pods", Map.of("namespace", "hello")));
    }

    @Test
    void onlyNamespacesAreFetchedForAListOfPods() {
        best("show all pods in hello");

        assertThat(inventory.asked()).containsExactly("namespaces");
    }

    @Test
    void anOrderToScaleIsAChange() {
        Candidate candidate = plan("scale frontend to 3 replicas").best().orElseThrow();

        assertThat(candidate.effect()).isEqualTo(Effect.CHANGE);
        assertThat(candidate.call())
                .isEqualTo(new ToolCall("scale", Map.of("name", "deployment/frontend", "replicas", 3)));
        assertThat(candidate.complete()).isTrue();
    }

    @Test
    void aNumberOfPodsWithTheirNameInBetweenIsAnOrderToScale() {
        assertThat(best("I need 4 mcp-server pods"))
                .isEqualTo(new ToolCall("scale", Map.of("name", "deployment/mcp-server", "replicas", 4)));
    }

    @Test
    void whichRevisionRunsIsInTheHistory() {
        assertThat(best("which revision of the backend is running?"))
                .isEqualTo(new ToolCall("rollout_history", Map.of("name", "deployment/backend")));
    }

    @Test
    void aWordOfTheTradeIsANameBeforeLogs() {
        inventory.with("deployment", "todo-phaseiv", "worker", 1);

        assertThat(best("show the last 5 lines of the worker's log"))
                .isEqualTo(new ToolCall("get_logs", Map.of("name", "deployment/worker", "tail", 5)));
        assertThat(best("the worker logs")).isEqualTo(new ToolCall("get_logs", Map.of("name", "deployment/worker")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            memory limit of the worker                      | describe      | deployment/worker
            increase the memory of the worker to 256Mi      | set_resources | deployment/worker
            what does the backend complain about?           | get_logs      | deployment/backend
            can you check on the frontend for me            | diagnose      | deployment/frontend
            which service points to the frontend?           | check_service | deployment/frontend
            what's in the config map todo-app-config?       | describe      | configmaps/todo-app-config
            """)
    void waysToSayItLeadToTheToolAndTheName(String question, String tool, String name) {
        inventory
                .with("deployment", "todo-phaseiv", "worker", 1)
                .withObjects("configmaps", "todo-phaseiv", "todo-app-config");

        assertThat(best(question).tool()).isEqualTo(tool);
        assertThat(best(question).arguments()).containsEntry("name", name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            which containers got killed because of memory?  | diagnose      |
            under which host name can the app be reached?   | get_resources | ingresses
            """)
    void waysToSayItLeadToTheKind(String question, String tool, String kind) {
        assertThat(best(question).tool()).isEqualTo(tool);
        assertThat(best(question).arguments().getOrDefault("kind", "")).isEqualTo(kind == null ? "" : kind);
    }

    @Test
    void whatIsLookedForInALogMayComeAfterItsName() {
        assertThat(best("grep the frontend log for ERROR"))
                .isEqualTo(new ToolCall("get_logs", Map.of("name", "deployment/frontend", "grep", "ERROR")));
        assertThat(best("grep ERROR in the frontend log"))
                .isEqualTo(new ToolCall("get_logs", Map.of("name", "deployment/frontend", "grep", "ERROR")));
    }

    @Test
    void aServiceThatIsNotThereIsUnknownThoughItsNameIsAnEnglishWord() {
        assertThat(plan("show the logs of the notification service").unknown())
                .singleElement()
                .satisfies(unknown -> assertThat(unknown.name()).isEqualTo("notification"));
        assertThat(plan("show the logs of the running service").unknown()).isEmpty();
    }

    private ToolCall best(String question) {
        return plan(question).best().orElseThrow().call();
    }

    private Shortlist plan(String question) {
        return planner.plan(question, Focus.NONE, "todo-phaseiv", inventory);
    }
}
