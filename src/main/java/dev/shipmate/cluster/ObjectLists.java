package dev.shipmate.cluster;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
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
        return read(most, Asked.of(list, accept), _ -> {}, each).next().isEmpty();
    }

    /// Hands every object to `each`, without who managed which of its fields.
    void forEachUnmanaged(ApiPath list, Consumer<JsonNode> each) {
        var asked = new Asked(list, Connection.JSON, Trees::unmanaged);
        read(PAGES * PAGE_SIZE, asked, _ -> {}, each);
    }

    /// Reads a table: every column definition, on each page, and every row. A server that makes no tables answers with
    /// the objects.
    void forEachRow(ApiPath list, Consumer<JsonNode> columns, Consumer<JsonNode> each) {
        read(PAGES * PAGE_SIZE, Asked.of(list, TABLE), columns, each);
    }

    /// Hands over every object, and returns the version of the whole list, from which a watch goes on.
    String versioned(ApiPath list, Consumer<JsonNode> each) {
        return read(PAGES * PAGE_SIZE, Asked.of(list, Connection.JSON), _ -> {}, each)
                .version();
    }

    private Page read(int most, Asked asked, Consumer<JsonNode> columns, Consumer<JsonNode> each) {
        return new Reading(asked, columns, each).pages((most + PAGE_SIZE - 1) / PAGE_SIZE);
    }

    /// @param tree how an object is read
    private record Asked(ApiPath list, String accept, Function<JsonParser, JsonNode> tree) {
        static Asked of(ApiPath list, String accept) {
            return new Asked(list, accept, Connection.MAPPER::readTree);
        }
    }

    /// What a page says of its list: where the next one begins, empty after the last, and the list's version.
    private record Page(String next, String version) {}

    /// Reads one list, once. A page says at its beginning where the next one begins, so that the API server can make
    /// that one while the objects of this one are read.
    private final class Reading {
        private final Asked asked;
        private final Consumer<JsonNode> columns;
        private final Consumer<JsonNode> each;
        private final Deque<Connection.Coming> ahead = new ArrayDeque<>();

        Reading(Asked asked, Consumer<JsonNode> columns, Consumer<JsonNode> each) {
            this.asked = asked;
            this.columns = columns;
            this.each = each;
        }

        Page pages(int most) {
            try {
                begin("");
                var page = page(most > 1);
                for (int read = 1; read < most && !page.next().isEmpty(); read++) {
                    page = page(read + 1 < most);
                }
                return page;
            } finally {
                ahead.forEach(Connection.Coming::giveUp);
            }
        }

        private void begin(String next) {
            ApiPath page = asked.list().with("limit", String.valueOf(PAGE_SIZE)).with("continue", next);
            ahead.add(connection.begin(page, asked.accept()));
        }

        private Page page(boolean goesOn) {
            Optional<InputStream> body = ahead.remove().open();
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
                        if (goesOn && !told.next().isEmpty()) {
                            begin(told.next());
                        }
                    } else if (field.equals("columnDefinitions")) {
                        columns.accept(Connection.MAPPER.readTree(parser));
                    } else if ((field.equals("items") || field.equals("rows")) && value == JsonToken.START_ARRAY) {
                        while (parser.nextToken() == JsonToken.START_OBJECT) {
                            each.accept(asked.tree().apply(parser));
                        }
                    } else {
                        parser.skipChildren();
                    }
                }
                return told;
            } catch (JacksonException e) {
                throw connection.unreadable(asked.list(), e);
            }
        }
    }
}
