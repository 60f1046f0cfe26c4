package dev.shipmate.project;

import java.nio.file.Path;
import java.util.List;

/// What a team ships. All paths are absolute.
///
/// @param folder where the project file is
/// @param chart the folder of the Helm chart
/// @param environments the first one is meant when none is named
/// @param checks how a deployed app is verified, for the package that runs the checks to read
public record Project(
        Path folder,
        String name,
        List<ImageSpec> images,
        BuildSpec build,
        Path chart,
        String release,
        List<EnvironmentSpec> environments,
        List<SecretSpec> secrets,
        List<ExposeSpec> exposed,
        Section checks,
        CleanUpSpec cleanUp) {
    public Project {
        images = List.copyOf(images);
        environments = List.copyOf(environments);
        secrets = List.copyOf(secrets);
        exposed = List.copyOf(exposed);
    }

    /// The environment of a name, or the first when the name is empty.
    public EnvironmentSpec environment(String wanted) {
        return environments.stream()
                .filter(environment -> wanted.isEmpty() || environment.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new ProjectException("There is no environment '%s' in the project file. It has: %s."
                        .formatted(
                                wanted,
                                String.join(
                                        ", ",
                                        environments.stream()
                                                .map(EnvironmentSpec::name)
                                                .toList()))));
    }
}
