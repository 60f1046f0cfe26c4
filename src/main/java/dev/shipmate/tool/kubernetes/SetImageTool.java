package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.Patch;
import dev.shipmate.cluster.RolloutPace;
import dev.shipmate.tool.Change;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.Invocation;
import dev.shipmate.tool.Live;
import dev.shipmate.tool.LiveName;
import dev.shipmate.tool.Tool;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.ToolResult.Failed;
import dev.shipmate.tool.ToolSpec;
import dev.shipmate.tool.Trust;
import dev.shipmate.tool.Undo;
import dev.shipmate.tool.kubernetes.TemplateContainers.Choice;
import dev.shipmate.tool.kubernetes.TemplateContainers.Container;
import dev.shipmate.tool.kubernetes.WorkloadChanger.Intent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Gives a container of a workload another image, and rolls it out.
final class SetImageTool implements Tool<SetImageTool.Request> {
    /// Which image, and for which container; without one, it is the only one, or the one that runs another tag of
    /// the same image. A bare tag keeps the repository.
    record Request(
            @Live(LiveName.WORKLOAD) String name,
            String image,
            @Live(LiveName.CONTAINER) @Nullable String container,
            @Live(LiveName.NAMESPACE) @Nullable String namespace) {}

    private final WorkloadChanger changer;

    SetImageTool(Cluster cluster, RolloutPace pace) {
        this.changer = new WorkloadChanger(cluster, pace);
    }

    @Override
    public ToolSpec<Request> spec() {
        return new ToolSpec<>("set_image", Effect.CHANGE, Trust.FACTS, Request.class);
    }

    @Override
    public ToolResult run(Request request, Invocation invocation) {
        String image = request.image().strip();
        if (!ImageReference.isValid(image) && !ImageReference.isBareTag(image)) {
            return new Failed("'%s' is not an image".formatted(image), "Give one such as nginx:1.27.");
        }
        return changer.change(
                request.name(),
                request.namespace(),
                invocation,
                workload -> setImage(workload, image, request.container()));
    }

    private Intent setImage(WorkloadObject workload, String image, @Nullable String wanted) {
        if (workload.isOneOf("job")) {
            return Intent.not(
                    "%s cannot get another image: a job's template is fixed".formatted(workload.phrase()),
                    "Delete the job and create it again.");
        }
        var containers = new TemplateContainers(workload);
        return switch (containers.choose(image, wanted)) {
            case Choice.Chosen(Container container) -> new Intent.Make(change(workload, container, image));
            case Choice.None(ToolResult result) -> new Intent.Not(result);
        };
    }

    private static WorkloadChange change(WorkloadObject workload, Container container, String image) {
        String full = ImageReference.isBareTag(image)
                ? ImageReference.of(container.image()).withTag(image)
                : image;
        ObjectNode patch = workload.patch();
        patch.withObject(workload.templatePath())
                .putObject("spec")
                .putArray(container.list())
                .addObject()
                .put("name", container.name())
                .put("image", full);
        return new WorkloadChange(
                workload,
                workload.name(),
                Patch.strategic(patch),
                after -> changes(workload, container, after),
                "Container %s of %s runs %s already.".formatted(container.name(), workload.phrase(), container.image()),
                List.of(),
                List.of(),
                new Undo.By(workload.call("set_image")
                        .with("image", container.image())
                        .with("container", container.name())));
    }

    private static List<Change> changes(WorkloadObject workload, Container container, JsonNode after) {
        String image = TemplateContainers.in(workload.template(after)).stream()
                .filter(container::isNamedLike)
                .findFirst()
                .map(Container::image)
                .orElse("");
        return image.equals(container.image())
                ? List.of()
                : List.of(new Change(
                        workload.id().display(),
                        workload.id().namespace(),
                        "image of container " + container.name(),
                        container.image(),
                        image));
    }
}
