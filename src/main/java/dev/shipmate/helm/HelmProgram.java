package dev.shipmate.helm;

import dev.shipmate.cluster.ClusterOptions;
import dev.shipmate.process.Program;
import dev.shipmate.process.ProgramResult;
import dev.shipmate.process.ProgramRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/// The `helm` program of this machine, version 3 or 4, told each time which kubeconfig and context is meant.
///
/// What the two versions call differently, such as `--atomic`, is not used; what they print differently,
/// [HelmMessages] knows. Values are only ever handed over in files.
final class HelmProgram implements Helm {
    /// A release is at most 1 MB packed, and what is rendered or told about it no more than this.
    private static final int OUTPUT_LIMIT = 32 * 1024 * 1024;

    /// Helm ends by itself when a hook takes too long; this is for everything around the hooks.
    private static final Duration AROUND_HOOKS = Duration.ofMinutes(2);

    private static final Duration RENDER_LIMIT = Duration.ofMinutes(1);
    private static final JsonMapper JSON = new JsonMapper();

    private final ProgramRunner runner;
    private final HelmVersion version;
    private final ClusterOptions cluster;
    private final Path workFolder;
    private final HelmMessages messages;

    HelmProgram(
            ProgramRunner runner, HelmVersion version, ClusterOptions cluster, Path workFolder, HelmMessages messages) {
        this.runner = runner;
        this.version = version;
        this.cluster = cluster;
        this.workFolder = workFolder;
        this.messages = messages;
    }

    @Override
    public String display() {
        return version.display();
    }

    @Override
    public HelmOutcome.Linting lint(ChartRequest request) {
        return with(request, values -> {
            var command = command("lint", request.chart().toString());
            command.addAll(values);
            return switch (run(command, RENDER_LIMIT)) {
                case ProgramResult.Finished ended -> messages.lint(ended.output(), ended.errors(), ended.successful());
                case ProgramResult.TimedOut _ -> timedOut("lint " + request.chart(), RENDER_LIMIT);
                case ProgramResult.Interrupted _ -> unharmed();
                case ProgramResult.NotRun(String reason) -> notRun(reason);
            };
        });
    }

    @Override
    public HelmOutcome.Rendering template(ChartRequest request) {
        return render(request, List.of());
    }

    @Override
    public HelmOutcome.Rendering preview(ChartRequest request, boolean upgrade) {
        if (!version.previews()) {
            return template(request);
        }
        var options = new ArrayList<>(List.of("--dry-run=server"));
        if (upgrade) {
            options.add("--is-upgrade");
        }
        options.addAll(onCluster());
        return render(request, options);
    }

    private HelmOutcome.Rendering render(ChartRequest request, List<String> options) {
        return with(request, values -> {
            var command = command(
                    "template", request.release().name(), request.chart().toString());
            command.addAll(options);
            command.addAll(values);
            return switch (run(command, RENDER_LIMIT)) {
                case ProgramResult.Finished ended
                when ended.output().length() >= OUTPUT_LIMIT ->
                    new HelmOutcome.Failed(
                            "The chart renders to more than %d MB.".formatted(OUTPUT_LIMIT / (1024 * 1024)),
                            "Kubernetes could not keep such a release: make the chart smaller.");
                case ProgramResult.Finished ended ->
                    ended.successful()
                            ? new HelmOutcome.Rendered(ended.output(), true)
                            : messages.rejected(ended.errors());
                case ProgramResult.TimedOut _ -> timedOut("render " + request.chart(), RENDER_LIMIT);
                case ProgramResult.Interrupted _ -> unharmed();
                case ProgramResult.NotRun(String reason) -> notRun(reason);
            };
        });
    }

    @Override
    public HelmOutcome.Change upgrade(UpgradeRequest request) {
        return with(request.chart(), values -> {
            var command = command(
                    "upgrade", request.release().name(), request.chart().chart().toString());
            command.addAll(List.of("--install", "--create-namespace", "--output", "json", "--history-max", "10"));
            command.addAll(onCluster(request.release(), request.limit()));
            if (!request.description().isEmpty()) {
                command.addAll(List.of("--description", request.description()));
            }
            command.addAll(values);
            String operation = "deploy " + request.release().display();
            return change(operation, command, request.limit(), HelmProgram::revision);
        });
    }

    @Override
    public HelmOutcome.Change rollback(ReleaseName release, int revision, Duration limit) {
        var command = command("rollback", release.name(), String.valueOf(revision));
        command.addAll(List.of("--history-max", "10"));
        command.addAll(onCluster(release, limit));
        // It prints no revision: whoever looks at the release afterwards knows.
        return change("roll back " + release.display(), command, limit, _ -> 0);
    }

    @Override
    public HelmOutcome.Removal uninstall(ReleaseName release, Duration limit) {
        var command = command("uninstall", release.name());
        command.addAll(onCluster(release, limit));
        String operation = "uninstall " + release.display();
        return switch (run(command, limit.plus(AROUND_HOOKS))) {
            case ProgramResult.Finished ended ->
                ended.successful() ? new HelmOutcome.Removed(true) : messages.removal(operation, ended.errors());
            case ProgramResult.TimedOut _ -> timedOut(operation, limit.plus(AROUND_HOOKS));
            case ProgramResult.Interrupted _ -> unharmed();
            case ProgramResult.NotRun(String reason) -> notRun(reason);
        };
    }

    private HelmOutcome.Change change(
            String operation, List<String> command, Duration limit, Function<String, Integer> revision) {
        return switch (run(command, limit.plus(AROUND_HOOKS))) {
            case ProgramResult.Finished ended ->
                ended.successful()
                        ? new HelmOutcome.Deployed(revision.apply(ended.output()))
                        : ended.endedByCtrlC()
                                ? new HelmOutcome.Cancelled("", "")
                                : messages.change(operation, ended.errors());
            case ProgramResult.TimedOut _ -> timedOut(operation, limit.plus(AROUND_HOOKS));
            case ProgramResult.Interrupted _ -> new HelmOutcome.Cancelled("", "");
            case ProgramResult.NotRun(String reason) -> notRun(reason);
        };
    }

    /// The number at the end of a release's JSON; 0 when there is none. The chart before it is passed over.
    private static int revision(String output) {
        try (JsonParser parser = JSON.createParser(output)) {
            parser.nextToken();
            for (String field = parser.nextName(); field != null; field = parser.nextName()) {
                if (parser.nextToken() == JsonToken.VALUE_NUMBER_INT && field.equals("version")) {
                    return parser.getIntValue();
                }
                parser.skipChildren();
            }
        } catch (JacksonException _) {
            // It has deployed; which revision that is, the cluster knows as well.
        }
        return 0;
    }

    private <T extends HelmOutcome> T with(ChartRequest request, Function<List<String>, T> call) {
        try (var work = WorkFolder.in(workFolder)) {
            var options = new ArrayList<String>(
                    List.of("--namespace", request.release().namespace()));
            for (Path file : work.values(request, new SettingsTree(request.settings()))) {
                options.addAll(List.of("--values", file.toString()));
            }
            return call.apply(options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> onCluster(ReleaseName release, Duration limit) {
        var options = new ArrayList<String>(List.of("--timeout", limit.toSeconds() + "s"));
        options.addAll(onCluster());
        options.addAll(List.of("--namespace", release.namespace()));
        return options;
    }

    private List<String> onCluster() {
        var options = new ArrayList<String>();
        if (!cluster.kubeconfig().isEmpty()) {
            options.addAll(List.of("--kubeconfig", cluster.kubeconfig()));
        }
        options.addAll(List.of("--kube-context", cluster.context()));
        return options;
    }

    private List<String> command(String... words) {
        var command = new ArrayList<>(List.of(version.program()));
        command.addAll(List.of(words));
        return command;
    }

    private ProgramResult run(List<String> command, Duration limit) {
        return runner.run(new Program(command, Path.of("."), limit, OUTPUT_LIMIT));
    }

    private static HelmOutcome.Failed timedOut(String operation, Duration limit) {
        return new HelmOutcome.Failed(
                "Cannot %s: helm did not end within %d s and was ended.".formatted(operation, limit.toSeconds()),
                "Look at what the cluster says about it, then try again.");
    }

    private static HelmOutcome.Cancelled unharmed() {
        return new HelmOutcome.Cancelled("Nothing was changed.", "Try again when you are ready.");
    }

    private static HelmOutcome.Failed notRun(String reason) {
        return new HelmOutcome.Failed(reason, "Install Helm from https://helm.sh, or check the PATH.");
    }
}
