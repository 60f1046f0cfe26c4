package dev.shipmate.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shipmate.tool.ToolCall;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskFileTest {
    @Test
    void aTaskIsAReadUnlessItSaysOtherwise() {
        assertThat(TaskFile.read("my.yaml", "- {ask: show pods, says: [web-, Running|Pending]}"))
                .containsExactly(
                        new Task(List.of("show pods"), new Expectation.Facts(List.of("web-", "Running|Pending"))));
    }

    @Test
    void aChangeNamesItsToolAndTheArgumentsThatMatter() {
        assertThat(TaskFile.read(
                        "my.yaml",
                        "- {ask: scale it, kind: change, plans: {tool: scale, name: deployment/web, replicas: 3}}"))
                .containsExactly(new Task(
                        List.of("scale it"),
                        new Expectation.Plan(
                                new ToolCall("scale", Map.of("name", "deployment/web", "replicas", "3")))));
    }

    @Test
    void aRepairMayTakeSeveralQuestions() {
        assertThat(TaskFile.read("my.yaml", "- {ask: [why?, fix it], kind: repair, heals: deployment/web}"))
                .containsExactly(new Task(List.of("why?", "fix it"), new Expectation.Healthy("deployment/web")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "ask: x#my.yaml must hold a list of tasks.",
                "[]#my.yaml must hold a list of tasks.",
                "'- {ask: a, says: b}\n- {kind: talk}'#my.yaml, task 2: 'ask' must hold a question.",
                "- {ask: a}#my.yaml, task 1: 'says' must hold what the answer has to say.",
                "- {ask: a, kind: poem}#my.yaml, task 1: there is no kind 'poem'; use read, change, talk, impossible or"
                        + " repair.",
                "- {ask: a, kind: talk, says: b}#my.yaml, task 1: there is no field 'says' in a task of this kind.",
                "- {ask: a, kind: change, plans: {name: x}}#my.yaml, task 1: 'plans' must hold 'tool' and the arguments"
                        + " that matter.",
                "- {ask: a, kind: repair, heals: web}#my.yaml, task 1: 'heals' must name a workload, such as"
                        + " deployment/web.",
            })
    void whatIsWrongIsSaidWithTheTask(String yaml, String complaint) {
        assertThatThrownBy(() -> TaskFile.read("my.yaml", yaml))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(complaint);
    }

    @Test
    void aFileThatIsNoYamlIsNamed() {
        assertThatThrownBy(() -> TaskFile.read("my.yaml", "- [a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("my.yaml is no YAML: ");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> TaskFile.read(Path.of("no-such.yaml")))
                .hasMessage("Cannot read the tasks in no-such.yaml.");
    }

    @Test
    void theShopHasTasksOfEveryKind() {
        Map<String, Long> kinds = TaskFile.shop().stream()
                .map(task -> task.expected().kind())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(kinds)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("read", 40L, "change", 10L, "talk", 5L, "impossible", 5L, "repair", 4L));
    }
}
