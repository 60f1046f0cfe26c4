package dev.shipmate.cli;

import dev.shipmate.cluster.ClusterTarget;
import dev.shipmate.project.EnvironmentSpec;
import dev.shipmate.project.Project;
import dev.shipmate.project.ProjectFile;
import dev.shipmate.tool.pipeline.Origin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which project a command is about, and in which of its environments.
final class ProjectOptions {
    @Option(names = "--project", paramLabel = "FILE", description = "Default: shipmate.yaml here or in a folder above.")
    private @Nullable Path file;

    @Option(names = "--env", paramLabel = "NAME", description = "Environment of the project file. Default: its first.")
    private String environment = "";

    /// A project, and where it goes.
    ///
    /// @param file the project file
    record Place(Path file, Project project, EnvironmentSpec environment) {
        /// The same for a session that goes on after a run to a target.
        Origin origin(ClusterTarget target) {
            return new Origin.Run(file, environment.name(), target.context(), target.namespace());
        }
    }

    Place toPlace() {
        return place(file == null ? ProjectFile.find(Path.of("")) : file);
    }

    /// The same, where there need not be a project file unless one was named.
    Optional<Place> findPlace() {
        return file == null && environment.isEmpty()
                ? ProjectFile.search(Path.of("")).map(this::place)
                : Optional.of(toPlace());
    }

    private Place place(Path found) {
        Project project = ProjectFile.read(found);
        return new Place(found, project, project.environment(environment));
    }

    /// Where a project file is, or would be made.
    Path toFile() {
        return (file == null ? Path.of(ProjectFile.NAME) : file)
                .toAbsolutePath()
                .normalize();
    }

    /// The same options, as they were typed.
    List<String> arguments() {
        var arguments = new ArrayList<String>();
        if (file != null) {
            arguments.addAll(List.of("--project", file.toString()));
        }
        if (!environment.isEmpty()) {
            arguments.addAll(List.of("--env", environment));
        }
        return arguments;
    }
}
