package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ObjectName;
import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.spelling.Spelling;
import dev.shipmate.spelling.Words;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Changes that would let the pods of a workload be made.
final class CreationRemedies {
    private static final Pattern RANGE =
            Pattern.compile("(maximum|minimum) (cpu|memory) usage per Container is ([\\w.]+), but (limit|request) is");
    private static final Pattern ACCOUNT = Pattern.compile("serviceaccount \"([^\"]+)\" not found");

    private final Cluster cluster;

    CreationRemedies(Cluster cluster) {
        this.cluster = cluster;
    }

    Lead add(Lead lead, WorkloadFacts workload, Scene scene) {
        String message = String.join(" ", lead.finding().lines());
        Finding finding = lead.finding();
        return switch (finding.id()) {
            case "quota-exceeded" ->
                lead.with(Quota.in(message)
                        .map(quota -> finding.withRemedy(raised(quota, workload)))
                        .orElse(finding));
            case "limit-range" ->
                lead.with(inRange(workload, message).map(finding::withRemedy).orElse(finding));
            case "service-account-missing" -> lead.with(account(finding, workload, message));
            case "quota-needs-limits" ->
                lead.with(
                        isFixed(workload)
                                ? finding
                                : new DemandedLimits(cluster, workload.view(), template(workload.id()))
                                        .remedy(message)
                                        .map(finding::withRemedy)
                                        .orElse(finding));
            case "pod-security" -> {
                Finding told = finding.with(PodSecurity.level(workload.id().namespace(), scene));
                yield lead.with(
                        isFixed(workload)
                                ? told
                                : PodSecurity.remedy(workload.id(), template(workload.id()), message)
                                        .map(told::withRemedy)
                                        .orElse(told));
            }
            default -> lead;
        };
    }

    /// By the message alone where the quota and the template cannot be seen.
    private Remedy raised(Quota quota, WorkloadFacts workload) {
        ObjectName name = quota.object(workload.view());
        JsonNode now = Permitted.find(() -> cluster.findObject(name.kind(), name.namespace(), name.name()))
                .orElseGet(JsonNodeFactory.instance::missingNode);
        return quota.raised(workload.view(), now, template(workload.id()));
    }

    private static boolean isFixed(WorkloadFacts workload) {
        return !workload.serves();
    }

    /// Every container that is outside gets the bound itself.
    private Optional<Remedy> inRange(WorkloadFacts workload, String message) {
        Matcher range = RANGE.matcher(message);
        if (isFixed(workload) || !range.find()) {
            return Optional.empty();
        }
        boolean most = range.group(1).equals("maximum");
        String resource = range.group(2);
        String bound = range.group(3);
        long amount = Amounts.parse(resource, bound);
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        for (JsonNode container : template(workload.id()).path("spec").path("containers")) {
            ObjectNode resources = JsonNodeFactory.instance.objectNode();
            for (String field : List.of("limits", "requests")) {
                String set =
                        container.path("resources").path(field).path(resource).asString("");
                long has = Amounts.parse(resource, set);
                if (!set.isEmpty() && (most ? has > amount : has < amount)) {
                    resources.putObject(field).put(resource, bound);
                }
            }
            if (!resources.isEmpty()) {
                spec.withArray("containers")
                        .addObject()
                        .put("name", container.path("name").asString(""))
                        .set("resources", resources);
            }
        }
        return spec.isEmpty()
                ? Optional.empty()
                : Optional.of(PatchTemplate.spec(
                        workload.id(),
                        "Set the %s of %s to the %s of the limit range, %s"
                                .formatted(resource, workload.id().display(), range.group(1), bound),
                        spec));
    }

    private JsonNode template(WorkloadName workload) {
        return Permitted.find(() -> cluster.findObject(
                        PatchTemplate.object(workload).kind(), workload.namespace(), workload.name()))
                .map(json -> json.path("spec").path("template"))
                .orElseGet(JsonNodeFactory.instance::missingNode);
    }

    private Finding account(Finding finding, WorkloadFacts workload, String message) {
        Matcher missing = ACCOUNT.matcher(message);
        if (!missing.find()) {
            return finding;
        }
        List<String> names =
                cluster.inventory().names("serviceaccounts", workload.id().namespace());
        Finding told =
                finding.withEvidence(List.of("service accounts: " + (names.isEmpty() ? "none" : Words.list(names))));
        if (isFixed(workload)) {
            return told;
        }
        Optional<String> near = Spelling.best(missing.group(1), names);
        return near.or(() -> names.stream().filter("default"::equals).findFirst())
                .map(name -> told.withRemedy(use(name, workload.id())))
                .orElse(told);
    }

    private static Remedy use(String account, WorkloadName workload) {
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        spec.put("serviceAccountName", account).put("serviceAccount", account);
        return PatchTemplate.spec(
                workload, "Let %s use service account %s".formatted(workload.display(), account), spec);
    }
}
