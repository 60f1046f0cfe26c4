package dev.shipmate.image;

import dev.shipmate.project.BuildSpec;
import dev.shipmate.project.ImageSpec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Builds the images of a project, side by side where none is made from another, and leaves out what the host has
/// already with the same content.
public final class ImageBuilds {
    private final Docker docker;
    private final UnaryOperator<String> redactor;
    private final Supplier<UnaryOperator<String>> lineRedactors;

    /// @param redactor replaces secrets in a text; what it changes in an image's history is taken for a secret
    public ImageBuilds(Docker docker, UnaryOperator<String> redactor) {
        this(docker, redactor, () -> redactor);
    }

    /// @param lineRedactors gives one for the lines of each build, which may remember the lines before
    public ImageBuilds(Docker docker, UnaryOperator<String> redactor, Supplier<UnaryOperator<String>> lineRedactors) {
        this.docker = docker;
        this.redactor = redactor;
        this.lineRedactors = lineRedactors;
    }

    /// The references that the images have by their content alone, built or not, by the names of the images.
    public static Outcome<Map<String, String>> references(Order order) {
        return new ContentReferences(order).all();
    }

    /// The results in the order of the images. One that fails does not stop the others. When the calling thread is
    /// interrupted, all builds end, and the images that were not done are told as stopped.
    ///
    /// @param listener is called by one thread at a time
    public List<BuildResult> build(Order order, Consumer<BuildEvent> listener) {
        var turns = new Object();
        Consumer<BuildEvent> oneByOne = event -> {
            synchronized (turns) {
                listener.accept(event);
            }
        };
        var run = new BuildRun(docker, redactor, lineRedactors, order, oneByOne);
        Map<String, BuildResult> results = new ConcurrentHashMap<>();
        List<Callable<BuildResult>> tasks = order.images().stream()
                .map(image -> (Callable<BuildResult>) () -> {
                    BuildResult result = run.build(image);
                    results.put(image.name(), result);
                    return result;
                })
                .toList();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            executor.invokeAll(tasks).forEach(ImageBuilds::rethrow);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return order.images().stream()
                .map(image ->
                        results.getOrDefault(image.name(), new BuildResult(image, "", new BuildOutcome.Stopped())))
                .toList();
    }

    private static void rethrow(Future<BuildResult> ended) {
        switch (ended.state()) {
            case FAILED -> throw new IllegalStateException("A build ended in an unexpected way.", ended.exceptionNow());
            case RUNNING, SUCCESS, CANCELLED -> {}
        }
    }

    /// What to build.
    ///
    /// @param project the name that the images are labelled with
    /// @param noCache builds everything anew, even what is there already
    public record Order(String project, List<ImageSpec> images, BuildSpec build, boolean noCache) {
        public Order {
            images = List.copyOf(images);
        }
    }
}
