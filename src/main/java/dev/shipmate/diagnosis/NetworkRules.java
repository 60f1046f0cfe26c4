package dev.shipmate.diagnosis;

import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.diagnosis.Barriers.Cut;
import dev.shipmate.spelling.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Network policies that cut what a program is told to use, or that select nothing. Whether the network enforces them
/// is not to be seen from here.
final class NetworkRules implements SceneRule {
    private static final String UNENFORCED = "; a network that does not enforce policies lets it pass all the same";

    private final List<Cut> cuts;
    private final StartUp start;

    NetworkRules(List<Cut> cuts, StartUp start) {
        this.cuts = cuts;
        this.start = start;
    }

    @Override
    public List<Lead> examine(Scene scene) {
        var leads = new ArrayList<Lead>();
        Map<String, Lead> idle = idle(scene);
        leads.addAll(idle.values());
        groups().forEach(group -> leads.add(cut(group, idle)));
        return leads;
    }

    /// The cuts by one policy in one direction. That the names are cut off too is part of it where more is.
    private List<List<Cut>> groups() {
        var groups = new LinkedHashMap<String, List<Cut>>();
        for (Cut cut : cuts) {
            boolean further = cut.ofNames()
                    && cuts.stream()
                            .anyMatch(other -> !other.ofNames()
                                    && other.outwards()
                                    && other.client().equals(cut.client()));
            String key = "%s %s %s %s"
                    .formatted(
                            cut.policy().namespace(), cut.policy().name(), cut.outwards(), !further && cut.ofNames());
            groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(cut);
        }
        return List.copyOf(groups.values());
    }

    private static Lead cut(List<Cut> group, Map<String, Lead> idle) {
        Cut first = group.stream().filter(cut -> !cut.ofNames()).findFirst().orElse(group.getFirst());
        Finding finding = first.ofNames() ? names(first) : route(first);
        Optional<Remedy> remedy = PolicyRemedies.of(group);
        List<Evidence> shown =
                group.stream().limit(5).map(cut -> Evidence.object(told(cut))).toList();
        Finding shownFinding = finding.as(Severity.WARNING)
                .as(Confidence.LIKELY)
                .with(shown)
                .with(Evidence.field(
                        first.outwards() ? "spec.egress" : "spec.ingress",
                        "policies that select %s for %s: %s"
                                .formatted(
                                        closed(first),
                                        first.outwards() ? "what goes out" : "what comes in",
                                        Words.list(first.all().stream()
                                                .map(TrafficPolicy::name)
                                                .toList()))));
        return Lead.of(remedy.map(shownFinding::withRemedy).orElse(shownFinding))
                .concerning(group.stream()
                        .flatMap(cut -> Stream.of(
                                cut.client().object(),
                                cut.door().at().object(),
                                cut.route().service().display()))
                        .distinct()
                        .toList())
                // A policy that was to open the way may only have missed its pods.
                .because(idle.entrySet().stream()
                        .filter(entry -> entry.getValue().concerns().contains(closed(first)))
                        .map(Map.Entry::getKey)
                        .toList());
    }

    private static String closed(Cut cut) {
        return cut.outwards() ? cut.client().object() : cut.door().at().object();
    }

    private static Finding route(Cut cut) {
        return Finding.of(
                "networkpolicy-blocks",
                cut.policy().display(),
                cut.policy().namespace(),
                "it does not let %s reach port %d of %s%s, which %s is told to use%s."
                        .formatted(
                                cut.client().object(),
                                cut.door().port(),
                                cut.door().at().object(),
                                cut.door().protocol().equals("TCP")
                                        ? ""
                                        : " by " + cut.door().protocol(),
                                cut.client().object(),
                                UNENFORCED),
                List.of(),
                "Allow that traffic, if it is wanted.");
    }

    private static Finding names(Cut cut) {
        return Finding.of(
                "dns-blocked",
                cut.policy().display(),
                cut.policy().namespace(),
                "it does not let %s ask the cluster's name service (port 53), and %s knows %s by its name%s."
                        .formatted(
                                cut.client().object(),
                                cut.client().object(),
                                cut.route().service().display(),
                                UNENFORCED),
                List.of(),
                "Allow port 53 to the name service.");
    }

    private static String told(Cut cut) {
        return cut.ofNames()
                ? "%s may not ask the name service".formatted(cut.client().object())
                : "%s of %s names %s"
                        .formatted(
                                cut.route().place(),
                                cut.client().object(),
                                cut.route().service().display());
    }

    /// Those that select no pod, by name; each concerns the workload that it was likely meant for.
    private Map<String, Lead> idle(Scene scene) {
        var idle = new TreeMap<String, Lead>();
        if (scene.unseen().stream().noneMatch(kind -> kind.startsWith("pods"))) {
            scene.objects()
                    .of(KnownKinds.NETWORK_POLICIES)
                    .forEach(json -> idle(json, scene)
                            .ifPresent(lead -> idle.put(
                                    Lead.object(
                                            lead.finding().namespace(),
                                            lead.finding().object()),
                                    lead)));
        }
        return idle;
    }

    private Optional<Lead> idle(JsonNode json, Scene scene) {
        TrafficPolicy policy = TrafficPolicy.of(json);
        Instant created = WorkloadFacts.created(json.path("metadata"));
        List<WorkloadFacts> workloads = scene.workloadsIn(policy.namespace());
        boolean meansOne = Stream.concat(
                        scene.groupsIn(policy.namespace()).stream().map(PodGroup::labels),
                        workloads.stream().map(WorkloadFacts::podLabels))
                .anyMatch(policy.pods()::matches);
        // Where nothing runs at all, a policy was made ahead of its pods.
        if (meansOne || policy.pods().isEmpty() || workloads.isEmpty() || start.isNew(created)) {
            return Optional.empty();
        }
        List<WorkloadFacts> meant = workloads.stream()
                .filter(workload ->
                        policy.pods().corrected(workload.podLabels()).isPresent())
                .toList();
        String selector = policy.pods().text();
        String near = meant.isEmpty()
                ? ""
                : "; nearest: the pods of "
                        + Words.list(meant.stream()
                                .map(workload -> workload.id().display())
                                .toList());
        Finding finding = Finding.of(
                        "networkpolicy-selects-nothing",
                        policy.display(),
                        policy.namespace(),
                        "its selector %s matches no pod, so it protects none and opens nothing%s."
                                .formatted(selector, near),
                        List.of(),
                        "Make its podSelector fit the labels of the pods.")
                .as(Severity.WARNING)
                .with(Evidence.field("spec.podSelector", "podSelector: " + selector))
                .withEvidence(meant.stream()
                        .limit(3)
                        .map(workload -> "labels of the pods of %s: %s"
                                .formatted(
                                        workload.id().display(),
                                        new LabelSelector(workload.podLabels(), List.of()).text()))
                        .toList());
        Finding mended = meant.size() == 1
                ? policy.pods()
                        .corrected(meant.getFirst().podLabels())
                        .map(labels -> finding.withRemedy(PolicyRemedies.selecting(policy, labels)))
                        .orElse(finding)
                : finding;
        return Optional.of(Lead.of(mended)
                .concerning(
                        meant.stream().map(workload -> workload.id().display()).toList()));
    }
}
