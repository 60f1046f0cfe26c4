package dev.shipmate.project;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A first project file for a repository, made from the Dockerfiles and the chart that lie in it.
public final class ProjectDraft {
    private final Path root;
    private final String name;
    private final RepositoryScan scan;
    private final ChartValues values;
    private final List<Image> images = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    /// How writing a draft ended.
    public sealed interface Ending {
        /// The file is new.
        ///
        /// @param missing what has to be filled in by hand before the file can be used
        record Written(Path file, List<String> missing) implements Ending {
            public Written {
                missing = List.copyOf(missing);
            }
        }

        /// There is a project file already, and it was left as it is.
        record AlreadyThere(Path file) implements Ending {}
    }

    private record Image(String name, Path context, String dockerfile, Optional<String> valuesKey) {}

    private ProjectDraft(Path root) {
        this.root = root;
        this.name = dnsName(RepositoryScan.name(root), "app");
        this.scan = RepositoryScan.of(root);
        this.values = scan.chart().map(ChartValues::of).orElse(new ChartValues(List.of(), List.of()));
        scan.dockerfiles().forEach(file -> images.add(image(file)));
        if (images.isEmpty()) {
            missing.add("no Dockerfile was found: name the images under `images`");
        }
        if (scan.chart().isEmpty()) {
            missing.add("no Chart.yaml was found: name the folder of the chart under `chart`");
        }
        images.stream()
                .filter(image -> image.valuesKey().isEmpty())
                .forEach(image -> missing.add("no value of the chart takes image %s: name it under `images.%s.values`"
                        .formatted(image.name(), image.name())));
    }

    /// Looks through a repository. Nothing is written.
    public static ProjectDraft of(Path folder) {
        return new ProjectDraft(folder.toAbsolutePath().normalize());
    }

    /// Writes the draft into the repository, but never over a file.
    public Ending write() {
        Path file = root.resolve(ProjectFile.NAME);
        try {
            Files.writeString(file, text(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return new Ending.Written(file, missing);
        } catch (FileAlreadyExistsException _) {
            return new Ending.AlreadyThere(file);
        } catch (IOException e) {
            throw new ProjectException("Cannot write %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    /// The project file as it would be written.
    public String text() {
        return """
                # What Shipmate ships, drafted from what lies here. Read it once.
                # Paths are relative to this file. docs/verification.md of Shipmate tells what can stand under `verify`.

                version: 1
                name: %s
                %s
                # `values` names the mapping in the chart's values that takes `repository` and `tag`; Shipmate sets both.
                %s
                build:
                  network: ""        # of the build steps, such as host
                  platform: ""       # such as linux/arm64; empty is the machine's own

                %s
                release: %s

                # The first one is meant when none is named. `context` is one of the kubeconfig: empty is the current one.
                # With `restarts: true` a deploy also makes the checks that delete pods.
                environments:
                %s
                %s
                # Where a person opens the app, and the Service behind that address.
                # expose:
                #   - url: http://localhost:3000
                #     service: %s
                #     port: 80

                cleanUp:
                  afterDeploy: false # true: images of this project that nothing needs any more go after a successful deploy

                # Each check has a name and one of: a request, pods, restart, forgedTokens, connections.
                verify:
                  - name: all pods run and are ready
                    pods: {stableSeconds: 5, limitSeconds: 180}
                  # - name: the page answers
                  #   get: /
                  #   expect:
                  #     status: 200
                  #     headers: {content-type: {contains: text/html}}
                """.formatted(name, todo(), imageLines(), chartLine(), name, environmentLines(), secretLines(), name);
    }

    private String todo() {
        return missing.isEmpty() ? "" : "\n# To do:\n" + lines("# - ", missing);
    }

    private String imageLines() {
        if (images.isEmpty()) {
            return "images: {}\n";
        }
        var lines = new StringBuilder("images:\n");
        for (Image image : images) {
            lines.append("  %s:\n".formatted(image.name()));
            lines.append(
                    "    repository: %s\n".formatted(image.name().equals(name) ? name : name + "/" + image.name()));
            lines.append("    context: %s\n".formatted(relative(image.context())));
            if (!image.dockerfile().equals("Dockerfile")) {
                lines.append("    dockerfile: %s\n".formatted(quoted(image.dockerfile())));
            }
            lines.append(image.valuesKey()
                    .map("    values: %s\n"::formatted)
                    .orElse("    # values: %s.image\n".formatted(image.name())));
        }
        return lines.toString();
    }

    private String chartLine() {
        String others = scan.charts().size() < 2
                ? ""
                : "    # also found: "
                        + String.join(
                                ", ",
                                scan.charts().stream()
                                        .skip(1)
                                        .map(this::relative)
                                        .toList());
        return "chart: %s%s".formatted(scan.chart().map(this::relative).orElse("FOLDER-OF-THE-CHART"), others);
    }

    private String environmentLines() {
        List<Path> files = scan.valuesOfEnvironments();
        if (files.isEmpty()) {
            return "  dev:\n    namespace: %s\n".formatted(name);
        }
        var lines = new StringBuilder();
        for (Path file : files) {
            String environment = RepositoryScan.name(file).replaceAll("^values-|\\.ya?ml$", "");
            String namespace = lines.isEmpty() ? name : name + "-" + environment;
            lines.append("  %s:\n    namespace: %s\n    values: [%s]\n"
                    .formatted(environment, dnsName(namespace, name), relative(file)));
        }
        return lines.toString();
    }

    private String secretLines() {
        String value = values.existingSecrets().stream().findFirst().orElse("existingSecret");
        return """
                # Secrets that are there before the chart is deployed. Each key has one source: generate, env, file, or
                # value for what is no secret.
                # secrets:
                #   %s-secrets:
                #     values: %s    # the chart value that takes the Secret's name
                #     keys:
                #       password: {generate: 32}
                #       api_key: {env: API_KEY}
                """.formatted(name, value);
    }

    private Image image(Path dockerfile) {
        String file = RepositoryScan.name(dockerfile);
        Path context = Optional.ofNullable(dockerfile.getParent()).orElse(root);
        String special = file.replaceAll("^Dockerfile\\.?|\\.?Dockerfile$", "");
        String folder = context.equals(root) ? name : RepositoryScan.name(context);
        String wanted = dnsName(special.isEmpty() ? folder : special, "image");
        String unique = wanted;
        for (int number = 2; isTaken(unique); number++) {
            unique = wanted + "-" + number;
        }
        return new Image(unique, context, file, valuesKey(unique));
    }

    private boolean isTaken(String wanted) {
        return images.stream().anyMatch(image -> image.name().equals(wanted));
    }

    /// The mapping whose name has the image's in it, or the only one for an only image.
    private Optional<String> valuesKey(String image) {
        Optional<String> named = values.images().stream()
                .filter(key -> key.toLowerCase(Locale.ROOT).contains(image.replace("-", "")))
                .findFirst();
        return named.isPresent() || scan.dockerfiles().size() != 1
                ? named
                : values.images().stream()
                        .findFirst()
                        .filter(_ -> values.images().size() == 1);
    }

    private String relative(Path path) {
        String relative = root.relativize(path).toString().replace('\\', '/');
        return quoted(relative.isEmpty() ? "." : relative);
    }

    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9._/-]+")
                ? text
                : "\"%s\"".formatted(text.replace("\\", "\\\\").replace("\"", "\\\""));
    }

    private static String dnsName(String text, String otherwise) {
        String name =
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        String cut = name.substring(0, Math.min(40, name.length())).replaceAll("-+$", "");
        return cut.isEmpty() ? otherwise : cut;
    }

    private static String lines(String prefix, List<String> texts) {
        return String.join("", texts.stream().map(text -> prefix + text + "\n").toList());
    }
}
