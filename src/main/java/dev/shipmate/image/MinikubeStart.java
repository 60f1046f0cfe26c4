package dev.shipmate.image;

import dev.shipmate.process.ProgramResult;
import dev.shipmate.process.ProgramRunner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Starts a minikube and tells how that goes, from the CloudEvents that it prints, one a line.
public final class MinikubeStart {
    private static final Duration SHORT = Duration.ofSeconds(60);
    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final String TYPE = "io.k8s.sigs.minikube.";

    private final Cli minikube;
    private final JsonMapper json = new JsonMapper();

    public MinikubeStart(ProgramRunner runner, Programs programs) {
        minikube = new Cli(runner, programs.minikube());
    }

    /// How a profile is; missing when there is no such profile.
    public Outcome<MinikubeStatus> status(String profile) {
        var arguments = List.of("status", "--profile", profile, "--output", "json", "--layout", "cluster");
        return switch (minikube.watch(SHORT, arguments, _ -> {})) {
            // The exit code is a set of bits that say what is down, so any of them comes with JSON.
            case ProgramResult.Finished finished -> status(profile, finished.output());
            case ProgramResult.TimedOut _ -> new Outcome.Failed<>(minikube.tooSlow(SHORT, arguments));
            case ProgramResult.Interrupted _ -> new Outcome.Stopped<>();
            case ProgramResult.NotRun notRun -> new Outcome.Failed<>(minikube.notRun(notRun));
        };
    }

    /// The status is one line, and not the only one where minikube has a new version to tell of.
    private Outcome<MinikubeStatus> status(String profile, String output) {
        return output.lines()
                .map(line -> tree(line).path("StatusCode").asInt(0))
                .filter(code -> code > 0)
                .findFirst()
                .<Outcome<MinikubeStatus>>map(code -> new Outcome.Got<>(MinikubeStatus.of(code)))
                .orElseGet(() -> new Outcome.Missing<>(profile));
    }

    /// The command that [#start] runs, for people to read.
    public List<String> command(StartRequest request) {
        return minikube.command(arguments(request));
    }

    public StartOutcome start(StartRequest request, Consumer<StartEvent> listener) {
        List<String> arguments = arguments(request);
        var errors = new ArrayList<JsonNode>();
        ProgramResult result = minikube.watch(LIMIT, arguments, line -> accept(tree(line), errors, listener));
        return switch (result) {
            case ProgramResult.Finished finished
            when finished.successful() -> new StartOutcome.Started(request.profile());
            case ProgramResult.Finished finished -> failed(errors, arguments, finished);
            case ProgramResult.TimedOut _ -> new StartOutcome.Unavailable(minikube.tooSlow(LIMIT, arguments));
            case ProgramResult.Interrupted _ -> new StartOutcome.Stopped(request.profile());
            case ProgramResult.NotRun notRun -> new StartOutcome.Unavailable(minikube.notRun(notRun));
        };
    }

    private static List<String> arguments(StartRequest request) {
        var arguments = new ArrayList<>(List.of("start", "--profile", request.profile(), "--output", "json"));
        if (!request.driver().isEmpty()) {
            arguments.add("--driver=" + request.driver());
        }
        if (request.cpus() > 0) {
            arguments.add("--cpus=" + request.cpus());
        }
        if (request.memoryMegabytes() > 0) {
            arguments.add("--memory=%dmb".formatted(request.memoryMegabytes()));
        }
        request.ports()
                .forEach(port -> arguments.add("--ports=127.0.0.1:%d:%d".formatted(port.hostPort(), port.nodePort())));
        if (!request.nodePortRange().isEmpty()) {
            arguments.add("--extra-config=apiserver.service-node-port-range=" + request.nodePortRange());
        }
        return arguments;
    }

    private static void accept(JsonNode event, List<JsonNode> errors, Consumer<StartEvent> listener) {
        JsonNode data = event.path("data");
        switch (event.path("type").asString("").replace(TYPE, "")) {
            case "step" ->
                listener.accept(new StartEvent.Step(
                        data.path("name").asString(""),
                        data.path("message").asString("").strip(),
                        data.path("currentstep").asInt(0),
                        data.path("totalsteps").asInt(0)));
            case "download" -> listener.accept(new StartEvent.Download(artifact(data), 0));
            case "download.progress" ->
                listener.accept(new StartEvent.Download(
                        artifact(data), data.path("progress").asDouble(0)));
            case "info" ->
                listener.accept(
                        new StartEvent.Notice(data.path("message").asString("").strip()));
            case "warning" ->
                listener.accept(
                        new StartEvent.Warning(data.path("message").asString("").strip()));
            case "error" -> errors.add(data);
            default -> {
                // A kind of event that came after this was written, or no event at all.
            }
        }
    }

    private static String artifact(JsonNode data) {
        return data.path("artifact").asString("");
    }

    /// The first error with an ID says most; a general one may follow.
    private StartOutcome failed(List<JsonNode> errors, List<String> arguments, ProgramResult.Finished finished) {
        JsonNode error = errors.stream()
                .filter(one ->
                        !one.path("name").asString(one.path("id").asString("")).isEmpty())
                .findFirst()
                .orElseGet(() -> errors.isEmpty() ? json.createObjectNode() : errors.getFirst());
        String id = error.path("name").asString(error.path("id").asString(""));
        String message = error.path("message").asString("").strip();
        Problem problem = message.isEmpty()
                ? minikube.problem(arguments, finished)
                : new Problem(
                        "minikube did not start%s: %s".formatted(id.isEmpty() ? "" : " (" + id + ")", message),
                        StartAdvice.of(id, error.path("advice").asString("").strip()));
        return new StartOutcome.StartFailed(
                id, finished.exitCode(), StartOutcome.ExitClass.of(finished.exitCode()), problem);
    }

    private JsonNode tree(String line) {
        try {
            return json.readTree(line);
        } catch (JacksonException _) {
            // A line of a driver between the events.
            return json.createObjectNode();
        }
    }
}
