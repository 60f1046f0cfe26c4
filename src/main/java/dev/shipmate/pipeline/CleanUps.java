package dev.shipmate.pipeline;

import dev.shipmate.helm.Releases;
import dev.shipmate.image.CleanUpPlan;
import dev.shipmate.image.CleanUpReport;
import dev.shipmate.image.ImageBuilds;
import dev.shipmate.image.ImageCleanUp;
import dev.shipmate.image.NodeImages;
import dev.shipmate.image.Outcome;
import dev.shipmate.image.PlacedImage;
import dev.shipmate.image.ProjectImages;
import dev.shipmate.project.Project;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Removes what a project has left behind in Docker and in the nodes, and nothing of anybody else.
final class CleanUps {
    private final Shipment shipment;
    private final Equipment equipment;

    CleanUps(Shipment shipment, Equipment equipment) {
        this.shipment = shipment;
        this.equipment = equipment;
    }

    /// What may go when the images of the sources as they are stay in any case.
    Outcome<CleanUpPlan> plan() {
        Project project = shipment.project();
        var order = new ImageBuilds.Order(project.name(), project.images(), project.build(), false);
        return switch (ImageBuilds.references(order)) {
            case Outcome.Got<Map<String, String>>(Map<String, String> references) -> plan(references.values());
            // Sources that cannot be read name no image to keep.
            case Outcome.Failed<Map<String, String>> _, Outcome.Missing<Map<String, String>> _ -> plan(Set.of());
            case Outcome.Stopped<Map<String, String>> _ -> new Outcome.Stopped<>();
        };
    }

    /// @param current references that stay in any case
    Outcome<CleanUpPlan> plan(Collection<String> current) {
        ProjectImages own = ProjectImages.of(shipment.project());
        var uses = new ImageUses(
                equipment.docker(), shipment.cluster(), new Releases(shipment.cluster(), equipment.redactor()));
        // What came into use after the images were listed is needed all the same, so the uses are read last.
        return cleanUp()
                .list(shipment.project().name())
                .then(images -> uses.find(Set.copyOf(current)).map(needed -> ImageCleanUp.plan(own, images, needed)));
    }

    CleanUpReport run(CleanUpPlan plan, Consumer<PlacedImage> removing) {
        return cleanUp().run(plan, removing);
    }

    /// Removes build cache of Docker that was not used for so long, whoever made it.
    Outcome<Long> pruneBuildCache(Duration age) {
        return equipment.docker().pruneBuildCache(age);
    }

    private ImageCleanUp cleanUp() {
        NodeImages nodes = equipment.nodes().get();
        return new ImageCleanUp(equipment.docker(), nodes);
    }
}
