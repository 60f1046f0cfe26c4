package dev.shipmate.cluster;

import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/// Reads lists of any length, page by page and object by object, so that only one object is in memory at a time.
final class ObjectLists {
    static final String NAMES_ONLY =
            "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";

    static final String TABLE = "application/json;as=Table;g=meta.k8s.io;v=v1,application/json";

    private static final int PAGE_SIZE = 500;
    private static final int PAGES = 400;

    private final Connection connection;

    ObjectLists(Connection connection) {
        this.connection = connection;
    }

    /// Hands every object of the list to `each`. A list that does not exist has no objects. Says whether the list was
    /// read to its end: after 200,000 objects reading stops.
    boolean forEach(ApiPath list, String accept, Consumer<JsonNode> each) {
        return first(PAGES * PAGE_SIZE, list, accept, each);
    }

    /// The same for about the first `most` objects: the page that reaches the number is read to its end.
    boolean first(int most, ApiPath list, String accept, Consumer<JsonNode> each) {
        return read(most, list, accept, _ -> {}, each).next().isEmpty();
    }

    /// Reads a table: every column definition, on each page, and every row. A server that makes no tables answers with
    /// the objects.
    void forEachRow(ApiPath list, Consumer<JsonNode> columns, Consumer<JsonNode> each) {
        read(PAGES * PAGE_SIZE, list, TABLE, columns, each);
    }

    /// Hands over every object, and returns the version of the whole list, from which a watch goes on.
    String versioned(ApiPath list, Consumer<JsonNode> each) {
        return read(PAGES * PAGE_SIZE, list, Connection.JSON, _ -> {}, each).version();
    }

    private Page read(int most, ApiPath list, String accept, Consumer<JsonNode> columns, Consumer<JsonNode> each) {
        var page = new Page("", "");
        for (int read = 0; read < most; read += PAGE_SIZE) {
            page = page(
                    list.with("limit", String.valueOf(PAGE_SIZE)).with("continue", page.next()), accept, columns, each);
            if (page.next().isEmpty()) {
                return page;
            }
        }
        return page;
    }

    /// What a page says of its list: where the next one begins, empty after the last, and the list's version.
    private record Page(String next, String version) {}

    private Page page(ApiPath page, String accept, Consumer<JsonNode> columns, Consumer<JsonNode> each) {
        Optional<InputStream> body = connection.open(page, accept);
        if (body.isEmpty()) {
            return new Page("", "");
        }
        try (JsonParser parser = Connection.MAPPER.createParser(body.get())) {
            var told = new Page("", "");
            parser.nextToken();
            for (String field = parser.nextName(); field != null; field = parser.nextName()) {
                JsonToken value = parser.nextToken();
                if (field.equals("metadata")) {
                    JsonNode metadata = Connection.MAPPER.readTree(parser);
                    told = new Page(
                            metadata.path("continue").asString(""),
                            metadata.path("resourceVersion").asString(""));
                } else if (field.equals("columnDefinitions")) {
                    columns.accept(Connection.MAPPER.readTree(parser));
                } else if ((field.equals("items") || field.equals("rows")) && value == JsonToken.START_ARRAY) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        each.accept(Connection.MAPPER.readTree(parser));
                    }
                } else {
                    parser.skipChildren();
                }
            }
            return told;
        } catch (JacksonException e) {
            throw connection.unreadable(page, e);
        }
    }
}
