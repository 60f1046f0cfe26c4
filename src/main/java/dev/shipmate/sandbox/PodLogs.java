package dev.shipmate.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What the containers of a pod have written.
final class PodLogs {
    private final Store store;
    private final ImageCatalog images;
    private final Clock clock;

    /// One run of a container; it has not ended when `end` is empty.
    private record Run(Resource pod, String container, LogText log, Instant start, Optional<Instant> end) {}

    PodLogs(Store store, ImageCatalog images, Clock clock) {
        this.store = store;
        this.images = images;
        this.clock = clock;
    }

    ApiResponse read(Target target, ApiRequest request) {
        Resource pod = store.find(target.key()).orElseThrow(() -> ApiProblem.notFound(target.type(), target.name()));
        String container = container(pod, request.parameter("container"));
        if (pod.text("/spec/nodeName").isEmpty()) {
            return new ApiResponse.Text(200, "");
        }
        Run run = request.flag("previous") ? previous(pod, container) : current(pod, container);
        Instant now = clock.instant();
        List<LogText.Line> lines =
                run.log().lines(run.start(), after(request, now), run.end().orElse(now));
        long tail = request.number("tailLines", Long.MAX_VALUE);
        List<LogText.Line> shown = lines.subList((int) Math.max(0, lines.size() - tail), lines.size());
        boolean timestamps = request.flag("timestamps");
        String text = text(shown, timestamps);
        return request.flag("follow")
                ? new ApiResponse.Stream("text/plain", out -> follow(run, now, text, timestamps, out))
                : new ApiResponse.Text(200, text);
    }

    private static Instant after(ApiRequest request, Instant now) {
        long seconds = request.number("sinceSeconds", -1);
        String time = request.parameter("sinceTime");
        return seconds >= 0 ? now.minusSeconds(seconds) : time.isEmpty() ? Instant.EPOCH : Instant.parse(time);
    }

    private void follow(Run run, Instant from, String text, boolean timestamps, OutputStream out)
            throws IOException, InterruptedException {
        write(out, text);
        Instant seen = from;
        while (!store.closed()) {
            long version = store.version();
            Instant now = clock.instant();
            Optional<Instant> end = ended(run, now);
            write(out, text(run.log().lines(run.start(), seen, end.orElse(now)), timestamps));
            if (end.isPresent()) {
                return;
            }
            seen = now;
            store.awaitChange(version, 250);
        }
    }

    /// When a run ended: its container was restarted, or its pod is gone.
    private Optional<Instant> ended(Run run, Instant now) {
        if (run.end().isPresent()) {
            return run.end();
        }
        boolean running = store.find(run.pod().key())
                .filter(pod -> pod.uid().equals(run.pod().uid()))
                .map(pod -> status(pod, run.container())
                        .at("/state/running/startedAt")
                        .asString(""))
                .filter(started -> started.equals(Resource.time(run.start())))
                .isPresent();
        return running ? Optional.empty() : Optional.of(now);
    }

    private static String container(Resource pod, String asked) {
        List<String> names = pod.at("/spec/containers")
                .valueStream()
                .map(container -> container.path("name").asString())
                .toList();
        if (asked.isEmpty() && names.size() > 1) {
            throw ApiProblem.badRequest("a container name must be specified for pod %s, choose one of: [%s]"
                    .formatted(pod.name(), String.join(" ", names)));
        }
        if (!asked.isEmpty() && !names.contains(asked)) {
            throw ApiProblem.badRequest("container %s is not valid for pod %s".formatted(asked, pod.name()));
        }
        return asked.isEmpty() ? names.getFirst() : asked;
    }

    private Run previous(Resource pod, String container) {
        JsonNode last = status(pod, container).at("/lastState/terminated");
        if (last.isMissingNode()) {
            throw ApiProblem.badRequest(
                    "previous terminated container \"%s\" in pod \"%s\" not found".formatted(container, pod.name()));
        }
        return finished(pod, container, last);
    }

    private Run current(Resource pod, String container) {
        JsonNode status = status(pod, container);
        if (status.at("/state").has("running")) {
            Instant start = Instant.parse(status.at("/state/running/startedAt").asString());
            return new Run(pod, container, log(pod, container), start, Optional.empty());
        }
        JsonNode ended = status.at("/state/terminated").isMissingNode()
                ? status.at("/lastState/terminated")
                : status.at("/state/terminated");
        if (ended.isMissingNode()) {
            String reason = status.at("/state/waiting/reason").asString("ContainerCreating");
            throw ApiProblem.badRequest("container \"%s\" in pod \"%s\" is waiting to start: %s"
                    .formatted(
                            container,
                            pod.name(),
                            switch (reason) {
                                case "ImagePullBackOff" -> "trying and failing to pull image";
                                case "ErrImagePull" -> "image can't be pulled";
                                default -> reason;
                            }));
        }
        return finished(pod, container, ended);
    }

    private Run finished(Resource pod, String container, JsonNode terminated) {
        return new Run(
                pod,
                container,
                log(pod, container),
                Instant.parse(terminated.path("startedAt").asString()),
                Optional.of(
                        Instant.parse(terminated.path("finishedAt").asString()).plusMillis(999)));
    }

    private LogText log(Resource pod, String container) {
        return pod.at("/spec/containers")
                .valueStream()
                .filter(spec -> spec.path("name").asString().equals(container))
                .findFirst()
                .flatMap(spec -> images.find(spec.path("image").asString()))
                .map(ContainerImage::log)
                .orElse(LogText.EMPTY);
    }

    private static JsonNode status(Resource pod, String container) {
        return pod.at("/status/containerStatuses")
                .valueStream()
                .filter(status -> status.path("name").asString().equals(container))
                .findFirst()
                .orElse(ApiRequest.JSON.createObjectNode());
    }

    private static String text(List<LogText.Line> lines, boolean timestamps) {
        return lines.stream()
                .map(line -> (timestamps ? line.time() + " " : "") + line.text() + "\n")
                .collect(Collectors.joining());
    }

    private static void write(OutputStream out, String text) throws IOException {
        if (!text.isEmpty()) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }
}
