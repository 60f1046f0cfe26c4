package dev.shipmate.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shipmate.cluster.ClusterException;
import dev.shipmate.redaction.Redactor;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolboxTest {
    private final EchoTool echo = new EchoTool();
    private final Toolbox toolbox = new Toolbox(List.of(echo, new EraseTool()), new HidingRedactor());
    private final Invocation invocation = new Invocation(WriteMode.APPLY, "todo", _ -> {});

    @Test
    void argumentsBecomeTheRequest() {
        Toolbox.Prepared.Ready ready =
                ready(Map.of("name", "web", "replicas", 3, "since", "1h30m", "level", "very-high"));

        toolbox.run(ready, invocation);

        assertThat(echo.seen.get())
                .isEqualTo(
                        new EchoTool.Request("web", 3, null, Duration.ofMinutes(90), EchoTool.Level.VERY_HIGH, false));
        assertThat(ready.repairs()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "pod_name, web, name",
        "ns, todo, namespace",
        "Name, web, name",
        "nmae, web, name",
        "deployment, web, name",
    })
    void otherWordsForAnArgumentAreUnderstood(String typed, String value, String meant) {
        var arguments = new LinkedHashMap<String, Object>();
        arguments.put("replicas", 1);
        arguments.put("name", "other");
        arguments.remove(meant);
        arguments.put(typed, value);

        assertThat(ready(arguments).call().arguments()).containsEntry(meant, value);
    }

    @Test
    void quotedNumbersListsOfOneAndBooleansAsTextAreRepaired() {
        ToolCall call = ready(Map.of("name", List.of("'web'"), "replicas", "3", "deep", "true"))
                .call();

        assertThat(call.arguments())
                .containsExactly(Map.entry("name", "web"), Map.entry("replicas", 3), Map.entry("deep", true));
    }

    @ParameterizedTest
    @CsvSource({"all", "*", "ALL", "all-namespaces"})
    void everyWordForAllNamespacesBecomesAStar(String word) {
        assertThat(ready(Map.of("name", "web", "replicas", 1, "namespace", word))
                        .call()
                        .arguments())
                .containsEntry("namespace", "*");
    }

    @Test
    void capitalsInTheNameOfANamespaceAreNoOtherNamespace() {
        assertThat(ready(Map.of("name", "web", "replicas", 1, "namespace", "toDo"))
                        .call()
                        .arguments())
                .containsEntry("namespace", "todo");
    }

    @Test
    void unknownArgumentsAreLeftOutAndTold() {
        Toolbox.Prepared.Ready ready = ready(Map.of("name", "web", "replicas", 1, "colour", "red"));

        assertThat(ready.call().arguments()).doesNotContainKey("colour");
        assertThat(ready.repairs()).containsExactly("echo has no argument colour, it was left out");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replicas | many | replicas=many is not a whole number",
                "replicas | 2.5 | replicas=2.5 is not a whole number",
                "since | soon | since=soon is not a duration such as 90s, 30m, 2h or 1d",
                "level | huge | level=huge is not one of low, very-high",
                "replicas | -1 | replicas is negative: -1",
            })
    void aWrongValueIsRejectedWithTheReason(String argument, String value, String problem) {
        var arguments = new LinkedHashMap<String, Object>(Map.of("name", "web", "replicas", 1));
        arguments.put(argument, value);

        assertThat(toolbox.prepare(new ToolCall("echo", arguments)))
                .isEqualTo(new Toolbox.Prepared.Unusable(new ToolResult.Failed(
                        problem, "Arguments of echo: name, replicas, namespace?, since?, level?, deep?")));
    }

    @Test
    void aMissingArgumentIsNamed() {
        assertThat(toolbox.prepare(new ToolCall("echo", Map.of("name", "web"))))
                .isInstanceOfSatisfying(
                        Toolbox.Prepared.Unusable.class,
                        unusable -> assertThat(unusable.result())
                                .isInstanceOfSatisfying(
                                        ToolResult.Failed.class,
                                        failed -> assertThat(failed.cause())
                                                .isEqualTo("echo needs the argument replicas")));
    }

    @Test
    void anUnknownToolIsAnsweredWithTheNearestNames() {
        assertThat(toolbox.prepare(new ToolCall("ecko", Map.of())))
                .isEqualTo(new Toolbox.Prepared.Unusable(new ToolResult.NotFound("tool", "ecko", List.of("echo"))));
    }

    @Test
    void aReadOnlyToolboxHasNoToolThatChanges() {
        assertThat(toolbox.readOnly().specs()).extracting(ToolSpec::name).containsExactly("echo");
    }

    @Test
    void everyTextOfAResultIsRedacted() {
        echo.answer = new ToolResult.Completed(
                new Block.Fact("the hunter2 fact"),
                new Block.Table(List.of("A"), List.of(List.of("hunter2")), 0),
                new Block.Excerpt("hunter2", List.of("a", "hunter2"), 0));

        ToolResult result = toolbox.run(ready(Map.of("name", "web", "replicas", 1)), invocation);

        assertThat(result.toString()).doesNotContain("hunter2").contains("the [hidden] fact");
    }

    @Test
    void anUndoThatNeedsASecretIsImpossibleAndAnyOtherStaysAsItIs() {
        assertThat(undo(Map.of("patch", "{\"password\":\"hunter2\"}")))
                .isEqualTo(new Undo.Impossible("its former value is a secret, which is not kept"));
        assertThat(undo(Map.of("patch", "{\"mode\":\"fast\"}")))
                .isEqualTo(new Undo.By(new ToolCall("echo", Map.of("patch", "{\"mode\":\"fast\"}"))));
    }

    private Undo undo(Map<String, Object> arguments) {
        echo.answer =
                new ToolResult.Changed(List.of(), List.of(), new Undo.By(new ToolCall("echo", arguments)), Settled.YES);
        return ((ToolResult.Changed) toolbox.run(ready(Map.of("name", "web", "replicas", 1)), invocation)).undo();
    }

    @Nested
    class WhenTheClusterFails {
        @Test
        void anUnreachableOneEndsTheTurn() {
            echo.failure = new ClusterException(ClusterException.Code.UNREACHABLE, "gone");

            Toolbox.Prepared.Ready ready = ready(Map.of("name", "web", "replicas", 1));

            assertThatThrownBy(() -> toolbox.run(ready, invocation)).isInstanceOf(ClusterException.class);
        }

        @Test
        void aForbiddenCallIsAResultWithASuggestion() {
            echo.failure = new ClusterException(ClusterException.Code.FORBIDDEN, "pods is forbidden, hunter2");

            assertThat(toolbox.run(ready(Map.of("name", "web", "replicas", 1)), invocation))
                    .isInstanceOfSatisfying(ToolResult.Failed.class, failed -> {
                        assertThat(failed.cause()).isEqualTo("pods is forbidden, [hidden]");
                        assertThat(failed.suggestion()).isNotBlank();
                    });
        }
    }

    private Toolbox.Prepared.Ready ready(Map<String, Object> arguments) {
        return (Toolbox.Prepared.Ready) toolbox.prepare(new ToolCall("echo", arguments));
    }

    private static final class HidingRedactor implements Redactor {
        @Override
        public String redact(String text) {
            return text.replace("hunter2", "[hidden]");
        }

        @Override
        public void learn(String value) {}
    }

    private static final class EchoTool implements Tool<EchoTool.Request> {
        enum Level {
            LOW,
            VERY_HIGH
        }

        record Request(
                @Live(LiveName.WORKLOAD) String name,
                int replicas,
                @Live(LiveName.NAMESPACE) @Nullable String namespace,
                @Nullable Duration since,
                @Nullable Level level,
                boolean deep) {
            Request {
                if (replicas < 0) {
                    throw new IllegalArgumentException("replicas is negative: " + replicas);
                }
            }
        }

        private final AtomicReference<Request> seen = new AtomicReference<>();
        private ToolResult answer = new ToolResult.Completed();
        private @Nullable ClusterException failure;

        @Override
        public ToolSpec<Request> spec() {
            return new ToolSpec<>("echo", Effect.READ, Trust.FACTS, Request.class);
        }

        @Override
        public ToolResult run(Request request, Invocation invocation) {
            seen.set(request);
            if (failure != null) {
                throw failure;
            }
            return answer;
        }
    }

    private static final class EraseTool implements Tool<EraseTool.Erasure> {
        record Erasure(String name) {}

        @Override
        public ToolSpec<Erasure> spec() {
            return new ToolSpec<>("erase", Effect.DESTROY, Trust.FACTS, Erasure.class);
        }

        @Override
        public ToolResult run(Erasure request, Invocation invocation) {
            return new ToolResult.Completed();
        }
    }
}
