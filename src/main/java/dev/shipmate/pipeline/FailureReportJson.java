package dev.shipmate.pipeline;

import dev.shipmate.diagnosis.FindingJson;
import dev.shipmate.diagnosis.RemedyJson;
import dev.shipmate.pipeline.FailureReport.Section;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A failure report as JSON: what a script reads, and what is kept for a later process. docs/troubleshooting.md
/// describes the fields.
public final class FailureReportJson {
    private static final JsonMapper JSON = new JsonMapper();

    private FailureReportJson() {}

    /// The report as a tree.
    public static ObjectNode write(FailureReport report) {
        ObjectNode root = JSON.createObjectNode()
                .put("run", report.run())
                .put("environment", report.environment())
                .put("at", report.at().toString())
                .put("step", report.step().word())
                .put("cause", report.cause())
                .put("suggestion", report.suggestion())
                .put("putBack", report.putBack());
        root.set("findings", FindingJson.write(report.findings()));
        ArrayNode sections = root.putArray("sections");
        for (Section section : report.sections()) {
            ObjectNode node = sections.addObject().put("title", section.title());
            put(node, "lines", section.lines());
        }
        ArrayNode offers = root.putArray("offers");
        report.offers().forEach(offer -> offers.add(offer(offer)));
        return root;
    }

    private static void put(ObjectNode node, String field, List<String> texts) {
        ArrayNode array = node.putArray(field);
        texts.forEach(array::add);
    }

    private static ObjectNode offer(Offer offer) {
        ObjectNode node = JSON.createObjectNode();
        return switch (offer) {
            case Offer.Apply(var remedy) -> {
                node.put("offer", "apply").set("remedy", RemedyJson.write(remedy));
                yield node;
            }
            case Offer.RollBack(int revision) -> node.put("offer", "roll-back").put("revision", revision);
            case Offer.Uninstall() -> node.put("offer", "uninstall");
            case Offer.Resume(String after) -> node.put("offer", "resume").put("after", after);
        };
    }

    /// Reads what [#write] has written; nothing when it is something else. An offer or a remedy that is not known is
    /// left out.
    public static Optional<FailureReport> read(String text) {
        try {
            return read(JSON.readTree(text));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private static Optional<FailureReport> read(JsonNode root) {
        Optional<StepName> step = StepName.find(root.path("step").asString(""));
        Optional<Instant> at = instant(root.path("at").asString(""));
        if (step.isEmpty() || at.isEmpty() || !root.path("cause").isString()) {
            return Optional.empty();
        }
        return Optional.of(new FailureReport(
                text(root, "run"),
                text(root, "environment"),
                at.get(),
                step.get(),
                text(root, "cause"),
                text(root, "suggestion"),
                each(root, "findings", node -> Optional.of(FindingJson.read(node))),
                each(root, "sections", node -> Optional.of(new Section(text(node, "title"), texts(node, "lines")))),
                each(root, "offers", FailureReportJson::offer),
                text(root, "putBack")));
    }

    private static Optional<Offer> offer(JsonNode node) {
        return switch (text(node, "offer")) {
            case "apply" -> RemedyJson.read(node.path("remedy")).map(Offer.Apply::new);
            case "roll-back" ->
                Optional.of(new Offer.RollBack(node.path("revision").asInt(0)));
            case "uninstall" -> Optional.of(new Offer.Uninstall());
            case "resume" -> Optional.of(new Offer.Resume(text(node, "after")));
            default -> Optional.empty();
        };
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static <T> List<T> each(JsonNode node, String field, Function<JsonNode, Optional<T>> read) {
        var values = new ArrayList<T>();
        node.path(field).forEach(one -> read.apply(one).ifPresent(values::add));
        return values;
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    private static List<String> texts(JsonNode node, String field) {
        return each(node, field, one -> Optional.of(one.asString("")));
    }
}
