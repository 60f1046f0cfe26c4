package dev.shipmate.verification;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A request as the project file declares it, with gaps for values that are known only when it is sent.
///
/// @param url a path of the app, or a whole address
/// @param service the Service that is asked instead of the app's own address, as `name:port`; mostly empty
/// @param user whose cookies go with it; empty for none
/// @param origin the `Origin` header: a whole origin, `none`, or empty for the app's own
public record RequestSpec(
        String method,
        Template url,
        String service,
        String user,
        Template origin,
        Map<String, Template> headers,
        Body body) {
    /// The `origin` of a request without one.
    static final String NO_ORIGIN = "none";

    public RequestSpec {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /// What a request carries.
    public sealed interface Body {
        record None() implements Body {}

        /// A tree whose texts may have gaps.
        record Json(JsonNode tree) implements Body {}

        record Form(Map<String, Template> fields) implements Body {
            public Form {
                fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
            }
        }
    }

    /// A request without a body, by nobody in particular.
    static RequestSpec get(Template url) {
        return new RequestSpec("GET", url, "", "", new Template(""), Map.of(), new Body.None());
    }

    RequestSpec withHeader(String name, Template value) {
        var changed = new LinkedHashMap<>(headers);
        changed.put(name, value);
        return new RequestSpec(method, url, service, user, origin, changed, body);
    }

    /// Every text that may have gaps.
    List<Template> templates() {
        var templates = new ArrayList<>(List.of(url, origin));
        templates.addAll(headers.values());
        switch (body) {
            case Body.None _ -> {}
            case Body.Json(JsonNode tree) -> templates.addAll(Template.allIn(tree));
            case Body.Form(Map<String, Template> fields) -> templates.addAll(fields.values());
        }
        return templates;
    }

    /// As the project file writes it: no value of a run is in it.
    String display() {
        return "%s %s%s".formatted(method, service.isEmpty() ? "" : service, url.text());
    }
}
