package dev.shipmate.image;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// The command line of a build. Build arguments end up in an image's history and are no place for a secret, so they
/// stand here as they are.
final class BuildArguments {
    private BuildArguments() {}

    static List<String> of(BuildRequest request) {
        var arguments = new ArrayList<>(List.of(
                "build",
                "--progress=plain",
                "--file",
                request.image().dockerfile().toString(),
                "--tag",
                request.reference()));
        new TreeSet<>(request.alsoKnownAs()).forEach(name -> arguments.addAll(List.of("--tag", name)));
        ImageLabels.of(request).forEach((name, value) -> arguments.addAll(List.of("--label", name + "=" + value)));
        add(arguments, "--network", request.build().network());
        add(arguments, "--platform", request.build().platform());
        add(arguments, "--target", request.image().target());
        request.image()
                .arguments()
                .forEach((name, value) -> arguments.addAll(List.of("--build-arg", name + "=" + value)));
        if (request.noCache()) {
            arguments.add("--no-cache");
        }
        arguments.add(request.image().context().toString());
        return arguments;
    }

    private static void add(List<String> arguments, String option, String value) {
        if (!value.isEmpty()) {
            arguments.add(option);
            arguments.add(value);
        }
    }
}
