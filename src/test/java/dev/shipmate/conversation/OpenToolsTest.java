package dev.shipmate.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.tool.Block;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolOption;
import dev.shipmate.tool.ToolOption.Argument;
import dev.shipmate.tool.ToolResult;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenToolsTest {
    private static final ToolResult FOUND = new ToolResult.Completed(new Block.Fact("2 pods"));
    private static final ToolResult FAILED = new ToolResult.Failed("no metrics", "Install them.");

    private final OpenTools open = OpenTools.choice(
            List.of(option("get_logs", "web", "deployment/api"), option("scale", "web"), option("describe")));

    @Test
    void whatWasRefusedIsNotOfferedAgain() {
        open.after(call("get_logs"), new ToolResult.Refused("The user said no.", ""));

        assertThat(names()).containsExactly("scale", "describe");
    }

    @Test
    void aNameThatDoesNotExistIsTakenOutEverywhere() {
        open.after(call("get_logs"), new ToolResult.NotFound("workload", "api", List.of()));

        assertThat(open.options().getFirst().arguments().getFirst().allowed()).containsExactly("web");
        open.after(call("get_logs"), new ToolResult.NotFound("workload", "web", List.of()));
        assertThat(names()).containsExactly("describe");
    }

    @Test
    void whatFailedMayBeTriedOnceMoreWithOtherArguments() {
        open.after(call("get_logs"), FAILED);
        assertThat(names()).contains("get_logs");

        open.after(call("get_logs"), FAILED);

        assertThat(names()).containsExactly("scale", "describe");
    }

    @Test
    void aCallThatCouldOnlyBeTheSameAgainIsGone() {
        open.after(call("scale"), FOUND);
        open.after(call("get_logs"), FOUND);
        open.after(call("describe"), FOUND);

        assertThat(names()).containsExactly("get_logs", "describe");
    }

    @Test
    void stepsAreOfferedOneAfterTheOther() {
        OpenTools steps = OpenTools.steps(List.of(List.of(option("scale", "web")), List.of(option("get_logs", "web"))));
        assertThat(steps.due()).isTrue();

        steps.after(call("scale"), FOUND);
        assertThat(steps.none()).isTrue();
        assertThat(steps.due()).isFalse();
        steps.goOn();

        assertThat(steps.options()).extracting(ToolOption::name).containsExactly("get_logs");
        assertThat(steps.due()).isTrue();
        steps.after(call("get_logs"), FAILED);
        steps.goOn();
        assertThat(steps.none()).isTrue();
    }

    @Test
    void aBranchComesBeforeTheNextStepAndNeedNotBeTaken() {
        OpenTools steps = OpenTools.steps(List.of(List.of(option("scale", "web")), List.of(option("describe"))));
        steps.after(call("scale"), FOUND);
        steps.branch(List.of(option("get_logs", "web")));
        steps.goOn();

        assertThat(steps.options()).extracting(ToolOption::name).containsExactly("get_logs");
        assertThat(steps.due()).isFalse();
        steps.close();
        steps.goOn();
        assertThat(steps.none()).isTrue();
    }

    private List<String> names() {
        return open.options().stream().map(ToolOption::name).toList();
    }

    private static ToolCall call(String tool) {
        return new ToolCall(tool, Map.of());
    }

    /// With one argument: one of these names, or any.
    private static ToolOption option(String tool, String... allowed) {
        return new ToolOption(
                tool,
                "",
                Effect.READ,
                List.of(new Argument("name", "", ToolOption.Type.STRING, true, Arrays.asList(allowed))));
    }
}
