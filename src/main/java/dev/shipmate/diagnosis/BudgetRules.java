package dev.shipmate.diagnosis;

import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ObjectName;
import dev.shipmate.spelling.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Disruption budgets that stand in the way of every drain, or that protect nothing. One that is only used up because
/// pods are broken is none of these.
final class BudgetRules implements SceneRule {
    private final StartUp start;

    BudgetRules(StartUp start) {
        this.start = start;
    }

    /// @param selector `present` tells one that selects everything from one that selects nothing
    private record Budget(
            String namespace, String name, Instant created, LabelSelector selector, boolean present, JsonNode json) {
        static Budget of(JsonNode json) {
            JsonNode selector = json.path("spec").path("selector");
            return new Budget(
                    Objects.namespace(json),
                    Objects.name(json),
                    WorkloadFacts.created(json.path("metadata")),
                    LabelSelector.of(selector),
                    selector.isObject(),
                    json);
        }

        String display() {
            return "poddisruptionbudget/" + name;
        }

        int status(String field) {
            return json.path("status").path(field).asInt(0);
        }

        List<PodGroup> groups(Scene scene) {
            return scene.groupsIn(namespace).stream()
                    .filter(group -> present && selector.matches(group.labels()))
                    .toList();
        }

        /// `minAvailable: 1`
        String rule() {
            JsonNode spec = json.path("spec");
            String field = spec.has("maxUnavailable") ? "maxUnavailable" : "minAvailable";
            return "%s: %s".formatted(field, spec.path(field).asString(""));
        }
    }

    @Override
    public List<Lead> examine(Scene scene) {
        List<Budget> budgets = scene.objects()
                .of(KnownKinds.DISRUPTION_BUDGETS)
                .map(Budget::of)
                .filter(budget -> !start.isNew(budget.created()))
                .toList();
        var leads = new ArrayList<Lead>();
        budgets.forEach(budget -> unable(budget, scene)
                .or(() -> idle(budget, scene))
                .or(() -> blocks(budget, scene))
                .ifPresent(leads::add));
        leads.addAll(overlaps(budgets, scene));
        return leads;
    }

    /// The controller cannot tell how many pods there should be.
    private static Optional<Lead> unable(Budget budget, Scene scene) {
        return budget.json()
                .path("status")
                .path("conditions")
                .valueStream()
                .filter(condition -> condition.path("type").asString("").equals("DisruptionAllowed")
                        && condition.path("reason").asString("").equals("SyncFailed"))
                .findFirst()
                .map(condition -> Lead.of(Finding.of(
                                        "pdb-sync-failed",
                                        budget.display(),
                                        budget.namespace(),
                                        "its pods cannot be counted, so it lets none of them be drained: %s"
                                                .formatted(Words.shortened(
                                                        condition
                                                                .path("message")
                                                                .asString(""),
                                                        300)),
                                        List.of(),
                                        "Use minAvailable with a number, or select pods of a workload that can be scaled.")
                                .as(Severity.WARNING)
                                .with(Evidence.field("spec", budget.rule())))
                        .concerning(objects(budget, scene)));
    }

    private static Optional<Lead> idle(Budget budget, Scene scene) {
        boolean meansOne = !budget.groups(scene).isEmpty()
                || scene.workloadsIn(budget.namespace()).stream()
                        .anyMatch(workload -> budget.selector().matches(workload.podLabels()));
        if (meansOne || !budget.present() || budget.selector().isEmpty() || unseen(scene)) {
            return Optional.empty();
        }
        return Optional.of(Lead.of(Finding.of(
                        "pdb-selects-nothing",
                        budget.display(),
                        budget.namespace(),
                        "its selector %s matches no pod, so it protects none."
                                .formatted(budget.selector().text()),
                        List.of(),
                        "Make its selector fit the labels of the pods that it is to protect.")
                .as(Severity.WARNING)
                .with(Evidence.field(
                        "spec.selector", "selector: " + budget.selector().text()))));
    }

    private static boolean unseen(Scene scene) {
        return scene.unseen().stream().anyMatch(kind -> kind.startsWith("pods"));
    }

    /// Even with every pod healthy, not one may go.
    private static Optional<Lead> blocks(Budget budget, Scene scene) {
        int expected = budget.status("expectedPods");
        if (expected == 0
                || budget.status("disruptionsAllowed") > 0
                || budget.status("desiredHealthy") < expected
                || budget.json().path("status").path("observedGeneration").asLong(0)
                        < budget.json().path("metadata").path("generation").asLong(0)) {
            return Optional.empty();
        }
        List<String> objects = objects(budget, scene);
        String whose = objects.isEmpty() ? "its pods" : Words.list(objects);
        Finding finding = Finding.of(
                        "pdb-blocks-drain",
                        budget.display(),
                        budget.namespace(),
                        "with %s and %s of %s, it never lets a pod go: a drain of their node cannot end."
                                .formatted(budget.rule(), Words.count(expected, "pod"), whose),
                        List.of("disruptions allowed: 0, healthy: %d, needed: %d, expected: %d"
                                .formatted(budget.status("currentHealthy"), budget.status("desiredHealthy"), expected)),
                        "Run one pod more than it needs, or let one be unavailable.")
                .as(Severity.WARNING)
                .with(Evidence.field("spec", budget.rule()));
        Finding mended = scaled(budget, expected, scene)
                .map(finding::withRemedy)
                .orElse(finding)
                .withRemedy(loosened(budget));
        return Optional.of(Lead.of(mended).concerning(objects).because(objects));
    }

    /// One pod more of a deployment; what a stateful set's pods hold does not come in twos by itself.
    private static Optional<Remedy> scaled(Budget budget, int expected, Scene scene) {
        List<PodGroup> groups = budget.groups(scene);
        boolean byNumber = budget.json().path("spec").path("minAvailable").isNumber();
        if (groups.size() != 1 || !byNumber || scaledByItself(groups.getFirst(), scene)) {
            return Optional.empty();
        }
        return scene.workloadsIn(budget.namespace()).stream()
                .filter(workload -> workload.id().kind().equals("deployment")
                        && workload.id().display().equals(groups.getFirst().object()))
                .findFirst()
                .map(workload ->
                        PatchTemplate.replicas(workload.id(), Math.max(expected, budget.status("desiredHealthy")) + 1));
    }

    private static boolean scaledByItself(PodGroup group, Scene scene) {
        return scene.objects()
                .of(KnownKinds.AUTOSCALERS, group.namespace())
                .map(AutoscalerFacts::of)
                .anyMatch(autoscaler -> autoscaler.target().equals(group.object()));
    }

    private static Remedy loosened(Budget budget) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        ObjectNode spec = patch.putObject("spec");
        spec.putNull("minAvailable");
        spec.put("maxUnavailable", 1);
        return new Remedy.PatchObject(
                "Let %s allow one unavailable pod".formatted(budget.display()),
                new ObjectName(KnownKinds.DISRUPTION_BUDGETS, budget.namespace(), budget.name()),
                patch.toString());
    }

    /// The API server evicts no pod that two budgets are about.
    private static List<Lead> overlaps(List<Budget> budgets, Scene scene) {
        var owners = new TreeMap<String, Budget>();
        var leads = new TreeMap<String, Lead>();
        for (Budget budget : budgets) {
            for (PodGroup group : budget.groups(scene)) {
                String key = Lead.object(group.namespace(), group.object());
                Budget other = owners.putIfAbsent(key, budget);
                if (other != null) {
                    leads.putIfAbsent(key, overlap(other, budget, group));
                }
            }
        }
        return List.copyOf(leads.values());
    }

    private static Lead overlap(Budget one, Budget other, PodGroup group) {
        return Lead.of(Finding.of(
                                "pdb-overlap",
                                other.display(),
                                other.namespace(),
                                "it is about the pods of %s, as %s is: pods with two budgets are never evicted, so a drain of"
                                                .formatted(group.object(), one.display())
                                        + " their node cannot end.",
                                List.of(
                                        "selector of %s: %s"
                                                .formatted(
                                                        one.display(),
                                                        one.selector().text()),
                                        "selector of %s: %s"
                                                .formatted(
                                                        other.display(),
                                                        other.selector().text())),
                                "Delete one of the two, or make their selectors differ.")
                        .as(Severity.WARNING))
                .concerning(List.of(group.object(), one.display()));
    }

    private static List<String> objects(Budget budget, Scene scene) {
        return budget.groups(scene).stream().map(PodGroup::object).toList();
    }
}
