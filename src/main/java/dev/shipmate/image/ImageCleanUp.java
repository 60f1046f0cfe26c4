package dev.shipmate.image;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Removes the images of a project that nothing needs any more, from the host and from the nodes. It never touches an
/// image without the project's label, or with a name that is not the project's.
public final class ImageCleanUp {
    private static final Problem STOPPED = new Problem("Clean-up was stopped before this one.", "Run it again.");

    private final Docker docker;
    private final NodeImages nodes;

    public ImageCleanUp(Docker docker, NodeImages nodes) {
        this.docker = docker;
        this.nodes = nodes;
    }

    /// All images of a project, on the host and in the nodes.
    public Outcome<List<PlacedImage>> list(String project) {
        return docker.list(ImageLabels.PROJECT + "=" + project)
                .then(host -> nodes.list(project, host).map(inNodes -> {
                    var all = new ArrayList<PlacedImage>();
                    host.forEach(image -> all.add(new PlacedImage("", image)));
                    all.addAll(inNodes);
                    return List.copyOf(all);
                }));
    }

    public static CleanUpPlan plan(ProjectImages own, List<PlacedImage> images, NeededImages needed) {
        var needs = Need.all(needed);
        var removable = new ArrayList<PlacedImage>();
        var kept = new ArrayList<CleanUpPlan.Kept>();
        for (PlacedImage placed : images) {
            String objection = own.objection(placed.image());
            String reason = objection.isEmpty()
                    ? needs.stream()
                            .filter(need -> need.isMet(placed.image()))
                            .map(Need::reason)
                            .findFirst()
                            .orElse("")
                    : objection;
            if (reason.isEmpty()) {
                removable.add(placed);
            } else {
                kept.add(new CleanUpPlan.Kept(placed, reason));
            }
        }
        return new CleanUpPlan(own.project(), removable, kept);
    }

    /// Removes what the plan says, and looks at each image once more before it does. An interrupt ends it
    /// after the image at hand.
    public CleanUpReport run(CleanUpPlan plan, Consumer<PlacedImage> removing) {
        var removed = new ArrayList<PlacedImage>();
        var failed = new ArrayList<CleanUpReport.NotRemoved>();
        for (PlacedImage placed : plan.removable()) {
            if (Thread.currentThread().isInterrupted()) {
                failed.add(new CleanUpReport.NotRemoved(placed, STOPPED));
                continue;
            }
            removing.accept(placed);
            switch (placed.onHost() ? removeFromHost(plan.project(), placed) : nodes.remove(placed)) {
                case Outcome.Got<PlacedImage>(PlacedImage gone) -> removed.add(gone);
                // Somebody was faster: it is gone all the same.
                case Outcome.Missing<PlacedImage> _ -> removed.add(placed);
                case Outcome.Failed<PlacedImage>(Problem problem) ->
                    failed.add(new CleanUpReport.NotRemoved(placed, problem));
                case Outcome.Stopped<PlacedImage>() -> failed.add(new CleanUpReport.NotRemoved(placed, STOPPED));
            }
        }
        return new CleanUpReport(removed, plan.kept(), failed);
    }

    private Outcome<PlacedImage> removeFromHost(String project, PlacedImage placed) {
        return docker.find(placed.image().id()).then(found -> {
            boolean unchanged =
                    found.belongsTo(project) && placed.image().references().containsAll(found.references());
            return unchanged
                    ? docker.remove(found).map(_ -> placed)
                    : new Outcome.Failed<>(new Problem(
                            "%s got a new name since it was listed.".formatted(placed.display()),
                            "Run the clean-up again."));
        });
    }
}
