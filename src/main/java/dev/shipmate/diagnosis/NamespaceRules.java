package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ResourceKind;
import dev.shipmate.diagnosis.Departures.Departure;
import dev.shipmate.spelling.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Why a deleted namespace is still there: what is left in it, and what holds that.
final class NamespaceRules implements SceneRule {
    private static final int KINDS = 5;
    private static final int NAMES = 10;
    /// `widgets.example.com has 2 resource instances`
    private static final Pattern LEFT = Pattern.compile("([a-z0-9.-]+) has \\d+ resource instances?");
    /// `metrics.k8s.io/v1beta1: stale GroupVersion discovery`
    private static final Pattern API = Pattern.compile("([a-z0-9.-]+)/(v[a-z0-9]+):");

    private static final Set<String> TELLING = Set.of(
            "NamespaceDeletionDiscoveryFailure",
            "NamespaceDeletionGroupVersionParsingFailure",
            "NamespaceDeletionContentFailure",
            "NamespaceContentRemaining",
            "NamespaceFinalizersRemaining");

    private final Cluster cluster;

    NamespaceRules(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public List<Lead> examine(Scene scene) {
        List<Departure> departures = scene.departures().all();
        return departures.stream()
                .filter(departure -> departure.kind().equals(KnownKinds.NAMESPACES))
                .filter(departure -> DeletionRules.isOverdue(departure.due(), scene.at()))
                .flatMap(departure -> scene.objects()
                        .of(KnownKinds.NAMESPACES)
                        .filter(namespace -> Objects.name(namespace).equals(departure.name()))
                        .map(namespace -> lead(departure, namespace, scene)))
                .toList();
    }

    private Lead lead(Departure departure, JsonNode namespace, Scene scene) {
        List<JsonNode> conditions = namespace
                .path("status")
                .path("conditions")
                .valueStream()
                .filter(condition -> condition.path("status").asString("").equals("True")
                        && TELLING.contains(condition.path("type").asString("")))
                .toList();
        boolean blind = has(conditions, "NamespaceDeletionDiscoveryFailure");
        String why = blind
                ? "an API does not answer, so the cluster cannot tell whether something is left in it"
                : conditions.isEmpty() ? "nothing says what is left in it" : "something is left in it";
        Finding finding = Finding.of(
                        "namespace-terminating",
                        departure.display(),
                        "",
                        "it was deleted %s ago and is still there: %s."
                                .formatted(Elapsed.words(departure.due(), scene.at()), why),
                        List.of(),
                        blind
                                ? "Bring the API's server back, or delete the APIService if it is gone for good."
                                : "Bring back the controllers that own the finalizers of what is left; the namespace goes by"
                                        + " itself then.")
                .with(conditions.stream()
                        .map(condition -> Evidence.field(
                                        "status.conditions[%s]"
                                                .formatted(
                                                        condition.path("type").asString("")),
                                        Words.shortened(
                                                condition.path("message").asString(""), 400))
                                .at(WorkloadFacts.time(condition.path("lastTransitionTime"))))
                        .toList());
        List<String> messages = conditions.stream()
                .map(condition -> condition.path("message").asString(""))
                .toList();
        return Lead.of(finding)
                .because(Stream.concat(apis(messages), held(departure.name(), scene))
                        .toList())
                .reaching(Set.of(departure.name()))
                .later(found -> found.with(withLeft(found.finding(), departure.name(), messages)));
    }

    private static boolean has(List<JsonNode> conditions, String type) {
        return conditions.stream()
                .anyMatch(condition -> condition.path("type").asString("").equals(type));
    }

    private static Stream<String> apis(List<String> messages) {
        return messages.stream()
                .flatMap(message -> API.matcher(message).results())
                .map(found -> "apiservice/%s.%s".formatted(found.group(2), found.group(1)));
    }

    /// What is held in it and has a finding of its own.
    private static Stream<String> held(String namespace, Scene scene) {
        return scene.departures().all().stream()
                .filter(departure -> departure.namespace().equals(namespace))
                .map(departure -> Lead.object(namespace, departure.display()));
    }

    private Finding withLeft(Finding finding, String namespace, List<String> messages) {
        List<String> kinds = messages.stream()
                .flatMap(message -> LEFT.matcher(message).results())
                .map(MatchResult::group)
                .map(text -> text.substring(0, text.indexOf(' ')))
                .distinct()
                .limit(KINDS)
                .toList();
        var lines = new ArrayList<String>();
        kinds.forEach(word -> cluster.findKind(word).ifPresent(kind -> lines.addAll(left(kind, namespace))));
        return finding.withEvidence(lines);
    }

    private List<String> left(ResourceKind kind, String namespace) {
        var lines = new ArrayList<String>();
        Permitted.look(() -> cluster.forEachMetadata(kind, namespace, "", object -> {
            List<String> finalizers = object.path("metadata")
                    .path("finalizers")
                    .valueStream()
                    .map(finalizer -> finalizer.asString(""))
                    .toList();
            if (!finalizers.isEmpty() && lines.size() < NAMES) {
                lines.add("%s/%s is held by finalizer %s"
                        .formatted(kind.singular(), Objects.name(object), Words.list(finalizers)));
            }
        }));
        return lines;
    }
}
