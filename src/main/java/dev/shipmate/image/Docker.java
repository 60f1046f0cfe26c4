package dev.shipmate.image;

import dev.shipmate.process.ProgramResult;
import dev.shipmate.process.ProgramRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The docker CLI: builds with BuildKit, and looks after the images of the host.
public final class Docker {
    private static final Duration SHORT = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final String CONTAINERD_STORE = "io.containerd.snapshotter";
    private static final int AT_ONCE = 50;
    private static final String IMAGE_FORMAT = "{\"id\":{{json .Id}},\"tags\":{{json .RepoTags}},"
            + "\"size\":{{json .Size}},\"labels\":{{json .Config.Labels}}}";
    private static final String CONTAINER_FORMAT =
            "{\"image\":{{json .Image}},\"name\":{{json .Name}},\"reference\":{{json .Config.Image}}}";

    private final Cli cli;
    private final Duration buildLimit;
    private final JsonMapper json = new JsonMapper();

    /// @param program the CLI's name or path
    /// @param buildLimit how long one build may take
    public Docker(ProgramRunner runner, String program, Duration buildLimit) {
        cli = new Cli(runner, program)
                // Attestations make an index of an image, which not every way into a node takes.
                .with(Map.of(
                        "DOCKER_BUILDKIT", "1", "BUILDX_NO_DEFAULT_ATTESTATIONS", "1", "DOCKER_CLI_HINTS", "false"));
        this.buildLimit = buildLimit;
    }

    public DockerState state() {
        List<String> arguments = List.of("version", "--format", "{{json .}}");
        return switch (cli.watch(SHORT, arguments, _ -> {})) {
            case ProgramResult.NotRun notRun -> new DockerState.CliMissing(cli.notRun(notRun));
            case ProgramResult.TimedOut _ -> new DockerState.DaemonUnreachable(cli.tooSlow(SHORT, arguments));
            case ProgramResult.Interrupted _ -> new DockerState.Unknown();
            case ProgramResult.Finished finished
            when !finished.successful() ->
                new DockerState.DaemonUnreachable(unreachable(cli.problem(arguments, finished)));
            case ProgramResult.Finished finished -> ready(tree(finished.output()));
        };
    }

    /// Which command it was that failed says nothing about why.
    private static Problem unreachable(Problem problem) {
        String complaint = problem.what()
                .replaceFirst("^`[^`]*` failed with exit code \\d+: ", "")
                .replaceFirst(" Is the docker daemon running\\?$", "");
        return new Problem("Docker does not answer: " + complaint, problem.suggestion());
    }

    private DockerState ready(JsonNode version) {
        boolean buildKit = cli.run(SHORT, "buildx", "version") instanceof Outcome.Got<String>;
        return new DockerState.Ready(
                version.path("Client").path("Version").asString(""),
                version.path("Server").path("Version").asString(""),
                buildKit);
    }

    /// Where the daemon keeps its data. Where it runs in a machine of its own, there is no such folder here.
    public Outcome<Path> dataFolder() {
        return cli.run(SHORT, "info", "--format", "{{.DockerRootDir}}").map(output -> Path.of(output.strip()));
    }

    /// The command that [#build] runs, for people to read.
    public List<String> command(BuildRequest request) {
        return cli.command(BuildArguments.of(request));
    }

    /// Builds, and hands each line of the builder's plain progress on. When the calling thread is interrupted, the
    /// build ends.
    public BuildOutcome build(BuildRequest request, Consumer<String> lines) {
        long start = System.nanoTime();
        var output = new BuildOutput();
        List<String> arguments = BuildArguments.of(request);
        ProgramResult result = cli.watch(buildLimit, arguments, line -> {
            output.accept(line);
            lines.accept(line);
        });
        return switch (result) {
            case ProgramResult.Finished finished
            when finished.successful() -> built(request, output, Duration.ofNanos(System.nanoTime() - start));
            case ProgramResult.Finished finished
            when cannotBuild(finished.errors()) -> new BuildOutcome.Refused(cli.problem(List.of("build"), finished));
            case ProgramResult.Finished _ -> BuildFailures.of(request, output);
            case ProgramResult.TimedOut _ ->
                new BuildOutcome.BuildFailed(
                        request.image().dockerfile(), "", 0, List.of(), cli.tooSlow(buildLimit, List.of("build")));
            case ProgramResult.Interrupted _ -> new BuildOutcome.Stopped();
            case ProgramResult.NotRun notRun -> new BuildOutcome.Refused(cli.notRun(notRun));
        };
    }

    private BuildOutcome built(BuildRequest request, BuildOutput output, Duration took) {
        return switch (find(request.reference())) {
            case Outcome.Got<StoredImage>(StoredImage image) ->
                new BuildOutcome.Built(image, output.steps(), output.cachedSteps(), took);
            case Outcome.Missing<StoredImage>(String name) ->
                new BuildOutcome.Refused(new Problem(
                        "The build of %s succeeded, but Docker does not have the image.".formatted(name),
                        "Select a builder that loads its result: `docker buildx use default`."));
            case Outcome.Failed<StoredImage>(Problem problem) -> new BuildOutcome.Refused(problem);
            case Outcome.Stopped<StoredImage>() -> new BuildOutcome.Stopped();
        };
    }

    private static boolean cannotBuild(String errors) {
        return Complaints.daemonIsAway(errors) || errors.contains("buildx component is missing");
    }

    /// The image of a reference or an ID.
    public Outcome<StoredImage> find(String reference) {
        return inspect(List.of(reference))
                .then(found ->
                        found.isEmpty() ? new Outcome.Missing<>(reference) : new Outcome.Got<>(found.getFirst()));
    }

    /// All images of the host with a label, `name` or `name=value`, and those without a tag too.
    public Outcome<List<StoredImage>> list(String label) {
        return cli.run(SHORT, "image", "ls", "--all", "--quiet", "--no-trunc", "--filter", "label=" + label)
                .then(ids -> inAll(ids.lines().distinct().toList(), this::inspect));
    }

    private Outcome<List<StoredImage>> inspect(List<String> names) {
        var arguments = new ArrayList<>(List.of("image", "inspect", "--format", IMAGE_FORMAT));
        arguments.addAll(names);
        return cli.run(SHORT, arguments)
                .map(output -> output.lines().map(this::tree).map(Docker::image).toList());
    }

    private static StoredImage image(JsonNode node) {
        var labels = new LinkedHashMap<String, String>();
        node.path("labels")
                .properties()
                .forEach(one -> labels.put(one.getKey(), one.getValue().asString("")));
        List<String> references = node.path("tags")
                .valueStream()
                .map(tag -> ImageReference.of(tag.asString("")).full())
                .toList();
        return new StoredImage(
                node.path("id").asString(""), references, node.path("size").asLong(0), labels);
    }

    /// Gives an image another name, as Dockerfiles of the same project may need.
    public Outcome<String> tag(String id, String reference) {
        return cli.run(SHORT, "image", "tag", id, reference).map(_ -> reference);
    }

    /// What each entry of an image's history was made by, the newest first.
    public Outcome<List<String>> history(String reference) {
        return cli.run(SHORT, "image", "history", "--no-trunc", "--format", "{{json .CreatedBy}}", reference)
                .map(output ->
                        output.lines().map(line -> tree(line).asString("")).toList());
    }

    /// Removes an image with all its names, never by force: one that a container uses stays. What it took is freed as
    /// far as no other image shares it.
    public Outcome<StoredImage> remove(StoredImage image) {
        var arguments = new ArrayList<>(List.of("image", "rm", "--no-prune"));
        // Docker takes an ID only of an image with one name.
        if (image.references().size() > 1) {
            arguments.addAll(image.references());
        } else {
            arguments.add(image.id());
        }
        return cli.run(LONG, arguments).map(_ -> image);
    }

    /// Writes an image as a tar file.
    public Outcome<Path> save(String reference, Path file) {
        return cli.run(LONG, "image", "save", "--output", file.toString(), reference)
                .map(_ -> file);
    }

    /// The ID of an image as nodes see it, the digest of its configuration. Where Docker keeps images in containerd, it
    /// calls them by the digest of a manifest instead, and the image has to be written out to learn the other.
    Outcome<String> configurationId(String reference) {
        return cli.run(SHORT, "info", "--format", "{{json .DriverStatus}}")
                .then(status -> status.contains(CONTAINERD_STORE)
                        ? SavedImage.with(this, reference, SavedImage::configurationId)
                        : find(reference).map(StoredImage::id));
    }

    /// What the containers of the host use, running or stopped.
    public Outcome<List<ContainerImage>> containerImages() {
        return cli.run(SHORT, "container", "ls", "--all", "--quiet", "--no-trunc")
                .then(ids -> inAll(ids.lines().toList(), this::inspectContainers));
    }

    private Outcome<List<ContainerImage>> inspectContainers(List<String> ids) {
        var arguments = new ArrayList<>(List.of("container", "inspect", "--format", CONTAINER_FORMAT));
        arguments.addAll(ids);
        return cli.run(SHORT, arguments)
                .map(output -> output.lines()
                        .map(this::tree)
                        .map(node -> new ContainerImage(
                                node.path("image").asString(""),
                                node.path("reference").asString(""),
                                node.path("name").asString("").replaceFirst("^/", "")))
                        .toList());
    }

    /// Removes what of the build cache was not used for longer than an age; the bytes that were freed.
    public Outcome<Long> pruneBuildCache(Duration age) {
        return cli.run(LONG, "builder", "prune", "--force", "--filter", "until=%dh".formatted(age.toHours()))
                .map(output -> output.lines()
                        .filter(line -> line.startsWith("Total"))
                        .mapToLong(line -> ByteSize.parse(line.substring(line.indexOf(':') + 1)))
                        .sum());
    }

    private static <T> Outcome<List<T>> inAll(List<String> names, Function<List<String>, Outcome<List<T>>> query) {
        Outcome<List<T>> all = new Outcome.Got<>(List.of());
        for (int from = 0; from < names.size(); from += AT_ONCE) {
            List<String> some = names.subList(from, Math.min(names.size(), from + AT_ONCE));
            all = all.then(before -> query.apply(some)
                    .map(more -> Stream.concat(before.stream(), more.stream()).toList()));
        }
        return all;
    }

    private JsonNode tree(String line) {
        try {
            return json.readTree(line);
        } catch (JacksonException _) {
            // A warning between the lines of JSON says nothing about an image.
            return json.createObjectNode();
        }
    }
}
