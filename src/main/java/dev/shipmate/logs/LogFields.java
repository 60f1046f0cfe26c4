package dev.shipmate.logs;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/// The fields of a structured line. One that is cut in the middle has the fields up to there.
final class LogFields {
    private static final JsonMapper JSON = new JsonMapper();

    private LogFields() {}

    /// The fields of an object; of an object in it, those named `message` and `type`, under the outer name.
    static Map<String, String> json(String line) {
        var fields = new LinkedHashMap<String, String>();
        try (JsonParser parser = JSON.createParser(line)) {
            parser.nextToken();
            for (JsonToken token = parser.nextToken(); token == JsonToken.PROPERTY_NAME; token = parser.nextToken()) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value == JsonToken.START_OBJECT) {
                    inner(parser, name, fields);
                } else if (value == JsonToken.START_ARRAY) {
                    parser.skipChildren();
                } else if (value != JsonToken.VALUE_NULL) {
                    fields.put(name, parser.getString());
                }
            }
        } catch (JacksonException _) {
            // Cut, or not JSON after all: what was read counts.
        }
        return fields;
    }

    private static void inner(JsonParser parser, String outer, Map<String, String> fields) {
        for (JsonToken token = parser.nextToken(); token == JsonToken.PROPERTY_NAME; token = parser.nextToken()) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
                parser.skipChildren();
            } else if (name.equals("message") || name.equals("level")) {
                fields.put(outer.equals("log") && name.equals("level") ? "level" : outer, parser.getString());
            }
        }
    }

    /// `level=error msg="it failed" err=timeout`.
    static Map<String, String> logfmt(String line) {
        var fields = new LinkedHashMap<String, String>();
        int i = 0;
        while (i < line.length()) {
            int equals = line.indexOf('=', i);
            if (equals < 0) {
                break;
            }
            int start = line.lastIndexOf(' ', equals) + 1;
            int end;
            if (equals + 1 < line.length() && line.charAt(equals + 1) == '"') {
                end = closingQuote(line, equals + 2);
                fields.putIfAbsent(
                        line.substring(Math.max(i, start), equals),
                        line.substring(equals + 2, end).replace("\\\"", "\"").replace("\\n", "\n"));
                end++;
            } else {
                int space = line.indexOf(' ', equals);
                end = space < 0 ? line.length() : space;
                fields.putIfAbsent(line.substring(Math.max(i, start), equals), line.substring(equals + 1, end));
            }
            i = end;
        }
        return fields;
    }

    private static int closingQuote(String line, int from) {
        for (int i = from; i < line.length(); i++) {
            if (line.charAt(i) == '"' && line.charAt(i - 1) != '\\') {
                return i;
            }
        }
        return line.length();
    }
}
