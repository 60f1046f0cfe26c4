package dev.shipmate.e2e;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds names in an answer that nothing in the cluster has.
final class LiveNames {
    /// A pod of a deployment, such as `web-5d8f7b9c4-x2x7q`.
    private static final Pattern POD = Pattern.compile("\\b[a-z][a-z0-9-]*-[a-z0-9]{8,10}-[a-z0-9]{5}\\b");
    /// A name after its kind, such as `deployment/web`.
    private static final Pattern OBJECT = Pattern.compile(
            "\\b(?:pod|deployment|service|secret|configmap|namespace|replicaset|statefulset|job|node)s?/([a-z0-9.-]*[a-z0-9])");

    private final Set<String> known;

    LiveNames(Kubectl kubectl) {
        String kinds = "pods,deployments,services,secrets,configmaps,replicasets,statefulsets,jobs,nodes,namespaces";
        known = kubectl.call("get", kinds, "-A", "-o", "jsonpath={range .items[*]}{.metadata.name}{\"\\n\"}{end}")
                .lines()
                .collect(Collectors.toSet());
    }

    /// Names in the text that look like an object's and are no object's.
    Set<String> inventedIn(String text) {
        var invented = new TreeSet<String>();
        Stream.concat(
                        POD.matcher(text).results().map(found -> found.group()),
                        OBJECT.matcher(text).results().map(found -> found.group(1)))
                .filter(name -> !known.contains(name))
                .forEach(invented::add);
        return invented;
    }
}
