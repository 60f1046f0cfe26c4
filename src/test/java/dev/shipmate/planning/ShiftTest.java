package dev.shipmate.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.FakeInventory;
import dev.shipmate.tool.ToolCall;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Numbers of pods that are told from the present one: the frontend has five.
class ShiftTest {
    private final RulePlanner planner = new RulePlanner();
    private final FakeInventory inventory = new FakeInventory()
            .with("deployment", "shop", "frontend", 5)
            .with("deployment", "shop", "backend", 2)
            .with("statefulset", "shop", "redis", 1);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            add two replicas to frontend                  | 7
            add 2 pods to the frontend                    | 7
            add two frontend pods                         | 7
            add another replica to frontend               | 6
            add a replica to the frontend                 | 6
            add two more pods to the frontend             | 7
            add an extra replica to frontend              | 6
            add another two replicas to frontend          | 7
            give the frontend one more replica            | 6
            give frontend 2 additional replicas           | 7
            i need 2 more frontend pods                   | 7
            I need one more frontend pod                  | 6
            scale frontend up by one                      | 6
            scale the frontend by 3                       | 8
            scale frontend by one more replica            | 6
            scale frontend to 3 more than now             | 8
            increase frontend by 2 replicas               | 7
            increase the replicas of frontend by 1        | 6
            scale down frontend by 1                      | 4
            scale the frontend down by two replicas       | 3
            reduce frontend by 1 replica                  | 4
            decrease the replicas of frontend by two      | 3
            remove one replica from frontend              | 4
            take one replica away from frontend           | 4
            drop the frontend by one replica              | 4
            double the replicas of frontend               | 10
            scale frontend to twice its size              | 10
            scale the frontend to three times its size    | 15
            triple the frontend replicas                  | 15
            halve the replicas of frontend                | 3
            """)
    void aDifferenceIsReckonedFromWhatThereIs(String question, int replicas) {
        assertThat(plan(question)).containsExactly(scale("frontend", replicas));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            scale frontend to 3                           | 3
            scale frontend from 5 to 4                    | 4
            increase frontend from 5 to 8 replicas        | 8
            reduce frontend to 2 replicas                 | 2
            drop frontend to 1 replica                    | 1
            bump frontend to 7 replicas                   | 7
            scale frontend up to 9                        | 9
            """)
    void aNumberToReachStaysThatNumber(String question, int replicas) {
        assertThat(plan(question)).containsExactly(scale("frontend", replicas));
    }

    @Test
    void eachOfSeveralHasItsOwnNumber() {
        assertThat(plan("give frontend and backend one more replica each"))
                .containsExactlyInAnyOrder(scale("frontend", 6), scale("backend", 3));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            scale frontend to 3 and backend to 1                            | 3 | 1
            please scale the frontend to 3, backend to 1                    | 3 | 1
            scale frontend to 3 replicas and the backend to 1 replica       | 3 | 1
            set frontend to 3 replicas and backend to 1                     | 3 | 1
            increase frontend to 7 and backend to 4                         | 7 | 4
            scale frontend up by one and backend down by one                | 6 | 1
            add two replicas to frontend and one to backend                 | 7 | 3
            remove one replica from frontend and one from backend           | 4 | 1
            I need 3 frontend pods and 4 backend pods                       | 3 | 4
            give the frontend 3 replicas and the backend 4                  | 3 | 4
            scale frontend and backend to 3                                 | 3 | 3
            """)
    void eachOfAListHasItsOwnValue(String question, int frontend, int backend) {
        assertThat(plan(question)).containsExactlyInAnyOrder(scale("frontend", frontend), scale("backend", backend));
    }

    @Test
    void aListMayHaveAVerbOfItsOwnInTheMiddle() {
        inventory.with("deployment", "shop", "mailer", 1);

        assertThat(plan("restart redis and scale frontend and backend to 2, and mailer to 0"))
                .containsExactly(
                        new ToolCall("rollout_restart", Map.of("name", "statefulset/redis")),
                        scale("frontend", 2),
                        scale("backend", 2),
                        scale("mailer", 0));
    }

    @Test
    void ofTwoNumbersNoneIsTaken() {
        assertThat(plan("scale frontend and backend to 2 and 3"))
                .allSatisfy(call -> assertThat(call.arguments()).doesNotContainKey("replicas"));
    }

    @Test
    void eachOfAListHasItsOwnImage() {
        assertThat(plan("update frontend to shop-frontend:2 and backend to shop-backend:3"))
                .containsExactly(
                        new ToolCall("set_image", Map.of("name", "deployment/frontend", "image", "shop-frontend:2")),
                        new ToolCall("set_image", Map.of("name", "deployment/backend", "image", "shop-backend:3")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scale frontend between 2 and 10 replicas based on cpu",
                "give frontend an autoscaler from 2 to 8 replicas",
                "autoscale frontend from 2 to 8"
            })
    void aRangeIsForTheAutoscaler(String question) {
        assertThat(plan(question)).extracting(ToolCall::tool).containsExactly("autoscale");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "which pods restarted more than two times?",
                "how many more pods can the frontend have?",
                "what if I add two replicas to the frontend?",
                "show me the last two frontend pods",
                "I want one frontend pod's log",
                "I need 2 more lines of the frontend log"
            })
    void aQuestionIsNoOrder(String question) {
        assertThat(plan(question)).extracting(ToolCall::tool).doesNotContain("scale");
    }

    @Test
    void aLabelIsRemovedFromAnObjectAndNotTheObject() {
        assertThat(plan("remove the label app from frontend"))
                .extracting(ToolCall::tool)
                .containsExactly("patch");
        assertThat(plan("delete the annotation note of frontend"))
                .extracting(ToolCall::tool)
                .containsExactly("patch");
        assertThat(plan("delete the pods with label app=web"))
                .extracting(ToolCall::tool)
                .containsExactly("delete");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "double the memory limit of the frontend",
                "add another environment variable to the frontend",
                "add one more label to the frontend pods",
                "increase the cpu of frontend by 2",
                "restart the frontend one more time",
                "roll the frontend back by one revision"
            })
    void whatElseGrowsIsNotScaled(String question) {
        assertThat(plan(question)).extracting(ToolCall::tool).doesNotContain("scale");
    }

    @Test
    void nothingIsAskedOfTheClusterForAPlainNumber() {
        plan("scale frontend to 3");

        assertThat(inventory.asked()).noneMatch(asked -> asked.startsWith("replicas"));
    }

    private List<ToolCall> plan(String question) {
        return planner.plan(question, Focus.NONE, "shop", inventory).steps().stream()
                .map(Candidate::call)
                .toList();
    }

    private static ToolCall scale(String name, int replicas) {
        return new ToolCall("scale", Map.of("name", "deployment/" + name, "replicas", replicas));
    }
}
