package dev.shipmate.helm;

import dev.shipmate.cluster.ClusterException;
import dev.shipmate.helm.EmbeddedProcess.Ending;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// The Helm that comes with Shipmate, for machines without the program. Each call runs in a process of its own.
///
/// What it lacks, it makes up for: a roll-back is an upgrade to what Helm has kept of the revision; a release that is
/// stuck is marked as failed first.
final class EmbeddedHelm implements Helm {
    private static final Duration AROUND_HOOKS = Duration.ofMinutes(2);
    private static final Duration RENDER_LIMIT = Duration.ofMinutes(1);

    private final EmbeddedProcess process;
    private final String kubeconfig;
    private final Releases releases;
    private final StuckReleases stuck;
    private final Path workFolder;
    private final HelmMessages messages;

    EmbeddedHelm(
            EmbeddedProcess process, String kubeconfig, ReleaseStore store, Path workFolder, HelmMessages messages) {
        this.process = process;
        this.kubeconfig = kubeconfig;
        this.releases = store.releases();
        this.stuck = store.stuck();
        this.workFolder = workFolder;
        this.messages = messages;
    }

    @Override
    public String display() {
        return "the embedded Helm 3";
    }

    @Override
    public HelmOutcome.Linting lint(ChartRequest request) {
        try (var work = WorkFolder.in(workFolder)) {
            Properties call = call("lint", request, work);
            return switch (process.callWithoutCluster(work, call, RENDER_LIMIT)) {
                case Ending.Answered(Properties answer)
                when answer.containsKey("error") -> messages.rejected(answer.getProperty("error"));
                case Ending.Answered(Properties answer) ->
                    messages.lint(
                            answer.getProperty("report", ""), "", !Boolean.parseBoolean(answer.getProperty("failed")));
                case Ending.Broken(String cause) -> broken("check " + request.chart(), cause);
                case Ending.Interrupted _ -> unharmed();
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public HelmOutcome.Rendering template(ChartRequest request) {
        return render(request, (work, call) -> process.callWithoutCluster(work, call, RENDER_LIMIT));
    }

    @Override
    public HelmOutcome.Rendering preview(ChartRequest request, boolean upgrade) {
        return render(request, (work, call) -> process.callToLookUp(work, call, RENDER_LIMIT));
    }

    private HelmOutcome.Rendering render(ChartRequest request, Rendering rendering) {
        try (var work = WorkFolder.in(workFolder)) {
            return switch (rendering.of(work, call("template", request, work))) {
                case Ending.Answered(Properties answer)
                when answer.containsKey("error") -> messages.rejected(answer.getProperty("error"));
                case Ending.Answered(Properties answer) ->
                    new HelmOutcome.Rendered(answer.getProperty("manifest", ""), false);
                case Ending.Broken(String cause) -> broken("render " + request.chart(), cause);
                case Ending.Interrupted _ -> unharmed();
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public HelmOutcome.Change upgrade(UpgradeRequest request) {
        return upgrade("deploy " + request.release().display(), request);
    }

    @Override
    public HelmOutcome.Change rollback(ReleaseName release, int revision, Duration limit) {
        String operation = "roll back " + release.display();
        try (var work = WorkFolder.in(workFolder)) {
            Optional<StoredRelease.Intact> stored = releases.intact(release, revision);
            if (stored.isEmpty()) {
                return new HelmOutcome.Failed(
                        "Cannot %s: the record of revision %d is not there or cannot be read."
                                .formatted(operation, revision),
                        "Look at its history for the revisions that there are.");
            }
            Optional<ReleaseRevision> pending = releases.history(release).pending();
            if (pending.isPresent()) {
                stuck.giveUp(pending.get());
            }
            var chart = new StoredChart(stored.get());
            var request = new ChartRequest(
                    chart.write(work.folder("chart")),
                    release,
                    List.of(work.write("user-values.yaml", chart.userValues())),
                    List.of());
            return upgrade(operation, new UpgradeRequest(request, limit, "Rollback to " + revision));
        } catch (ClusterException e) {
            return new HelmOutcome.Failed(
                    "Cannot %s: %s".formatted(operation, e.getMessage()), "Try again when the cluster answers.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public HelmOutcome.Removal uninstall(ReleaseName release, Duration limit) {
        String operation = "uninstall " + release.display();
        try (var work = WorkFolder.in(workFolder)) {
            return switch (process.call(work, call("uninstall", release), limit.plus(AROUND_HOOKS))) {
                case Ending.Answered(Properties answer) ->
                    answer.containsKey("error")
                            ? messages.removal(operation, answer.getProperty("error"))
                            : new HelmOutcome.Removed(true);
                case Ending.Broken(String cause) -> broken(operation, cause);
                case Ending.Interrupted _ -> unharmed();
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HelmOutcome.Change upgrade(String operation, UpgradeRequest request) {
        try (var work = WorkFolder.in(workFolder)) {
            Properties call = call("upgrade", request.chart(), work);
            call.setProperty("seconds", String.valueOf(request.limit().toSeconds()));
            call.setProperty("description", request.description());
            return switch (process.call(work, call, request.limit().plus(AROUND_HOOKS))) {
                case Ending.Answered(Properties answer) ->
                    answer.containsKey("error")
                            ? messages.change(operation, answer.getProperty("error"))
                            : new HelmOutcome.Deployed(Integer.parseInt(answer.getProperty("revision")));
                case Ending.Broken(String cause) -> broken(operation, cause);
                case Ending.Interrupted _ -> new HelmOutcome.Cancelled("", "");
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Properties call(String name, ChartRequest request, WorkFolder work) throws IOException {
        Properties call = call(name, request.release());
        List<Path> values = work.values(request, new SettingsTree(request.settings()));
        call.setProperty("chart", request.chart().toString());
        call.setProperty("values", String.valueOf(values.size()));
        for (int at = 0; at < values.size(); at++) {
            call.setProperty("values." + at, values.get(at).toString());
        }
        return call;
    }

    private Properties call(String name, ReleaseName release) {
        var call = new Properties();
        call.setProperty("call", name);
        call.setProperty("release", release.name());
        call.setProperty("namespace", release.namespace());
        call.setProperty("kubeconfig", kubeconfig);
        return call;
    }

    private static HelmOutcome.Failed broken(String operation, String cause) {
        return new HelmOutcome.Failed(
                "Cannot %s: the embedded Helm failed: %s.".formatted(operation, cause),
                "Install Helm from https://helm.sh: Shipmate uses it when it is on the PATH.");
    }

    private static HelmOutcome.Cancelled unharmed() {
        return new HelmOutcome.Cancelled("Nothing was changed.", "Try again when you are ready.");
    }

    /// The one call that a rendering is.
    @FunctionalInterface
    private interface Rendering {
        Ending of(WorkFolder work, Properties call) throws IOException;
    }
}
