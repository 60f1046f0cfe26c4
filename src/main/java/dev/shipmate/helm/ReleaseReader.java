package dev.shipmate.helm;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// Reads one release record as it is unpacked. The chart's templates and files, which are most of it, are passed over.
final class ReleaseReader {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /// How much of a record is wanted.
    enum Parts {
        /// Who and when; the manifest, the hooks and the values stay empty.
        SUMMARY,
        ALL
    }

    private final Parts parts;
    private JsonNode info = MissingNode.getInstance();
    private JsonNode chart = MissingNode.getInstance();
    private JsonNode chartValues = MissingNode.getInstance();
    private JsonNode userValues = MissingNode.getInstance();
    private String manifest = "";
    private String name = "";
    private String namespace = "";
    private int version;
    private final List<ReleaseHook> hooks = new ArrayList<>();

    private ReleaseReader(Parts parts) {
        this.parts = parts;
    }

    static StoredRelease read(JsonNode secret, Parts parts) {
        JsonNode metadata = secret.path("metadata");
        String where = metadata.path("namespace").asString("");
        String called = metadata.path("name").asString("");
        try (InputStream in = ReleaseRecord.unpack(secret);
                JsonParser parser = MAPPER.createParser(in)) {
            var reader = new ReleaseReader(parts);
            reader.release(parser);
            return reader.version < 1
                    ? new StoredRelease.Damaged(where, called, "it names no revision")
                    : reader.result(where);
        } catch (IOException | IllegalArgumentException e) {
            return new StoredRelease.Damaged(where, called, String.valueOf(e.getMessage()));
        } catch (JacksonException e) {
            // Not its text: that quotes what it stumbled over.
            return new StoredRelease.Damaged(
                    where,
                    called,
                    e.getCause() instanceof IOException io ? String.valueOf(io.getMessage()) : "it is no JSON");
        }
    }

    /// The whole record as a tree, for changing it.
    static JsonNode tree(JsonNode secret) throws IOException {
        try (InputStream in = ReleaseRecord.unpack(secret)) {
            return MAPPER.readTree(in);
        } catch (JacksonException e) {
            throw new IOException("it is no JSON", e);
        }
    }

    private StoredRelease.Intact result(String where) {
        var release = new ReleaseName(namespace.isEmpty() ? where : namespace, name);
        var revision = new ReleaseRevision(
                release,
                version,
                ReleaseStatus.of(info.path("status").asString("")),
                chart.path("name").asString(""),
                chart.path("version").asString(""),
                chart.path("appVersion").asString(""),
                time(info.path("last_deployed").asString("")),
                info.path("description").asString(""));
        return new StoredRelease.Intact(revision, chart, chartValues, userValues, manifest, hooks);
    }

    private void release(JsonParser parser) {
        object(parser, field -> {
            boolean all = parts == Parts.ALL;
            switch (field) {
                case "name" -> name = parser.getString();
                case "namespace" -> namespace = parser.getString();
                case "version" -> version = parser.getIntValue();
                case "info" -> info = MAPPER.readTree(parser);
                case "chart" -> object(parser, part -> chart(parser, part));
                case "config" -> userValues = treeIf(all, parser);
                case "manifest" -> manifest = all ? parser.getString() : "";
                case "hooks" -> {
                    if (all) {
                        MAPPER.readTree(parser).valueStream().forEach(hook -> hooks.add(hook(hook)));
                    } else {
                        parser.skipChildren();
                    }
                }
                default -> parser.skipChildren();
            }
        });
    }

    private void chart(JsonParser parser, String part) {
        switch (part) {
            case "metadata" -> chart = MAPPER.readTree(parser);
            case "values" -> chartValues = treeIf(parts == Parts.ALL, parser);
            default -> parser.skipChildren();
        }
    }

    private static JsonNode treeIf(boolean wanted, JsonParser parser) {
        if (wanted) {
            return MAPPER.readTree(parser);
        }
        parser.skipChildren();
        return MissingNode.getInstance();
    }

    private static ReleaseHook hook(JsonNode hook) {
        return new ReleaseHook(
                hook.path("kind").asString(""),
                hook.path("name").asString(""),
                hook.path("events")
                        .valueStream()
                        .map(event -> event.asString(""))
                        .toList(),
                hook.path("last_run").path("phase").asString(""),
                hook.path("manifest").asString(""));
    }

    /// Calls `field` at the value of each field; a value that is no object has none.
    private static void object(JsonParser parser, Consumer<String> field) {
        JsonToken token = parser.currentToken() == null ? parser.nextToken() : parser.currentToken();
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            field.accept(name);
        }
    }

    private static Instant time(String text) {
        try {
            return text.isEmpty() ? Instant.EPOCH : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException _) {
            return Instant.EPOCH;
        }
    }
}
