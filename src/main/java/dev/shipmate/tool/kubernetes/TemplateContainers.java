package dev.shipmate.tool.kubernetes;

import dev.shipmate.spelling.Spelling;
import dev.shipmate.spelling.Words;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.ToolResult.Failed;
import dev.shipmate.tool.ToolResult.NotFound;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The containers of a pod template, and which of them an image is meant for.
final class TemplateContainers {
    private final WorkloadObject workload;
    private final List<Container> containers;

    TemplateContainers(WorkloadObject workload) {
        this.workload = workload;
        this.containers = in(workload.template());
    }

    /// A container, and the list of the template in which it stands: `containers` or `initContainers`.
    record Container(String list, String name, String image) {
        boolean isNamedLike(Container other) {
            return list.equals(other.list) && name.equals(other.name);
        }
    }

    /// Which container is meant.
    sealed interface Choice {
        record Chosen(Container container) implements Choice {}

        record None(ToolResult result) implements Choice {}
    }

    static List<Container> in(JsonNode template) {
        var found = new ArrayList<Container>();
        for (String list : List.of("containers", "initContainers")) {
            template.path("spec")
                    .path(list)
                    .forEach(container -> found.add(new Container(
                            list,
                            container.path("name").asString(""),
                            container.path("image").asString(""))));
        }
        return found;
    }

    Choice choose(String image, @Nullable String wanted) {
        if (wanted != null) {
            return containers.stream()
                    .filter(container -> container.name().equals(wanted))
                    .findFirst()
                    .<Choice>map(Choice.Chosen::new)
                    .orElseGet(() -> missing(wanted));
        }
        List<Container> apps = containers.stream()
                .filter(container -> container.list().equals("containers"))
                .toList();
        if (apps.size() == 1) {
            return new Choice.Chosen(apps.getFirst());
        }
        ImageReference asked = ImageReference.of(image);
        return Stream.of(
                        containers.stream()
                                .filter(container -> ImageReference.of(container.image())
                                        .repository()
                                        .equals(asked.repository()))
                                .toList(),
                        containers.stream()
                                .filter(container -> ImageReference.of(container.image())
                                        .name()
                                        .equals(asked.name()))
                                .toList())
                .filter(matching -> matching.size() == 1)
                .findFirst()
                .<Choice>map(matching -> new Choice.Chosen(matching.getFirst()))
                .orElseGet(this::unclear);
    }

    private Choice missing(String wanted) {
        List<String> names = containers.stream().map(Container::name).toList();
        List<String> nearest = Spelling.nearest(wanted, names);
        return new Choice.None(
                new NotFound("container of " + workload.id().display(), wanted, nearest.isEmpty() ? names : nearest));
    }

    private Choice unclear() {
        return new Choice.None(new Failed(
                "%s has several containers: %s"
                        .formatted(
                                workload.phrase(),
                                Words.list(containers.stream()
                                        .map(container -> "%s (%s)".formatted(container.name(), container.image()))
                                        .toList())),
                "Name the container."));
    }
}
