package dev.shipmate.conversation;

import dev.shipmate.planning.Shortlist;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolOption;
import dev.shipmate.tool.ToolOption.Argument;
import dev.shipmate.tool.ToolResult;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What a model may still call in a turn. What is done, was refused or did not work is not offered again, and a name
/// that does not exist is taken out, so that the grammar of the next decision is narrower than the one before.
final class OpenTools {
    private final Deque<List<ToolOption>> steps;
    private final Set<String> failed = new HashSet<>();
    private List<ToolOption> options;
    private boolean due;

    private OpenTools(List<List<ToolOption>> steps, boolean due) {
        this.steps = new ArrayDeque<>(steps);
        this.options = List.of();
        goOn(due);
    }

    /// Tools to choose among for as long as it takes.
    static OpenTools choice(List<ToolOption> options) {
        return new OpenTools(List.of(options), false);
    }

    /// A job of several steps: the tools of one are offered when nothing is left of the one before.
    static OpenTools steps(List<List<ToolOption>> steps) {
        return new OpenTools(steps, true);
    }

    List<ToolOption> options() {
        return options;
    }

    boolean none() {
        return options.isEmpty();
    }

    /// Whether a step of a job has not been made yet, so that an answer would come too early.
    boolean due() {
        return due;
    }

    /// Offers nothing any more.
    void close() {
        steps.clear();
        options = List.of();
        due = false;
    }

    /// Offers these beside what is open: ways on from what was found.
    void branch(List<ToolOption> ways) {
        Set<String> names = new HashSet<>();
        options = Stream.concat(ways.stream(), options.stream())
                .filter(option -> names.add(option.name()))
                .limit(Shortlist.LIMIT)
                .toList();
    }

    void after(ToolCall call, ToolResult result) {
        due = due && options.stream().noneMatch(option -> option.name().equals(call.tool()));
        options = switch (result) {
            case ToolResult.Refused _ -> without(call);
            case ToolResult.NotFound missing -> withoutName(missing.name());
            case ToolResult.Failed _ -> failed.add(call.tool()) ? withoutFixed(call) : without(call);
            case ToolResult.Completed _, ToolResult.Proposed _, ToolResult.Planned _, ToolResult.Changed _ ->
                withoutFixed(call);
        };
    }

    /// To the next step, when nothing is left of this one.
    void goOn() {
        goOn(true);
    }

    private void goOn(boolean isStep) {
        while (options.isEmpty() && !steps.isEmpty()) {
            options = steps.removeFirst();
            due = isStep && !options.isEmpty();
        }
    }

    private List<ToolOption> without(ToolCall call) {
        return options.stream()
                .filter(option -> !option.name().equals(call.tool()))
                .toList();
    }

    /// A call whose arguments are all fixed would be the same again.
    private List<ToolOption> withoutFixed(ToolCall call) {
        return options.stream()
                .filter(option -> !option.name().equals(call.tool())
                        || option.arguments().stream()
                                .anyMatch(argument -> argument.allowed().size() != 1))
                .toList();
    }

    private List<ToolOption> withoutName(String name) {
        return options.stream()
                .flatMap(option -> without(option, name).stream())
                .toList();
    }

    private static Optional<ToolOption> without(ToolOption option, String name) {
        List<Argument> arguments = option.arguments().stream()
                .map(argument -> new Argument(
                        argument.name(),
                        argument.description(),
                        argument.type(),
                        argument.required(),
                        argument.allowed().stream()
                                .filter(value -> !value.equals(name) && !value.endsWith("/" + name))
                                .toList()))
                .toList();
        boolean impossible = Stream.iterate(0, at -> at < arguments.size(), at -> at + 1)
                .anyMatch(at -> arguments.get(at).allowed().isEmpty()
                        && !option.arguments().get(at).allowed().isEmpty());
        return impossible
                ? Optional.empty()
                : Optional.of(new ToolOption(option.name(), option.description(), option.effect(), arguments));
    }
}
