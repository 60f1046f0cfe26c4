package dev.shipmate.doctor;

import dev.shipmate.model.ModelCheckup;
import dev.shipmate.process.ProgramRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Looks at everything Shipmate works with, side by side, and reports in a fixed order.
public final class Doctor {
    private final List<CheckGroup> groups;

    Doctor(List<CheckGroup> groups) {
        this.groups = List.copyOf(groups);
    }

    /// Everything that can be looked at.
    ///
    /// @param modelWanted whether the user named a model, so that its absence is an error
    public static Doctor of(
            ClusterAccess cluster,
            ModelCheckup model,
            boolean modelWanted,
            ProgramRunner runner,
            Map<String, String> environment) {
        return new Doctor(List.of(
                new ClusterChecks(cluster),
                new ModelChecks(model, modelWanted),
                new ProgramCheck(
                        runner,
                        "docker",
                        "to build images",
                        "sudo systemctl start docker",
                        List.of(
                                "docker",
                                "version",
                                "--format",
                                "client {{.Client.Version}}, daemon {{.Server.Version}}")),
                new ProgramCheck(
                        runner,
                        "buildkit",
                        "to build images",
                        "docker buildx install",
                        List.of("docker", "buildx", "version")),
                new ProgramCheck(
                        runner,
                        "helm",
                        "for releases",
                        "https://helm.sh/docs/intro/install",
                        List.of("helm", "version", "--short")),
                new ProgramCheck(
                        runner,
                        "minikube",
                        "for a cluster on this machine",
                        "https://minikube.sigs.k8s.io/docs/start",
                        List.of("minikube", "version", "--short")),
                new MachineChecks(Runtime.version().feature(), environment)));
    }

    /// Takes as long as the slowest group, and no group takes longer than its limit. Throws a
    /// `CancellationException` when the thread is interrupted.
    public List<Check> run() {
        var executor = Executors.newVirtualThreadPerTaskExecutor();
        try {
            List<Future<List<Check>>> running =
                    groups.stream().map(group -> executor.submit(group::run)).toList();
            var checks = new ArrayList<Check>();
            for (int i = 0; i < groups.size(); i++) {
                checks.addAll(await(groups.get(i), running.get(i)));
            }
            return checks;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CancellationException("The doctor was interrupted.");
        } finally {
            executor.shutdownNow();
        }
    }

    private static List<Check> await(CheckGroup group, Future<List<Check>> running) throws InterruptedException {
        try {
            return running.get(group.limit().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            running.cancel(true);
            return List.of(Check.error(
                    group.name(),
                    "no result within %d s".formatted(group.limit().toSeconds()),
                    ""));
        } catch (ExecutionException e) {
            throw new IllegalStateException("The check of '%s' broke.".formatted(group.name()), e.getCause());
        }
    }
}
