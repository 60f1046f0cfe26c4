package dev.shipmate.pipeline;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterException;
import dev.shipmate.image.LocalCluster;
import dev.shipmate.image.LocalClusters;
import dev.shipmate.image.MinikubeStart;
import dev.shipmate.image.MinikubeStatus;
import dev.shipmate.image.Outcome;
import dev.shipmate.image.Problem;
import dev.shipmate.image.Programs;
import dev.shipmate.image.StartEvent;
import dev.shipmate.image.StartOutcome;
import dev.shipmate.image.StartRequest;
import dev.shipmate.process.ProgramRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;

/// Sees to it that the cluster answers. One that does is used as it is; a minikube that is stopped, or not there yet,
/// is started. Clusters of other kinds are for their own programs to start.
final class ClusterStep implements Step {
    private final Cluster cluster;
    private final LocalClusters clusters;
    private final MinikubeStart minikube;
    private final PortMappings ports;
    private final String containerd;

    /// @param ports for a minikube that is made new
    /// @param environment the variables of this process
    ClusterStep(
            Cluster cluster,
            ProgramRunner runner,
            Programs programs,
            PortMappings ports,
            Map<String, String> environment) {
        this.cluster = cluster;
        this.clusters = new LocalClusters(runner, programs);
        this.minikube = new MinikubeStart(runner, programs);
        this.ports = ports;
        this.containerd = LocalClusters.socket(environment);
    }

    @Override
    public StepName name() {
        return StepName.CLUSTER;
    }

    /// Whether the cluster does not answer and would be started.
    boolean startable() {
        return look() instanceof Startable;
    }

    @Override
    public String plan() {
        return switch (look()) {
            case Answers(String version) -> "use " + display(version);
            case Startable(StartRequest request) -> String.join(" ", minikube.command(request));
            case Down(String message, String suggestion) -> "%s %s".formatted(message, suggestion);
            case Interrupted() -> "not looked at";
        };
    }

    @Override
    public StepOutcome run(StepProgress progress) {
        progress.doing("looking whether the cluster answers");
        return switch (look()) {
            case Answers(String version) -> new StepOutcome.Done(display(version));
            case Startable(StartRequest request) -> start(request, progress);
            case Down(String message, String suggestion) -> new StepOutcome.Failed(message, suggestion);
            case Interrupted() -> new StepOutcome.Cancelled("The cluster was only looked at.");
        };
    }

    private Sight look() {
        try {
            return new Answers(cluster.version());
        } catch (CancellationException _) {
            return new Interrupted();
        } catch (ClusterException e) {
            String message = String.valueOf(e.getMessage());
            return switch (e.code()) {
                case UNREACHABLE -> unreachable(message);
                case UNAUTHORIZED, FORBIDDEN, CONFLICT, INVALID, SERVER_ERROR ->
                    new Down(message, "Mend that, or choose another cluster with --context.");
            };
        }
    }

    private Sight unreachable(String message) {
        return switch (clusters.recognise(cluster.entry(), containerd)) {
            case LocalCluster.Minikube(String profile) -> minikube(profile, message);
            case LocalCluster.Kind(String name) ->
                new Down(
                        message,
                        "Start its node with `docker start %s-control-plane`, or make it with `kind create cluster --name %s`."
                                .formatted(name, name));
            case LocalCluster.K3d(String name) ->
                new Down(message, "Start it with `k3d cluster start %s`.".formatted(name));
            case LocalCluster.HostDocker(String product) ->
                new Down(message, "Start %s, and see that its Kubernetes is switched on.".formatted(product));
            case LocalCluster.Containerd _, LocalCluster.NotLocal _ ->
                new Down(message, "Start the cluster, or choose another with --context.");
        };
    }

    private Sight minikube(String profile, String message) {
        return switch (minikube.status(profile)) {
            case Outcome.Got<MinikubeStatus>(MinikubeStatus status) ->
                switch (status) {
                    case RUNNING ->
                        new Down(
                                message,
                                "minikube says that it runs: `minikube update-context --profile %s` mends its address in the kubeconfig."
                                        .formatted(profile));
                    case PAUSED ->
                        new Down(
                                message,
                                "It is paused: run `minikube unpause --profile %s`, then deploy again."
                                        .formatted(profile));
                    // A start repairs what is half there, too. What counts at the creation only is left out: minikube
                    // would ignore it in silence.
                    case STOPPED, STARTING, NO_DISK_SPACE, BROKEN ->
                        new Startable(new StartRequest(profile, "", 0, 0, List.of(), ""));
                };
            case Outcome.Missing<MinikubeStatus> _ ->
                new Startable(new StartRequest(profile, "", 0, 0, ports.mappings(), ports.nodePortRange()));
            case Outcome.Failed<MinikubeStatus>(Problem problem) ->
                new Down("%s %s".formatted(message, problem.what()), problem.suggestion());
            case Outcome.Stopped<MinikubeStatus> _ -> new Interrupted();
        };
    }

    private StepOutcome start(StartRequest request, StepProgress progress) {
        progress.doing("starting minikube profile '%s'".formatted(request.profile()));
        return switch (minikube.start(request, event -> tell(event, progress))) {
            case StartOutcome.Started _ -> started(request);
            case StartOutcome.StartFailed failed ->
                new StepOutcome.Failed(
                        failed.problem().what(),
                        failed.problem().suggestion(),
                        List.of("minikube ended with exit code %d".formatted(failed.exitCode())));
            case StartOutcome.Unavailable(Problem problem) ->
                new StepOutcome.Failed(problem.what(), problem.suggestion());
            case StartOutcome.Stopped(String profile) ->
                new StepOutcome.Cancelled("minikube profile '%s' is started in part; the next start goes on from there."
                        .formatted(profile));
        };
    }

    private static void tell(StartEvent event, StepProgress progress) {
        switch (event) {
            case StartEvent.Step step -> progress.doing(step.name());
            case StartEvent.Download(String artifact, double done) ->
                progress.doing("downloading %s, %d %%".formatted(artifact, Math.round(done * 100)));
            case StartEvent.Notice(String message) -> progress.output(message);
            case StartEvent.Warning(String message) -> progress.output("warning: " + message);
        }
    }

    private StepOutcome started(StartRequest request) {
        var facts = new ArrayList<String>();
        try {
            cluster.reconnect();
            facts.add(display(cluster.version()));
        } catch (CancellationException _) {
            return new StepOutcome.Cancelled("minikube profile '%s' was started.".formatted(request.profile()));
        } catch (ClusterException e) {
            return new StepOutcome.Failed(
                    "minikube profile '%s' was started, but: %s".formatted(request.profile(), e.getMessage()),
                    "Run `minikube update-context --profile %s`, then deploy again.".formatted(request.profile()));
        }
        String mapped = request.ports().stream()
                .map(port -> ", with port %d of this machine led to node port %d"
                        .formatted(port.hostPort(), port.nodePort()))
                .collect(Collectors.joining());
        facts.add("minikube profile '%s' was started%s".formatted(request.profile(), mapped));
        return new StepOutcome.Done(facts);
    }

    private String display(String version) {
        return "the cluster of context '%s' at %s, Kubernetes %s"
                .formatted(
                        cluster.target().context(), cluster.target().server(), version.isEmpty() ? "unknown" : version);
    }

    private sealed interface Sight {}

    private record Answers(String version) implements Sight {}

    private record Startable(StartRequest request) implements Sight {}

    private record Down(String message, String suggestion) implements Sight {}

    private record Interrupted() implements Sight {}
}
