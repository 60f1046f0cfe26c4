package dev.shipmate.diagnosis;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Findings as JSON, in the form that `docs/findings.schema.json` describes.
public final class FindingJson {
    private static final JsonMapper JSON = new JsonMapper();

    private FindingJson() {}

    public static ArrayNode write(List<Finding> findings) {
        ArrayNode array = JSON.createArrayNode();
        findings.forEach(finding -> array.add(write(finding)));
        return array;
    }

    public static ObjectNode write(Finding finding) {
        ObjectNode node = JSON.createObjectNode()
                .put("id", finding.id())
                .put("severity", finding.severity().word())
                .put("confidence", finding.confidence().word())
                .put("object", finding.object())
                .put("namespace", finding.namespace())
                .put("cause", finding.cause())
                .put("next", finding.next());
        ArrayNode evidence = node.putArray("evidence");
        finding.evidence().forEach(it -> evidence.add(write(it)));
        ArrayNode consequences = node.putArray("consequences");
        finding.consequences().forEach(consequences::add);
        ArrayNode remedies = node.putArray("remedies");
        finding.remedies()
                .forEach(remedy -> remedies.add(RemedyJson.write(remedy).put("id", RemedyId.of(finding, remedy))));
        return node;
    }

    private static ObjectNode write(Evidence evidence) {
        ObjectNode node =
                JSON.createObjectNode().put("source", evidence.source().word());
        if (!evidence.place().isEmpty()) {
            node.put("place", evidence.place());
        }
        node.put("text", evidence.text());
        if (!evidence.at().equals(Instant.EPOCH)) {
            node.put("at", evidence.at().toString());
        }
        return node;
    }

    /// Reads what [#write] has written; what is not there is empty, and a remedy that is not known is left out.
    public static Finding read(JsonNode node) {
        return new Finding(
                text(node, "id"),
                word(Severity.values(), Severity::word, text(node, "severity")).orElse(Severity.ERROR),
                word(Confidence.values(), Confidence::word, text(node, "confidence"))
                        .orElse(Confidence.CERTAIN),
                text(node, "object"),
                text(node, "namespace"),
                text(node, "cause"),
                node.path("evidence").valueStream().map(FindingJson::evidence).toList(),
                node.path("consequences")
                        .valueStream()
                        .map(line -> line.asString(""))
                        .toList(),
                text(node, "next"),
                node.path("remedies")
                        .valueStream()
                        .map(RemedyJson::read)
                        .flatMap(Optional::stream)
                        .toList());
    }

    private static Evidence evidence(JsonNode node) {
        return new Evidence(
                word(Evidence.Source.values(), Evidence.Source::word, text(node, "source"))
                        .orElse(Evidence.Source.OBJECT),
                text(node, "place"),
                text(node, "text"),
                instant(text(node, "at")));
    }

    private static <T> Optional<T> word(T[] values, Function<T, String> word, String text) {
        return Arrays.stream(values)
                .filter(value -> word.apply(value).equals(text))
                .findFirst();
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException _) {
            return Instant.EPOCH;
        }
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
