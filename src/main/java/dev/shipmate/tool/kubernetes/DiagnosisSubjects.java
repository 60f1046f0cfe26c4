package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterException;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ObjectName;
import dev.shipmate.cluster.Parallel;
import dev.shipmate.cluster.PodView;
import dev.shipmate.cluster.ResourceKind;
import dev.shipmate.cluster.RolloutState;
import dev.shipmate.cluster.WorkloadView;
import dev.shipmate.diagnosis.DiagnosisScope;
import dev.shipmate.diagnosis.Examination;
import dev.shipmate.spelling.Spelling;
import dev.shipmate.spelling.Words;
import dev.shipmate.tool.ToolResult.NotFound;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/// Finds what is to be diagnosed by the name that a user gives: nothing for a whole namespace, a workload or a pod as
/// [Targets] knows them, any other object as `service/backend`, a Helm release as `release/shop`.
public final class DiagnosisSubjects {
    private static final String RELEASE = "release";

    private final Cluster cluster;

    public DiagnosisSubjects(Cluster cluster) {
        this.cluster = cluster;
    }

    /// What came of looking for a name.
    public sealed interface Found {
        /// What can be diagnosed.
        ///
        /// @param healthy a sentence that says that nothing is wrong with it
        record Subject(DiagnosisScope scope, Function<Examination, String> healthy) implements Found {}

        record Missing(NotFound result) implements Found {}
    }

    /// What a name stands for in a namespace.
    ///
    /// @param name empty for everything
    /// @param namespace empty for all of them
    public Found find(String name, String namespace) {
        if (name.isEmpty()) {
            return new Found.Subject(
                    new DiagnosisScope.Namespace(namespace), seen -> everything(new Scope(namespace), seen));
        }
        int slash = name.indexOf('/');
        String word = slash < 0 ? "" : name.substring(0, slash).toLowerCase(Locale.ROOT);
        String bare = name.substring(slash + 1);
        if (word.equals(RELEASE)) {
            return release(bare, namespace);
        }
        Optional<ResourceKind> kind = word.isEmpty() ? Optional.empty() : cluster.findKind(word);
        if (kind.isPresent() && !KnownKinds.WORKLOADS.contains(kind.get()) && !KnownKinds.PODS.equals(kind.get())) {
            return object(new ObjectName(kind.get(), kind.get().namespaced() ? namespace : "", bare));
        }
        if (kind.isEmpty() && slash >= 0) {
            return new Found.Missing(new NotFound("kind", word, Spelling.nearest(word, kinds())));
        }
        return switch (new Targets(cluster).find(name, namespace)) {
            case Targets.Target.Missing(NotFound notFound) -> new Found.Missing(notFound);
            case Targets.Target.Pod(PodView pod) ->
                new Found.Subject(new DiagnosisScope.OnePod(pod.namespace(), pod.name()), _ -> healthy(pod));
            case Targets.Target.Workload(WorkloadView workload) ->
                new Found.Subject(new DiagnosisScope.OneWorkload(workload.id()), _ -> healthy(workload));
        };
    }

    /// The result to give when a whole namespace was looked at and is not even there.
    public Optional<NotFound> missing(DiagnosisScope scope, Examination seen) {
        return scope instanceof DiagnosisScope.Namespace(String namespace)
                        && seen.pods() == 0
                        && seen.findings().isEmpty()
                ? new Scope(namespace)
                        .missing(cluster)
                        .filter(NotFound.class::isInstance)
                        .map(NotFound.class::cast)
                : Optional.empty();
    }

    private List<String> kinds() {
        var kinds = new ArrayList<String>(List.of(RELEASE));
        cluster.inventory().kinds().forEach(kind -> kinds.add(kind.singular()));
        return kinds;
    }

    private Found object(ObjectName object) {
        if (!exists(object)) {
            return new Found.Missing(new NotFound(
                    object.kind().singular(),
                    object.name(),
                    Spelling.nearest(
                            object.name(),
                            cluster.inventory().names(object.kind().display(), object.namespace()))));
        }
        return new Found.Subject(new DiagnosisScope.OneObject(object), seen -> nothingWrong(object.display(), seen));
    }

    /// Who may not read an object may still learn what can be seen of it.
    private boolean exists(ObjectName object) {
        try {
            return Targets.isPossible(object.name())
                    && cluster.findObject(object.kind(), object.namespace(), object.name())
                            .isPresent();
        } catch (ClusterException e) {
            return switch (e.code()) {
                case FORBIDDEN -> true;
                case UNREACHABLE, UNAUTHORIZED, CONFLICT, INVALID, SERVER_ERROR -> throw e;
            };
        }
    }

    private Found release(String name, String namespace) {
        List<Callable<Boolean>> looks = KnownKinds.WORKLOADS.stream()
                .<Callable<Boolean>>map(kind -> () -> isPart(kind, name, namespace))
                .toList();
        return Parallel.all(looks).contains(true)
                ? new Found.Subject(
                        new DiagnosisScope.Release(namespace, name),
                        seen -> nothingWrong("release %s in namespace %s".formatted(name, namespace), seen))
                : new Found.Missing(new NotFound(RELEASE, name, List.of()));
    }

    /// Whether a workload of this kind belongs to a release; also when that cannot be seen.
    private boolean isPart(ResourceKind kind, String release, String namespace) {
        var found = new AtomicBoolean();
        try {
            cluster.forEachWorkload(kind, namespace, "", (_, json) -> {
                if (DiagnosisScope.release(json).equals(release)) {
                    found.set(true);
                }
            });
        } catch (ClusterException e) {
            return switch (e.code()) {
                case FORBIDDEN -> true;
                case UNREACHABLE, UNAUTHORIZED, CONFLICT, INVALID, SERVER_ERROR -> throw e;
            };
        }
        return found.get();
    }

    private static String everything(Scope scope, Examination seen) {
        if (!seen.unseen().isEmpty()) {
            return "Nothing wrong was seen %s: %s.".formatted(scope.phrase(), pods(seen));
        }
        return seen.pods() == 0
                ? "There are no pods %s, so nothing is wrong with them.".formatted(scope.phrase())
                : "Nothing is wrong %s: all %s are healthy.".formatted(scope.phrase(), Words.count(seen.pods(), "pod"));
    }

    private static String pods(Examination seen) {
        return seen.unseen().stream().anyMatch(kind -> kind.startsWith(KnownKinds.PODS.plural() + " "))
                ? "its pods could not be looked at"
                : "%s looked at".formatted(Words.count(seen.pods(), "pod was", "pods were"));
    }

    private static String nothingWrong(String what, Examination seen) {
        return seen.unseen().isEmpty()
                ? "Nothing is wrong with %s.".formatted(what)
                : "Nothing wrong was seen of %s.".formatted(what);
    }

    private static String healthy(WorkloadView workload) {
        String rollout =
                workload.rollout() instanceof RolloutState.Waiting(String progress) ? " " + progress + "." : "";
        return "Nothing is wrong with %s. %s%s"
                .formatted(workload.id().display(), WorkloadTable.sentence(workload), rollout);
    }

    private static String healthy(PodView pod) {
        return "%s in namespace %s is %s: %s, %d of %d ready, %s."
                .formatted(
                        pod.display(),
                        pod.namespace(),
                        pod.healthy() ? "healthy" : "starting",
                        pod.status(),
                        pod.ready(),
                        pod.total(),
                        Words.count(pod.restarts(), "restart"));
    }
}
