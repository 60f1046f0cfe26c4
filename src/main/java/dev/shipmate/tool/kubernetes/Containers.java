package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.ContainerState;
import dev.shipmate.cluster.ContainerView;
import dev.shipmate.cluster.PodView;
import dev.shipmate.spelling.Words;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Chooses the container of a pod that a question is about, and tells what state it is in.
final class Containers {
    private Containers() {}

    /// The container that was chosen, and a note when the choice was not the caller's.
    record Choice(ContainerView container, String note) {}

    /// The named container; else an init container that keeps the pod from starting, else the pod's default container,
    /// else the first one. Nothing when there is no such container.
    static Optional<Choice> choose(PodView pod, @Nullable String wanted) {
        if (wanted != null) {
            return named(pod, wanted).map(container -> new Choice(container, ""));
        }
        Optional<ContainerView> blocking = pod.containers().stream()
                .filter(container -> container.role() == ContainerView.Role.INIT && fails(container))
                .findFirst();
        if (blocking.isPresent() && pod.status().startsWith("Init:")) {
            return Optional.of(new Choice(
                    blocking.get(),
                    "%s is an init container; the others wait for it."
                            .formatted(blocking.get().name())));
        }
        Optional<ContainerView> byAnnotation = named(pod, pod.defaultContainer());
        if (byAnnotation.isPresent()) {
            return byAnnotation.map(container -> new Choice(container, ""));
        }
        List<ContainerView> apps = pod.apps();
        return apps.stream().findFirst().map(first -> new Choice(first, apps.size() == 1 ? "" : others(apps)));
    }

    private static String others(List<ContainerView> apps) {
        return "The pod also has %s; name one to see its log."
                .formatted(Words.list(
                        apps.stream().skip(1).map(ContainerView::name).toList()));
    }

    private static Optional<ContainerView> named(PodView pod, String name) {
        return pod.containers().stream()
                .filter(container -> container.name().equals(name))
                .findFirst();
    }

    private static boolean fails(ContainerView container) {
        return switch (container.state()) {
            case ContainerState.Terminated ended -> ended.exitCode() != 0;
            case ContainerState.Waiting _ -> container.last() instanceof ContainerState.Terminated;
            case ContainerState.Running _ -> true;
            case ContainerState.Unknown _ -> false;
        };
    }
}
