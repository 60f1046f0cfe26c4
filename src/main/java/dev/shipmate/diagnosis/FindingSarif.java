package dev.shipmate.diagnosis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Findings in the Static Analysis Results Interchange Format 2.1.0, which code hosts and CI systems show beside a
/// change.
///
/// A result is about an object of the cluster, which is a logical location (SARIF, 3.33). It has a made-up path as
/// well, because some readers reject a file in which one result has none.
public final class FindingSarif {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private static final String BASE = "CLUSTER";
    private static final JsonMapper JSON = new JsonMapper();

    private final String version;
    private final String context;

    /// @param version of this program
    /// @param context of the cluster that was looked at
    public FindingSarif(String version, String context) {
        this.version = version;
        this.context = context;
    }

    public ObjectNode write(Examination examination) {
        ObjectNode root = JSON.createObjectNode().put("$schema", SCHEMA).put("version", "2.1.0");
        ObjectNode run = root.putArray("runs").addObject();
        Map<String, Integer> rules = rules(examination.findings());
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "shipmate").put("version", version);
        ArrayNode described = driver.putArray("rules");
        rules.keySet()
                .forEach(id -> described
                        .addObject()
                        .put("id", id)
                        .putObject("shortDescription")
                        .put("text", sentence(id)));
        run.putObject("originalUriBaseIds")
                .putObject(BASE)
                .putObject("description")
                .put("text", "The cluster of context '%s'.".formatted(context));
        ObjectNode invocation = run.putArray("invocations").addObject().put("executionSuccessful", true);
        ArrayNode notifications = invocation.putArray("toolExecutionNotifications");
        examination
                .unseen()
                .forEach(kind -> notifications
                        .addObject()
                        .put("level", "warning")
                        .putObject("message")
                        .put("text", "Could not be seen: %s.".formatted(kind)));
        ArrayNode results = run.putArray("results");
        examination.findings().forEach(finding -> results.add(result(finding, rules.getOrDefault(finding.id(), 0))));
        return root;
    }

    /// Each rule that matched, with its place among them.
    private static Map<String, Integer> rules(List<Finding> findings) {
        var rules = new LinkedHashMap<String, Integer>();
        findings.forEach(finding -> rules.putIfAbsent(finding.id(), rules.size()));
        return rules;
    }

    /// `image-tag-missing` reads as `Image tag missing.`
    private static String sentence(String id) {
        return Character.toUpperCase(id.charAt(0)) + id.substring(1).replace('-', ' ') + ".";
    }

    private static ObjectNode result(Finding finding, int rule) {
        ObjectNode result = JSON.createObjectNode()
                .put("ruleId", finding.id())
                .put("ruleIndex", rule)
                .put("kind", "fail")
                .put("level", finding.severity().word());
        result.putObject("message")
                .put("text", "%s: %s. Next: %s".formatted(finding.object(), stripped(finding.cause()), finding.next()));
        result.putArray("locations").add(location(finding));
        result.putObject("partialFingerprints")
                .put("finding/v1", FindingKey.of(finding).text());
        ObjectNode properties = result.putObject("properties");
        properties.setAll(FindingJson.write(finding));
        // The rule and the level say these.
        properties.remove(List.of("id", "severity"));
        return result;
    }

    private static String stripped(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    private static ObjectNode location(Finding finding) {
        String name = finding.namespace().isEmpty() ? finding.object() : finding.namespace() + "/" + finding.object();
        ObjectNode location = JSON.createObjectNode();
        location.putObject("physicalLocation")
                .putObject("artifactLocation")
                .put("uri", name)
                .put("uriBaseId", BASE);
        location.putArray("logicalLocations")
                .addObject()
                .put("name", finding.object())
                .put("fullyQualifiedName", name)
                .put("kind", "resource");
        return location;
    }
}
