package dev.shipmate.tool.pipeline;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.pipeline.Shipment;
import dev.shipmate.pipeline.Shipping;
import dev.shipmate.project.EnvironmentSpec;
import dev.shipmate.project.Project;
import dev.shipmate.project.ProjectException;
import dev.shipmate.project.ProjectFile;
import dev.shipmate.spelling.Spelling;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.ToolResult.Failed;
import dev.shipmate.tool.ToolResult.NotFound;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The project of an origin, to the cluster that a session is pinned to.
public final class ProjectShipments implements Shipments {
    private final Origin origin;
    private final Cluster cluster;
    private final Function<Shipment, Shipping> shipping;

    /// Reads nothing yet.
    ///
    /// @param cluster the session's; its namespace gives way to that of the environment
    /// @param shipping makes what can be done with a shipment
    public ProjectShipments(Origin origin, Cluster cluster, Function<Shipment, Shipping> shipping) {
        this.origin = origin;
        this.cluster = cluster;
        this.shipping = shipping;
    }

    @Override
    public Found find(String environment) {
        return switch (origin) {
            case Origin.Folder(Path folder) ->
                ProjectFile.search(folder).map(file -> in(file, environment)).orElseGet(() -> nothing(folder));
            case Origin.Run run -> in(run.file(), environment);
        };
    }

    private static Found nothing(Path folder) {
        return new Found.Absent(new Failed(
                "There is no %s in %s or above it, so there is no app to ship"
                        .formatted(ProjectFile.NAME, folder.toAbsolutePath().normalize()),
                "Start Shipmate in the app's folder, or make the file with `shipmate deploy --init`."));
    }

    private Found in(Path file, String environment) {
        try {
            return in(ProjectFile.read(file), environment);
        } catch (ProjectException e) {
            return new Found.Absent(new Failed(String.valueOf(e.getMessage()), "Correct the file and ask again."));
        }
    }

    private Found in(Project project, String wanted) {
        Optional<EnvironmentSpec> meant = wanted.isEmpty()
                ? Optional.of(usual(project))
                : project.environments().stream()
                        .filter(environment -> environment.name().equals(wanted))
                        .findFirst()
                        .or(() -> otherwise(project, wanted));
        return meant.map(environment -> in(project, environment)).orElseGet(() -> missing(project, wanted));
    }

    private EnvironmentSpec usual(Project project) {
        return switch (origin) {
            case Origin.Folder _ -> project.environment("");
            case Origin.Run run -> project.environment(run.environment());
        };
    }

    private String context(EnvironmentSpec environment) {
        return origin instanceof Origin.Run run && run.environment().equals(environment.name())
                ? run.context()
                : environment.context();
    }

    private String namespace(EnvironmentSpec environment) {
        return origin instanceof Origin.Run run && run.environment().equals(environment.name())
                ? run.namespace()
                : environment.namespace();
    }

    /// By its namespace, or by a name that is shorter or longer: `production` is `prod`.
    private Optional<EnvironmentSpec> otherwise(Project project, String wanted) {
        List<EnvironmentSpec> likely = project.environments().stream()
                .filter(environment -> namespace(environment).equals(wanted)
                        || environment.name().startsWith(wanted)
                        || wanted.startsWith(environment.name()))
                .toList();
        return likely.size() == 1 ? Optional.of(likely.getFirst()) : Optional.empty();
    }

    private static Found missing(Project project, String wanted) {
        List<String> names =
                project.environments().stream().map(EnvironmentSpec::name).toList();
        List<String> nearest = Spelling.nearest(wanted, names);
        return new Found.Absent(new NotFound("environment", wanted, nearest.isEmpty() ? names : nearest));
    }

    private Found in(Project project, EnvironmentSpec environment) {
        String pinned = cluster.target().context();
        String context = context(environment);
        if (!context.isEmpty() && !context.equals(pinned)) {
            ToolResult elsewhere = new Failed(
                    "Environment '%s' belongs to context '%s', and this session is pinned to '%s'"
                            .formatted(environment.name(), context, pinned),
                    "Change with `/context %1$s` in the shell, or start Shipmate with --context %1$s."
                            .formatted(context));
            return new Found.Absent(elsewhere);
        }
        return new Found.Ready(
                shipping.apply(new Shipment(project, environment, cluster.withNamespace(namespace(environment)))));
    }
}
