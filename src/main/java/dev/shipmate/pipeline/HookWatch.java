package dev.shipmate.pipeline;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterException;
import dev.shipmate.cluster.ContainerState;
import dev.shipmate.cluster.ContainerView;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.PodView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// Looks after the hooks of a chart while Helm waits for them. Helm waits until its time is up for a Job whose pod can
/// never start; whoever looks at the pod knows after some seconds. What the watch cannot see it does not judge.
final class HookWatch {
    private static final String HOOK = "helm.sh/hook";
    private static final Set<String> HOPELESS = Set.of("ErrImageNeverPull", "InvalidImageName");

    /// A registry may come back, and a Secret may only just be made.
    private static final Set<String> DOUBTFUL = Set.of(
            "ErrImagePull",
            "ImagePullBackOff",
            "CreateContainerConfigError",
            "CreateContainerError",
            "RunContainerError");

    /// Longer than the kubelet waits before it tries for the second time.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Cluster cluster;
    private final String namespace;
    private final Supplier<Set<String>> own;
    private final Clock clock;
    private final boolean sees;
    private final Set<String> earlier = new HashSet<>();
    private final Map<String, Instant> waiting = new HashMap<>();
    private Optional<Trouble> trouble = Optional.empty();

    /// @param hook as kubectl writes it: `job/migrate`
    /// @param reason why its pod cannot start
    record Trouble(String hook, String reason) {}

    /// Why a container does not start.
    ///
    /// @param hopeless whether it never will, and not only now
    private record Wait(String reason, boolean hopeless) {}

    /// Made before Helm begins: the hooks that are there already are not its own.
    ///
    /// @param own the hooks of the release as it is being changed, as kubectl writes them; Helm does not mark them
    HookWatch(Cluster cluster, String namespace, Supplier<Set<String>> own, Clock clock) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.own = own;
        this.clock = clock;
        Optional<List<JsonNode>> before = jobs();
        this.sees = before.isPresent();
        before.ifPresent(jobs -> jobs.forEach(job -> earlier.add(uid(job))));
    }

    /// Does what changes the release, on a thread of its own, and interrupts it when a hook can never start. An
    /// interrupt of the caller is handed on.
    <T> T during(Supplier<T> change) {
        var task = new FutureTask<>(change::get);
        Thread thread = Thread.ofVirtual().start(task);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get(1, TimeUnit.SECONDS);
                } catch (TimeoutException _) {
                    if (sees && trouble.isEmpty() && !interrupted) {
                        trouble = look();
                        trouble.ifPresent(_ -> thread.interrupt());
                    }
                } catch (InterruptedException _) {
                    interrupted = true;
                    thread.interrupt();
                } catch (ExecutionException e) {
                    throw new IllegalStateException("Changing the release ended in an unexpected way.", e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// The hook for whose sake the change was interrupted.
    Optional<Trouble> trouble() {
        return trouble;
    }

    private Optional<Trouble> look() {
        for (JsonNode job : jobs().orElse(List.of())) {
            if (!earlier.contains(uid(job))) {
                String name = job.path("metadata").path("name").asString("");
                Optional<Wait> waits =
                        pods(name).stream().flatMap(pod -> waits(pod).stream()).findFirst();
                if (waits.isEmpty()) {
                    waiting.remove(uid(job));
                }
                Optional<Trouble> found = waits.filter(wait -> lasts(uid(job), wait))
                        .map(wait -> new Trouble("job/" + name, wait.reason()))
                        .filter(broken -> isOwn(broken.hook()));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private boolean lasts(String job, Wait wait) {
        Instant now = clock.instant();
        Instant since = waiting.computeIfAbsent(job, _ -> now);
        return wait.hopeless() || !now.isBefore(since.plus(PATIENCE));
    }

    private boolean isOwn(String hook) {
        try {
            return own.get().contains(hook);
        } catch (ClusterException | CancellationException _) {
            return false;
        }
    }

    /// Nothing when they cannot be seen: Helm goes on, and knows its own limit.
    private Optional<List<JsonNode>> jobs() {
        var jobs = new ArrayList<JsonNode>();
        try {
            cluster.forEachObject(KnownKinds.JOBS, namespace, "", job -> {
                if (job.path("metadata").path("annotations").has(HOOK)) {
                    jobs.add(job);
                }
            });
        } catch (ClusterException | CancellationException _) {
            return Optional.empty();
        }
        return Optional.of(jobs);
    }

    private List<PodView> pods(String job) {
        var pods = new ArrayList<PodView>();
        try {
            cluster.forEachPod(namespace, "job-name=" + job, pods::add);
        } catch (ClusterException | CancellationException _) {
            pods.clear();
        }
        return pods;
    }

    private static Optional<Wait> waits(PodView pod) {
        for (ContainerView container : pod.containers()) {
            if (container.state() instanceof ContainerState.Waiting(String reason, String message)
                    && (HOPELESS.contains(reason) || DOUBTFUL.contains(reason))) {
                return Optional.of(new Wait(
                        "container %s is in %s: %s".formatted(container.name(), reason, ReportLines.open(message)),
                        HOPELESS.contains(reason) || isMissingImage(reason, message)));
            }
        }
        return Optional.empty();
    }

    /// A registry that does not answer may come back; one that answers "not found" will say so again.
    private static boolean isMissingImage(String reason, String message) {
        return reason.contains("ImagePull") && message.contains("not found");
    }

    private static String uid(JsonNode object) {
        return object.path("metadata").path("uid").asString("");
    }
}
