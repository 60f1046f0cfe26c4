package dev.shipmate.planning;

import dev.shipmate.cluster.Inventory;
import dev.shipmate.cluster.PodName;
import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.planning.Link.Quality;
import dev.shipmate.spelling.Spelling;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Looks typed names up in the cluster, cheapest list first, and only as far as needed.
final class LiveNames {
    private static final int SHORTEST_AFFIX = 3;

    static final String NODES = "nodes";

    /// Kinds whose objects have no namespace.
    private static final Set<String> CLUSTER_WIDE = Set.of(
            "nodes",
            "namespaces",
            "persistentvolumes",
            "storageclasses",
            "clusterroles",
            "clusterrolebindings",
            "customresourcedefinitions",
            "ingressclasses");

    private final Inventory inventory;

    LiveNames(Inventory inventory) {
        this.inventory = inventory;
    }

    /// The plural of a resource kind that the API server knows by this word.
    Optional<String> kind(String word) {
        return inventory.kinds().stream()
                .filter(kind -> kind.plural().equals(word)
                        || kind.singular().equals(word)
                        || kind.shortNames().contains(word))
                .findFirst()
                .map(Inventory.KindName::plural);
    }

    boolean isNamespace(String typed) {
        return inventory.namespaces().contains(typed);
    }

    /// The namespace meant by a typed one: itself, the only one that it begins, or a slip of the pen.
    Optional<String> namespace(String typed) {
        List<String> names = inventory.namespaces();
        if (names.contains(typed)) {
            return Optional.of(typed);
        }
        return only(names, name -> name.startsWith(typed + "-"))
                .or(() -> only(names, name -> Spelling.slip(typed, name)));
    }

    List<String> nearestNamespaces(String typed) {
        return Spelling.nearest(typed, inventory.namespaces());
    }

    List<String> nearestWorkloads(String typed, String namespace) {
        List<String> here =
                inventory.workloads(namespace).stream().map(WorkloadName::name).toList();
        List<String> nearest = Spelling.nearest(typed, here);
        return nearest.isEmpty() && !namespace.isEmpty() ? nearestWorkloads(typed, "") : nearest;
    }

    /// A node of exactly this name.
    Optional<Link> node(String typed) {
        return only(inventory.names(NODES, ""), typed::equals)
                .map(name -> new Link(typed, NODES, "", name, Quality.EXACT));
    }

    /// A node of this name, or the only one that begins or ends with it. There is no guessing at letters: `node9`
    /// is not `node1`.
    private Optional<Link> nodeLike(String typed) {
        return node(typed)
                .or(() -> only(
                                inventory.names(NODES, ""),
                                name -> name.startsWith(typed + ".") || name.endsWith("-" + typed))
                        .map(name -> new Link(typed, NODES, "", name, Quality.AFFIX)));
    }

    List<String> nearestNodes(String typed) {
        return Spelling.nearest(typed, inventory.names(NODES, ""));
    }

    /// A workload or pod of exactly this name in one namespace; of several, one of the `kind` hinted at.
    Optional<Link> exact(String typed, String kind, String namespace) {
        return workload(typed, kind, namespace, workload -> workload.name().equals(typed), Quality.EXACT)
                .filter(link -> !kind.equals("pod") || !hasPod(typed, namespace))
                .or(() -> podNamed(typed, kind, namespace));
    }

    /// A workload or pod of exactly this name, here or else in any namespace.
    Optional<Link> exactAnywhere(String typed, String kind, String namespace) {
        return exact(typed, kind, namespace).or(() -> exact(typed, kind, "").map(LiveNames::farAway));
    }

    private boolean hasPod(String typed, String namespace) {
        return inventory.pods(namespace).stream().anyMatch(pod -> pod.name().equals(typed));
    }

    private Optional<Link> podNamed(String typed, String kind, String namespace) {
        if (!kind.equals("pod") && !kind.isEmpty()) {
            return Optional.empty();
        }
        return inventory.pods(namespace).stream()
                .filter(pod -> pod.name().equals(typed))
                .findFirst()
                .map(pod -> link(typed, pod, Quality.EXACT));
    }

    /// A workload or pod that a typed name may mean, in this namespace, else in any.
    Optional<Link> find(String typed, String kind, String namespace) {
        return exact(typed, kind, namespace)
                .or(() -> plural(typed, kind, namespace))
                .or(() -> podBeginning(typed, namespace))
                .or(() -> affix(typed, kind, namespace, Quality.AFFIX))
                .or(() -> fuzzy(typed, kind, namespace))
                .or(() -> elsewhere(typed, kind, namespace));
    }

    private Optional<Link> elsewhere(String typed, String kind, String namespace) {
        if (namespace.isEmpty()) {
            return Optional.empty();
        }
        return exact(typed, kind, "")
                .or(() -> affix(typed, kind, "", Quality.ELSEWHERE))
                .or(() -> fuzzy(typed, kind, ""))
                .map(LiveNames::farAway);
    }

    private static Link farAway(Link link) {
        return new Link(link.typed(), link.kind(), link.namespace(), link.name(), Quality.ELSEWHERE);
    }

    private Optional<Link> plural(String typed, String kind, String namespace) {
        if (!typed.endsWith("s") || typed.length() < SHORTEST_AFFIX) {
            return Optional.empty();
        }
        String singular = typed.substring(0, typed.length() - 1);
        return workload(typed, kind, namespace, workload -> workload.name().equals(singular), Quality.EXACT);
    }

    private Optional<Link> podBeginning(String typed, String namespace) {
        if (!typed.contains("-")) {
            return Optional.empty();
        }
        return inventory.pods(namespace).stream()
                .filter(pod -> pod.name().startsWith(typed))
                .findFirst()
                .map(pod -> pod.owner().endsWith("/" + typed) || pod.owner().isEmpty()
                        ? link(typed, pod, Quality.EXACT)
                        : link(typed, pod, Quality.AFFIX));
    }

    /// `todo-backend` is typed for `backend`, `backend` for `todo-backend`.
    private Optional<Link> affix(String typed, String kind, String namespace, Quality quality) {
        if (typed.length() < SHORTEST_AFFIX) {
            return Optional.empty();
        }
        return workload(typed, kind, namespace, workload -> workload.name().endsWith("-" + typed), quality)
                .or(() -> workload(
                        typed, kind, namespace, workload -> workload.name().startsWith(typed + "-"), quality))
                .or(() -> workload(typed, kind, namespace, workload -> prefixed(typed, workload), quality));
    }

    private static boolean prefixed(String typed, WorkloadName workload) {
        String space = workload.namespace();
        String release = space.contains("-") ? space.substring(0, space.indexOf('-')) : space;
        return typed.equals(release + "-" + workload.name()) || typed.equals(space + "-" + workload.name());
    }

    private Optional<Link> fuzzy(String typed, String kind, String namespace) {
        List<WorkloadName> close = inventory.workloads(namespace).stream()
                .filter(workload -> workload.name().length() > SHORTEST_AFFIX && Spelling.slip(typed, workload.name()))
                .toList();
        if (close.stream().map(WorkloadName::name).distinct().count() != 1) {
            return Optional.empty();
        }
        return workload(typed, kind, namespace, close::contains, Quality.FUZZY);
    }

    /// Whether a word is a live name, or nearly one.
    boolean resembles(String typed, String namespace) {
        return inventory.workloads(namespace).stream().anyMatch(workload -> Spelling.slip(typed, workload.name()))
                || inventory.namespaces().stream().anyMatch(name -> Spelling.slip(typed, name))
                || inventory.workloads("").stream()
                        .anyMatch(workload -> workload.name().equals(typed));
    }

    /// A workload in a namespace that is called after its release: `todo-frontend` for `frontend` in `todo`.
    Optional<Link> prefixed(String typed, String namespace) {
        return workload(typed, "", namespace, workload -> prefixed(typed, workload), Quality.AFFIX)
                .or(() -> workload(typed, "", "", workload -> prefixed(typed, workload), Quality.ELSEWHERE));
    }

    /// The first workload anywhere whose name has all these words.
    Optional<Link> containing(List<Word> words) {
        String typed = String.join("-", words.stream().map(Word::text).toList());
        return workload(
                typed,
                "",
                "",
                workload -> words.stream().allMatch(word -> workload.name().contains(word.text())),
                Quality.ELSEWHERE);
    }

    /// An object of another kind: of exactly this name, else the only one that has the word in its name.
    Optional<Link> object(String typed, String plural, String namespace) {
        if (plural.equals(NODES)) {
            return nodeLike(typed);
        }
        String where = CLUSTER_WIDE.contains(plural) ? "" : namespace;
        List<String> names = inventory.names(plural, where);
        if (names.contains(typed)) {
            return Optional.of(new Link(typed, plural, where, typed, Quality.EXACT));
        }
        return only(
                        names,
                        name -> name.startsWith(typed + "-")
                                || name.endsWith("-" + typed)
                                || name.contains("-" + typed + "-"))
                .or(() -> only(names, name -> Spelling.slip(typed, name)))
                .map(name -> new Link(typed, plural, where, name, Quality.AFFIX));
    }

    private Optional<Link> workload(
            String typed, String kind, String namespace, Predicate<WorkloadName> test, Quality quality) {
        return inventory.workloads(namespace).stream()
                .filter(test)
                .min(Comparator.<WorkloadName>comparingInt(
                                workload -> workload.kind().equals(kind) ? 0 : 1)
                        .thenComparingInt(workload -> rank(workload.kind()))
                        .thenComparingInt(workload -> workload.name().length()))
                .map(workload -> new Link(typed, workload.kind(), workload.namespace(), workload.name(), quality));
    }

    private static int rank(String kind) {
        int at = List.of("deployment", "statefulset", "daemonset", "cronjob", "job")
                .indexOf(kind);
        return at < 0 ? Integer.MAX_VALUE : at;
    }

    private static Link link(String typed, PodName pod, Quality quality) {
        return new Link(typed, "pod", pod.namespace(), pod.name(), quality);
    }

    private static Optional<String> only(List<String> names, Predicate<String> test) {
        Stream<String> found = names.stream().filter(test);
        List<String> first = found.distinct().limit(2).toList();
        return first.size() == 1 ? Optional.of(first.getFirst()) : Optional.empty();
    }
}
