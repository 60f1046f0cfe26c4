package dev.shipmate.image;

import dev.shipmate.project.ImageSpec;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// One go at the images of a project. Each image waits for those that it is made from.
final class BuildRun {
    /// Builds are work for the processor and the disk: more at once make none of them faster.
    private static final int AT_ONCE = 3;

    private final Docker docker;
    private final UnaryOperator<String> redactor;
    private final Supplier<UnaryOperator<String>> lineRedactors;
    private final ImageBuilds.Order order;
    private final Consumer<BuildEvent> listener;
    private final ImageOrder bases;
    private final Map<String, CompletableFuture<BuildResult>> results;
    private final Semaphore places = new Semaphore(AT_ONCE);

    /// @param lineRedactors gives one for the lines of each build
    BuildRun(
            Docker docker,
            UnaryOperator<String> redactor,
            Supplier<UnaryOperator<String>> lineRedactors,
            ImageBuilds.Order order,
            Consumer<BuildEvent> listener) {
        this.docker = docker;
        this.redactor = redactor;
        this.lineRedactors = lineRedactors;
        this.order = order;
        this.listener = listener;
        bases = ImageOrder.of(order.images());
        results = order.images().stream().collect(Collectors.toMap(ImageSpec::name, _ -> new CompletableFuture<>()));
    }

    BuildResult build(ImageSpec image) {
        var result = new BuildResult(image, "", new BuildOutcome.Stopped());
        try {
            result = attempt(image);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            future(image).complete(result);
        }
        listener.accept(new BuildEvent.Ended(image.name(), result.outcome()));
        return result;
    }

    private BuildResult attempt(ImageSpec image) throws InterruptedException {
        if (bases.isCircular(image)) {
            return new BuildResult(image, "", new BuildOutcome.Refused(ImageOrder.circle(image)));
        }
        var made = new StringJoiner("\n");
        for (ImageSpec base : bases.basesOf(image)) {
            BuildResult done = await(base);
            if (!done.successful()) {
                return done.outcome() instanceof BuildOutcome.Stopped
                        ? new BuildResult(image, "", done.outcome())
                        : refused(
                                image,
                                "",
                                "Image '%%s' was not built, because it is made from '%s'.".formatted(base.name()),
                                "See what is wrong with that one.");
            }
            made.add(done.reference());
        }
        places.acquire();
        try {
            return switch (ContentTag.of(image, order.build())) {
                case Outcome.Got<ContentTag>(ContentTag tag) -> build(image, tag.madeFrom(made.toString()));
                case Outcome.Failed<ContentTag>(Problem problem) ->
                    new BuildResult(image, "", new BuildOutcome.Refused(problem));
                case Outcome.Missing<ContentTag> _, Outcome.Stopped<ContentTag> _ ->
                    new BuildResult(image, "", new BuildOutcome.Stopped());
            };
        } finally {
            places.release();
        }
    }

    private BuildResult build(ImageSpec image, ContentTag tag) {
        var request = new BuildRequest(
                order.project(), image, order.build(), tag.value(), order.noCache(), bases.namesOf(image));
        String reference = request.reference();
        listener.accept(new BuildEvent.Named(image.name(), reference, tag));
        if (!tag.environmentFiles().isEmpty()) {
            return refused(
                    image,
                    reference,
                    "The build of image '%%s' would get %s, which mostly holds secrets."
                            .formatted(String.join(", ", tag.environmentFiles())),
                    "Add `**/.env*` to the .dockerignore of %s.".formatted(image.context()));
        }
        return switch (present(request)) {
            case Outcome.Got<StoredImage>(StoredImage found) ->
                new BuildResult(image, reference, checked(request, found, BuildOutcome.AlreadyThere::new));
            case Outcome.Missing<StoredImage> _ -> new BuildResult(image, reference, run(request));
            case Outcome.Failed<StoredImage>(Problem problem) ->
                new BuildResult(image, reference, new BuildOutcome.Refused(problem));
            case Outcome.Stopped<StoredImage>() -> new BuildResult(image, reference, new BuildOutcome.Stopped());
        };
    }

    /// The image of this content, with the names that other Dockerfiles need; none when it has another project's label.
    private Outcome<StoredImage> present(BuildRequest request) {
        if (request.noCache()) {
            return new Outcome.Missing<>(request.reference());
        }
        Outcome<StoredImage> found = docker.find(request.reference())
                .then(image -> image.belongsTo(request.project())
                        ? new Outcome.Got<>(image)
                        : new Outcome.Missing<>(request.reference()));
        for (String name : request.alsoKnownAs()) {
            found = found.then(image -> docker.tag(image.id(), name).map(_ -> image));
        }
        return found;
    }

    private BuildOutcome run(BuildRequest request) {
        String name = request.image().name();
        listener.accept(new BuildEvent.Started(name, request.reference()));
        UnaryOperator<String> lines = lineRedactors.get();
        BuildOutcome outcome =
                docker.build(request, line -> listener.accept(new BuildEvent.Progress(name, lines.apply(line))));
        return switch (outcome) {
            case BuildOutcome.Built built -> checked(request, built.image(), _ -> built);
            case BuildOutcome.BuildFailed failed -> redacted(failed);
            case BuildOutcome.AlreadyThere _,
                    BuildOutcome.SecretInHistory _,
                    BuildOutcome.Refused _,
                    BuildOutcome.Stopped _ -> outcome;
        };
    }

    private BuildOutcome.BuildFailed redacted(BuildOutcome.BuildFailed failed) {
        return new BuildOutcome.BuildFailed(
                failed.dockerfile(),
                redactor.apply(failed.step()),
                failed.line(),
                redactor.apply(String.join("\n", failed.lastLines())).lines().toList(),
                new Problem(
                        redactor.apply(failed.problem().what()),
                        failed.problem().suggestion()));
    }

    private BuildOutcome checked(
            BuildRequest request, StoredImage image, Function<StoredImage, BuildOutcome> otherwise) {
        return switch (docker.history(image.id())) {
            case Outcome.Got<List<String>>(List<String> history) -> {
                List<String> telling = history.stream()
                        .limit(ownEntries(request))
                        .filter(entry -> !redactor.apply(entry).equals(entry))
                        .map(redactor)
                        .toList();
                yield telling.isEmpty() ? otherwise.apply(image) : secret(request, image, telling);
            }
            case Outcome.Missing<List<String>> _, Outcome.Stopped<List<String>> _ -> new BuildOutcome.Stopped();
            case Outcome.Failed<List<String>>(Problem problem) -> new BuildOutcome.Refused(problem);
        };
    }

    private static BuildOutcome secret(BuildRequest request, StoredImage image, List<String> telling) {
        return new BuildOutcome.SecretInHistory(
                image,
                telling,
                new Problem(
                        "The history of image '%s' shows what looks like a secret: %s"
                                .formatted(request.image().name(), telling.getFirst()),
                        "Use `RUN --mount=type=secret`, or a Secret of the cluster, and build again."));
    }

    /// The newest entries of the history that the Dockerfile can have made; older ones are the base image's.
    private static int ownEntries(BuildRequest request) {
        try {
            return Dockerfile.read(request.image().dockerfile()).historyEntries();
        } catch (IOException _) {
            return Integer.MAX_VALUE;
        }
    }

    private BuildResult await(ImageSpec image) throws InterruptedException {
        try {
            return future(image).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Nothing completes a build with an exception.", e);
        }
    }

    private CompletableFuture<BuildResult> future(ImageSpec image) {
        return Objects.requireNonNull(results.get(image.name()), image.name());
    }

    private static BuildResult refused(ImageSpec image, String reference, String what, String suggestion) {
        return new BuildResult(
                image, reference, new BuildOutcome.Refused(new Problem(what.formatted(image.name()), suggestion)));
    }
}
