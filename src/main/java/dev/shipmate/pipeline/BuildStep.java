package dev.shipmate.pipeline;

import dev.shipmate.image.BuildEvent;
import dev.shipmate.image.BuildOutcome;
import dev.shipmate.image.BuildRequest;
import dev.shipmate.image.BuildResult;
import dev.shipmate.image.Docker;
import dev.shipmate.image.ImageBuilds;
import dev.shipmate.image.Outcome;
import dev.shipmate.image.Problem;
import dev.shipmate.image.StoredImage;
import dev.shipmate.project.ImageSpec;
import dev.shipmate.redaction.LineRedactor;
import dev.shipmate.redaction.Redactor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Builds the images of the project that the host does not have with the same content yet.
final class BuildStep implements Step {
    /// What the Todo app's own specification asks of an image; a larger one is no failure.
    private static final long LARGE_BYTES = 500_000_000;

    /// A line of BuildKit with which a step of a Dockerfile begins: `#7 [build 3/7] RUN npm ci`.
    private static final Pattern BEGUN = Pattern.compile("#\\d+ (\\[[^\\]]*\\d+/\\d+] .*)");

    private static final String STOPPED =
            "The build was stopped. No tag was changed, and what was done is in Docker's build cache.";

    private final Docker docker;
    private final ImageBuilds builds;
    private final ImageBuilds.Order order;
    private final RunNotes notes;

    BuildStep(Docker docker, Redactor redactor, ImageBuilds.Order order, RunNotes notes) {
        this.docker = docker;
        this.builds = new ImageBuilds(docker, redactor::redact, () -> new LineRedactor(redactor)::redact);
        this.order = order;
        this.notes = notes;
    }

    @Override
    public StepName name() {
        return StepName.BUILD;
    }

    @Override
    public String plan() {
        if (order.images().isEmpty()) {
            return "the project builds no image";
        }
        return switch (ImageBuilds.references(order)) {
            case Outcome.Got<Map<String, String>>(Map<String, String> references) ->
                order.images().stream()
                        .map(image -> plan(image, references.getOrDefault(image.name(), "")))
                        .collect(Collectors.joining("; "));
            case Outcome.Failed<Map<String, String>>(Problem problem) -> problem.what();
            case Outcome.Missing<Map<String, String>> _, Outcome.Stopped<Map<String, String>> _ -> "build the images";
        };
    }

    private String plan(ImageSpec image, String reference) {
        boolean there = !order.noCache()
                && docker.find(reference) instanceof Outcome.Got<StoredImage>(StoredImage found)
                && found.belongsTo(order.project());
        String tag = reference.substring(reference.lastIndexOf(':') + 1);
        return there
                ? "%s is there already".formatted(reference)
                : String.join(
                        " ",
                        docker.command(new BuildRequest(order.project(), image, order.build(), tag, order.noCache())));
    }

    @Override
    public StepOutcome run(StepProgress progress) {
        if (order.images().isEmpty()) {
            return new StepOutcome.Skipped("the project builds no image");
        }
        progress.doing("reading what the images are made from");
        Map<String, String> before = order.noCache() ? idsBefore() : Map.of();
        List<BuildResult> results = builds.build(order, event -> tell(event, progress));
        results.forEach(result -> note(result, before));
        List<BuildResult> failed = results.stream()
                .filter(result -> problem(result.outcome()).isPresent())
                .toList();
        if (!failed.isEmpty()) {
            return failure(failed);
        }
        return results.stream().allMatch(BuildResult::successful)
                ? new StepOutcome.Done(
                        results.stream().flatMap(BuildStep::facts).toList())
                : new StepOutcome.Cancelled(STOPPED);
    }

    /// The IDs of the images that have the references already. Built anew without a cache, they get other ones.
    private Map<String, String> idsBefore() {
        var ids = new HashMap<String, String>();
        if (ImageBuilds.references(order) instanceof Outcome.Got<Map<String, String>>(Map<String, String> references)) {
            for (String reference : references.values()) {
                if (docker.find(reference) instanceof Outcome.Got<StoredImage>(StoredImage image)) {
                    ids.put(reference, image.id());
                }
            }
        }
        return ids;
    }

    private void note(BuildResult result, Map<String, String> before) {
        String reference = result.reference();
        if (result.successful()) {
            notes.named(result.image().name(), reference);
        }
        if (result.outcome() instanceof BuildOutcome.Built built
                && !before.getOrDefault(reference, built.image().id())
                        .equals(built.image().id())) {
            notes.replaced(reference);
        }
    }

    private static void tell(BuildEvent event, StepProgress progress) {
        switch (event) {
            case BuildEvent.Named _ -> {}
            case BuildEvent.Started(String image, String reference) ->
                progress.doing("%s: building %s".formatted(image, reference));
            case BuildEvent.Progress(String image, String line) -> {
                progress.output("%s: %s".formatted(image, line));
                Matcher begun = BEGUN.matcher(line);
                if (begun.matches()) {
                    progress.doing("%s: %s".formatted(image, begun.group(1)));
                }
            }
            case BuildEvent.Ended(String image, BuildOutcome outcome) -> {
                if (outcome instanceof BuildOutcome.Built) {
                    progress.doing("%s: built".formatted(image));
                }
            }
        }
    }

    /// The first failure is the cause; one of an image that is made from another comes after that of the other.
    private static StepOutcome failure(List<BuildResult> failed) {
        BuildResult first = failed.stream()
                .filter(result -> !(result.outcome() instanceof BuildOutcome.Refused))
                .findFirst()
                .orElse(failed.getFirst());
        var evidence = new ArrayList<>(lines(first.outcome()));
        failed.stream()
                .filter(result -> !result.equals(first))
                .flatMap(result -> problem(result.outcome()).stream())
                .map(Problem::what)
                .forEach(evidence::add);
        Problem problem = problem(first.outcome()).orElseThrow();
        return new StepOutcome.Failed(problem.what(), problem.suggestion(), evidence);
    }

    private static List<String> lines(BuildOutcome outcome) {
        return switch (outcome) {
            case BuildOutcome.BuildFailed failed -> failed.lastLines();
            case BuildOutcome.SecretInHistory secret -> secret.instructions();
            case BuildOutcome.Built _, BuildOutcome.AlreadyThere _, BuildOutcome.Refused _, BuildOutcome.Stopped _ ->
                List.of();
        };
    }

    private static Optional<Problem> problem(BuildOutcome outcome) {
        return switch (outcome) {
            case BuildOutcome.BuildFailed failed -> Optional.of(failed.problem());
            case BuildOutcome.SecretInHistory secret -> Optional.of(secret.problem());
            case BuildOutcome.Refused(Problem problem) -> Optional.of(problem);
            case BuildOutcome.Built _, BuildOutcome.AlreadyThere _, BuildOutcome.Stopped _ -> Optional.empty();
        };
    }

    private static Stream<String> facts(BuildResult result) {
        String name = result.image().name();
        return switch (result.outcome()) {
            case BuildOutcome.Built built ->
                Stream.concat(
                        Stream.of("%s: built %s in %d s, %d of %d steps from the cache, %s"
                                .formatted(
                                        name,
                                        result.reference(),
                                        built.took().toSeconds(),
                                        built.cachedSteps(),
                                        built.steps(),
                                        Megabytes.of(built.image().sizeBytes()))),
                        large(name, built.image()));
            case BuildOutcome.AlreadyThere(StoredImage image) ->
                Stream.concat(
                        Stream.of("%s: %s is there already, %s"
                                .formatted(name, result.reference(), Megabytes.of(image.sizeBytes()))),
                        large(name, image));
            case BuildOutcome.BuildFailed _,
                    BuildOutcome.SecretInHistory _,
                    BuildOutcome.Refused _,
                    BuildOutcome.Stopped _ -> Stream.empty();
        };
    }

    private static Stream<String> large(String name, StoredImage image) {
        return image.sizeBytes() > LARGE_BYTES
                ? Stream.of("%s is larger than %s: see what its last stage could leave out"
                        .formatted(name, Megabytes.of(LARGE_BYTES)))
                : Stream.empty();
    }
}
