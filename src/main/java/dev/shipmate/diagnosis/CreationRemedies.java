package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ObjectName;
import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.spelling.Spelling;
import dev.shipmate.spelling.Words;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
    private static final Pattern CONTAINERS = Pattern.compile("containers? ((?:\"[^\"]+\"(?:, )?)+)");

    private final Cluster cluster;

    CreationRemedies(Cluster cluster) {
        this.cluster = cluster;
    }

    Lead add(Lead lead, WorkloadFacts workload) {
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
            case "pod-security" ->
                lead.with(isFixed(workload) ? finding : finding.withRemedy(restricted(workload.id(), message)));
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
        return isFixed(workload)
                ? told
                : Spelling.best(missing.group(1), names)
                        .map(best -> told.withRemedy(use(best, workload.id())))
                        .orElse(told);
    }

    private static Remedy use(String account, WorkloadName workload) {
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        spec.put("serviceAccountName", account).put("serviceAccount", account);
        return PatchTemplate.spec(
                workload, "Let %s use service account %s".formatted(workload.display(), account), spec);
    }

    /// What the level `restricted` asks for. An image that needs root will not run with it, which the title says.
    private static Remedy restricted(WorkloadName workload, String message) {
        Set<String> names = new TreeSet<>();
        Matcher containers = CONTAINERS.matcher(message);
        while (containers.find()) {
            Matcher name = Pattern.compile("\"([^\"]+)\"").matcher(containers.group(1));
            while (name.find()) {
                names.add(name.group(1));
            }
        }
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        ObjectNode pod = spec.putObject("securityContext");
        if (message.contains("runAsNonRoot")) {
            pod.put("runAsNonRoot", true);
        }
        if (message.contains("seccompProfile")) {
            pod.putObject("seccompProfile").put("type", "RuntimeDefault");
        }
        for (String name : names) {
            ObjectNode container = spec.withArray("containers").addObject().put("name", name);
            ObjectNode security = container.putObject("securityContext");
            if (message.contains("allowPrivilegeEscalation")) {
                security.put("allowPrivilegeEscalation", false);
            }
            if (message.contains("capabilities")) {
                security.putObject("capabilities").putArray("drop").add("ALL");
            }
            if (message.contains("privileged (")) {
                security.put("privileged", false);
            }
        }
        return PatchTemplate.spec(
                workload,
                "Set the securityContext of %s as its namespace demands (its image must run without root)"
                        .formatted(workload.display()),
                spec);
    }
}
