package dev.shipmate.benchmark;

import dev.shipmate.cluster.Inventory;
import dev.shipmate.cluster.PodName;
import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.conversation.TurnResult;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds names in an answer that look like an object's and are no object's.
final class InventedNames {
    /// A pod of a deployment, such as `web-5d8f7b9c4-x2x7q`.
    private static final Pattern POD = Pattern.compile("\\b[a-z][a-z0-9-]*-[a-z0-9]{8,10}-[a-z0-9]{5}\\b");
    /// A name after its kind, such as `deployment/web`.
    private static final Pattern OBJECT = Pattern.compile("\\b(?:pod|deployment|service|secret|configmap|namespace"
            + "|replicaset|statefulset|daemonset|job|cronjob|node)s?/([a-z0-9.-]*[a-z0-9])");
    private static final List<String> KINDS =
            List.of("services", "secrets", "configmaps", "replicasets", "nodes", "ingresses");

    private final Set<String> known = new HashSet<>();

    InventedNames(Inventory inventory) {
        known.addAll(inventory.namespaces());
        inventory.workloads("").stream().map(WorkloadName::name).forEach(known::add);
        inventory.pods("").stream().map(PodName::name).forEach(known::add);
        KINDS.forEach(kind -> known.addAll(inventory.names(kind, "")));
    }

    /// What the user said may be said again, and what the cluster told of, such as a pod that is gone by now.
    List<String> in(TurnResult result) {
        String answer = result.answer();
        String said = result.question().text().toLowerCase(Locale.ROOT) + result.calls();
        return Stream.concat(
                        POD.matcher(answer).results().map(MatchResult::group),
                        OBJECT.matcher(answer).results().map(found -> found.group(1)))
                .filter(name -> !known.contains(name) && !said.contains(name))
                .distinct()
                .sorted()
                .toList();
    }
}
