package dev.shipmate.cluster;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// The path and query of a request to the API server, with what it is about for error messages.
record ApiPath(String path, Map<String, String> query, String about) {
    ApiPath {
        query = Map.copyOf(query);
    }

    static ApiPath of(String path, String about) {
        return new ApiPath(path, Map.of(), about);
    }

    /// One piece of a path: whatever a caller names cannot become another request.
    static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace(".", name.matches("\\.+") ? "%2E" : ".");
    }

    /// The same path with one more query parameter; an empty value leaves it as it is.
    ApiPath with(String parameter, String value) {
        if (value.isEmpty()) {
            return this;
        }
        var changed = new LinkedHashMap<>(query);
        changed.put(parameter, value);
        return new ApiPath(path, changed, about);
    }

    String uri() {
        return query.isEmpty()
                ? path
                : path + "?"
                        + query.entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(entry -> entry.getKey() + "="
                                        + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                                .collect(Collectors.joining("&"));
    }
}
