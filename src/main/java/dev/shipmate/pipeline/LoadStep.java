package dev.shipmate.pipeline;

import dev.shipmate.image.LoadOutcome;
import dev.shipmate.image.LocalCluster;
import dev.shipmate.image.NodeImages;
import dev.shipmate.image.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Brings the images of the project into the nodes of the cluster, unless the same ones are there.
final class LoadStep implements Step {
    private final Supplier<NodeImages> nodes;
    private final RunNotes notes;

    LoadStep(Supplier<NodeImages> nodes, RunNotes notes) {
        this.nodes = nodes;
        this.notes = notes;
    }

    @Override
    public StepName name() {
        return StepName.LOAD;
    }

    @Override
    public String plan() {
        String references = String.join(", ", notes.references().values());
        if (references.isEmpty()) {
            return "the project builds no image";
        }
        return switch (nodes.get().cluster()) {
            case LocalCluster.Minikube(String profile) ->
                "minikube --profile %s image load %s".formatted(profile, references);
            case LocalCluster.Kind(String name) -> "kind load docker-image %s --name %s".formatted(references, name);
            case LocalCluster.K3d(String name) -> "k3d image import %s --cluster %s".formatted(references, name);
            case LocalCluster.Containerd(var socket) ->
                "ctr --address %s --namespace k8s.io images import, of %s".formatted(socket, references);
            case LocalCluster.HostDocker(String product) ->
                "nothing to load: %s uses the images of the host".formatted(product);
            case LocalCluster.NotLocal(String reason) -> reason;
        };
    }

    @Override
    public StepOutcome run(StepProgress progress) {
        Map<String, String> references = notes.references();
        if (references.isEmpty()) {
            return new StepOutcome.Skipped("the project builds no image");
        }
        NodeImages images = nodes.get();
        var facts = new ArrayList<String>();
        boolean changed = false;
        for (Map.Entry<String, String> image : references.entrySet()) {
            String reference = image.getValue();
            progress.doing("%s: %s".formatted(image.getKey(), reference));
            switch (images.load(reference)) {
                case LoadOutcome.Loaded(int count, boolean replaced) -> {
                    changed = true;
                    facts.add("%s: loaded into %s%s"
                            .formatted(
                                    reference,
                                    nodes(count),
                                    replaced ? ", in place of another image of that name" : ""));
                    if (replaced) {
                        notes.replaced(reference);
                    }
                }
                case LoadOutcome.AlreadyThere(int count) ->
                    facts.add("%s: %s had it already".formatted(reference, nodes(count)));
                case LoadOutcome.NotNeeded(String product) ->
                    facts.add("%s: %s uses the image of the host".formatted(reference, product));
                case LoadOutcome.Stale stale -> {
                    return new StepOutcome.Failed(
                            stale.problem().what(),
                            stale.problem().suggestion(),
                            List.of("expected " + stale.expectedId(), "in the node " + stale.idInNode()));
                }
                case LoadOutcome.LoadFailed(Problem problem) -> {
                    return new StepOutcome.Failed(problem.what(), problem.suggestion(), facts);
                }
                case LoadOutcome.Stopped() -> {
                    return new StepOutcome.Cancelled(
                            "Loading was stopped at %s. The release was not touched; loading again is harmless."
                                    .formatted(reference));
                }
            }
        }
        return changed
                ? new StepOutcome.Done(facts)
                : new StepOutcome.Skipped("nothing to load: " + String.join("; ", facts));
    }

    private static String nodes(int count) {
        return count == 1 ? "the node" : "%d nodes".formatted(count);
    }
}
