package dev.shipmate.diagnosis;

import dev.shipmate.cluster.ContainerState;
import dev.shipmate.cluster.ContainerView;
import dev.shipmate.cluster.EventView;
import dev.shipmate.spelling.Words;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Hooks that fail: a container is killed when what is to run after its start ends with an error.
final class HookRules {
    private static final Set<String> REASONS = Set.of("PostStartHookError", "PreStartHookError", "PreCreateHookError");
    private static final String[] EVENTS = {"FailedPostStartHook", "FailedPreStartHook", "FailedPreCreateHook"};
    private static final Set<Integer> KILLED = Set.of(0, 137, 143);

    private HookRules() {}

    static Optional<Finding> examine(Suspect suspect, ContainerView container) {
        boolean waits = container.state() instanceof ContainerState.Waiting(String reason, String _)
                && REASONS.contains(reason);
        JsonNode hook = suspect.container(container.name()).at("/lifecycle/postStart");
        Optional<EventView> event =
                suspect.newest(EVENTS).filter(it -> waits || (hook.isObject() && isKilled(container)));
        if (!waits && event.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(PodRules.finding(
                        suspect,
                        "hook-failed",
                        "container %s is killed after each start, because its postStart hook fails"
                                .formatted(container.name()),
                        "Correct what the hook runs, or take it out.")
                .with(event.map(Evidence::event).stream().toList())
                .with(shown(container.name(), hook).stream().toList()));
    }

    /// What the kubelet does to a container after a hook that failed.
    private static boolean isKilled(ContainerView container) {
        ContainerState ended =
                container.state() instanceof ContainerState.Terminated ? container.state() : container.last();
        return !container.ready()
                && ended instanceof ContainerState.Terminated last
                && KILLED.contains(last.exitCode());
    }

    private static Optional<Evidence> shown(String container, JsonNode hook) {
        String command = hook.at("/exec/command")
                .valueStream()
                .map(word -> word.asString(""))
                .collect(Collectors.joining(" "));
        String path = hook.at("/httpGet/path").asString("");
        String what = command.isEmpty() ? path : command;
        return what.isEmpty()
                ? Optional.empty()
                : Optional.of(Evidence.field(
                        "spec.template.spec.containers[%s].lifecycle.postStart".formatted(container),
                        "postStart of %s: %s".formatted(container, Words.shortened(what, 200))));
    }
}
