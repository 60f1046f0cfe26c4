package dev.shipmate;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ObjectName;
import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.diagnosis.Evidence;
import dev.shipmate.diagnosis.Finding;
import dev.shipmate.diagnosis.FindingJson;
import dev.shipmate.diagnosis.Remedy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What `docs/findings.schema.json` says of the JSON of a diagnosis, held against what is written.
class FindingsSchemaTest extends WholeProgram {
    private static final JsonMapper JSON = new JsonMapper();
    private static final WorkloadName WEB = new WorkloadName("deployment", "todo", "web");

    private final JsonNode document = JSON.readTree(read());

    @Test
    void whatDiagnoseWritesIsAsDescribed() {
        shipmate("diagnose", "--sandbox", "-o", "json");
        assertThat(problems(out.toString(), "")).isEmpty();
        assertThat(JSON.readTree(out.toString()).path("findings").size()).isGreaterThan(2);
    }

    @Test
    void everyKindOfRemedyAndEvidenceIsDescribed() {
        assertThat(problems(full().toString(), "/$defs/finding")).isEmpty();
        assertThat(full().path("remedies").size()).isEqualTo(Remedy.class.getPermittedSubclasses().length);
    }

    @Test
    void whatIsMissingOrUnknownIsNoticed() {
        ObjectNode finding = full();
        finding.remove("cause");
        assertThat(problems(finding.toString(), "/$defs/finding")).isNotEmpty();
        assertThat(problems(full().put("severity", "fatal").toString(), "/$defs/finding"))
                .isNotEmpty();
        assertThat(problems(full().put("colour", "red").toString(), "/$defs/finding"))
                .isNotEmpty();
    }

    @Test
    void everyFieldIsDescribedInWords() {
        List<String> bare = fields(document).toList();
        assertThat(bare).as("fields without a description").isEmpty();
        assertThat(document.findValues("description")).hasSizeGreaterThan(30);
    }

    /// The paths of properties without a description.
    private static Stream<String> fields(JsonNode node) {
        Stream<String> own = node.path("properties").properties().stream()
                .filter(property -> !property.getValue().has("description")
                        && !property.getValue().has("$ref")
                        && !property.getValue().has("const"))
                .map(Map.Entry::getKey);
        return Stream.concat(own, node.valueStream().flatMap(FindingsSchemaTest::fields));
    }

    private static ObjectNode full() {
        Finding finding = Finding.of("app-error", "deployment/web", "todo", "crashes.", List.of("a"), "Read it.")
                .withRemedy(new Remedy.SetImage("Set the image", WEB, "web", "web:2"))
                .withRemedy(new Remedy.UndoRollout("Undo", WEB))
                .withRemedy(new Remedy.PatchObject(
                        "Patch", new ObjectName(KnownKinds.SERVICES, "todo", "web"), "{\"spec\":{}}"))
                .withRemedy(new Remedy.DeleteObject("Delete", new ObjectName(KnownKinds.SERVICES, "todo", "web")));
        ObjectNode json = FindingJson.write(finding);
        var evidence = new Evidence(Evidence.Source.LOG, "pod/web-1", "boom", Instant.parse("2026-11-01T12:00:00Z"));
        json.withArray("evidence")
                .addAll(FindingJson.write(new Finding(
                                "a",
                                finding.severity(),
                                finding.confidence(),
                                "b",
                                "",
                                "c",
                                List.of(evidence, Evidence.field("spec.x", "y")),
                                List.of("d"),
                                "e",
                                List.of()))
                        .withArray("evidence"));
        return json;
    }

    /// @param place of the part of the schema that is meant; empty for the whole
    private List<Error> problems(String json, String place) {
        ObjectNode schema = JSON.createObjectNode();
        if (place.isEmpty()) {
            schema.setAll((ObjectNode) document);
        } else {
            schema.setAll((ObjectNode) document.at(place));
            schema.set("$defs", document.path("$defs"));
        }
        Schema read = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema);
        return read.validate(json, InputFormat.JSON);
    }

    private static String read() {
        try {
            return Files.readString(Path.of("docs/findings.schema.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
