package dev.shipmate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.diagnosis.Examination;
import dev.shipmate.diagnosis.Finding;
import dev.shipmate.diagnosis.Remedy;
import dev.shipmate.diagnosis.WatchEvent;
import dev.shipmate.terminal.Console;
import dev.shipmate.terminal.Ttys;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// How the events of a watch are told.
class DiagnosisOutputTest {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final WorkloadName WEB = new WorkloadName("deployment", "todo", "web");
    private static final Finding FINDING = Finding.of(
                    "image-tag-missing", "deployment/web", "todo", "has no image web:2.", List.of("Pending"), "Set it.")
            .withRemedy(new Remedy.SetImage("Set the image of deployment/web to web:1", WEB, "web", "web:1"));
    private static final List<WatchEvent> EVENTS = List.of(
            new WatchEvent.Began(NOON, new Examination(List.of(FINDING), 3, List.of("nodes (not permitted)"))),
            new WatchEvent.Appeared(NOON, FINDING),
            new WatchEvent.Lost(NOON, "No route."),
            new WatchEvent.Back(NOON),
            new WatchEvent.Healed(NOON, FINDING, Duration.ofSeconds(42)));

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aPersonReadsBlocksAndTheRestGoesToTheErrorStream() {
        tell(ReportFormat.text, new PrintWriter(out, true));

        assertThat(out.toString()).isEqualTo("""
                Could not be seen: nodes (not permitted).
                error (image-tag-missing) deployment/web in namespace todo: has no image web:2.
                  | Pending
                -> Set it.
                -> Remedy 86f50f13: Set the image of deployment/web to web:1.
                    shipmate ask 'apply remedy 86f50f13' --context lab --namespace todo

                healed (image-tag-missing) deployment/web in namespace todo, after 42 s

                """);
        assertThat(err.toString())
                .isEqualTo(
                        "Watching; Ctrl-C ends it.\nNo route. It is tried again until it works.\nThe cluster answers again.\n");
    }

    @Test
    void aProgramReadsAnEventALineAsTheSchemaSays() throws IOException {
        tell(ReportFormat.json, new PrintWriter(out, true));

        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSameSizeAs(EVENTS).hasSameSizeAs(WatchEvent.class.getPermittedSubclasses());
        Schema schema = schema("watchEvent");
        assertThat(lines)
                .allSatisfy(line ->
                        assertThat(schema.validate(line, InputFormat.JSON)).isEmpty());
        assertThat(schema.validate(lines.getFirst().replace("began", "begun"), InputFormat.JSON))
                .isNotEmpty();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void asYamlTheEventsAreItemsOfOneList() {
        tell(ReportFormat.yaml, new PrintWriter(out, true));

        JsonNode list = new YAMLMapper().readTree(out.toString());
        assertThat(list.valueStream())
                .extracting(event -> event.path("event").asString())
                .containsExactly("began", "appeared", "lost", "back", "healed");
        assertThat(list.path(4).path("seconds").asInt()).isEqualTo(42);
    }

    @ParameterizedTest
    @EnumSource(names = {"text", "json"})
    void whenTheReaderIsGoneNoMoreIsWanted(ReportFormat format) {
        var gone = new PrintWriter(new Writer() {
            @Override
            public void write(char[] text, int start, int length) throws IOException {
                throw new IOException("Broken pipe");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
        assertThat(output(format, gone).watched(EVENTS.get(1))).isFalse();
    }

    private void tell(ReportFormat format, PrintWriter writer) {
        DiagnosisOutput output = output(format, writer);
        assertThat(EVENTS).allMatch(output::watched);
    }

    private DiagnosisOutput output(ReportFormat format, PrintWriter writer) {
        var streams = new Console.Streams(InputStream.nullInputStream(), writer, new PrintWriter(err, true));
        return new DiagnosisOutput(
                format,
                writer,
                new Console(streams, Ttys.NONE, Map.of(), false).findings(false),
                new DiagnosisTree("lab", "todo"),
                new DiagnosisOutput.Wording(_ -> "Nothing is wrong.", new RemedyCommands(List.of("--context", "lab"))));
    }

    private static Schema schema(String definition) throws IOException {
        var mapper = new JsonMapper();
        JsonNode document = mapper.readTree(Files.readString(Path.of("docs/findings.schema.json")));
        ObjectNode schema = ((ObjectNode) document.path("$defs").path(definition)).deepCopy();
        schema.set("$defs", document.path("$defs"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema);
    }
}
