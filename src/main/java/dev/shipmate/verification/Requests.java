package dev.shipmate.verification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Sends the requests of the project file as a browser of their user would: with its cookies, and with an origin.
final class Requests {
    /// How much of a body is kept.
    static final int KEPT_BYTES = 64 * 1024;

    private final DeployedApp app;
    private final RunValues values;
    private final HttpSender sender;

    Requests(DeployedApp app, RunValues values, HttpSender sender) {
        this.app = app;
        this.values = values;
        this.sender = sender;
    }

    /// Whether a request can be sent at all, and where to.
    sealed interface Target {
        record At(URI url) implements Target {}

        record Nowhere(String reason) implements Target {}
    }

    Target target(RequestSpec request) {
        List<String> missing = values.missing(request.templates());
        if (!missing.isEmpty()) {
            return new Target.Nowhere(needs(missing));
        }
        if (request.service().isEmpty()) {
            return at(app.url().toString(), request);
        }
        String[] words = request.service().split(":", 2);
        return switch (app.services().to(words[0], Integer.parseInt(words[1]))) {
            case ServiceAccess.Way.Closed(String reason) -> new Target.Nowhere(reason);
            case ServiceAccess.Way.Open(URI url) -> at(url.toString(), request);
        };
    }

    static String needs(List<String> missing) {
        return "it needs %s, which no check gave"
                .formatted(missing.stream().map("${%s}"::formatted).collect(Collectors.joining(", ")));
    }

    Reply send(RequestSpec request, URI url, Duration limit) {
        return send(request, url, limit, KEPT_BYTES);
    }

    Reply send(RequestSpec request, URI url, Duration limit, int keptBytes) {
        Reply reply = sender.send(built(request, url), limit, keptBytes);
        if (reply instanceof Reply.Answer answer) {
            values.learn(answer.cookies());
            if (!request.user().isEmpty()) {
                keep(request, url, answer);
            }
        }
        return reply;
    }

    private Target at(String base, RequestSpec request) {
        String filled = request.url().whole()
                ? values.fill(request.url(), request.user())
                : request.url().fill(gap -> quoted(values.value(gap, request.user())));
        String address = filled.startsWith("/") ? base.replaceAll("/+$", "") + filled : filled;
        try {
            URI url = new URI(address);
            boolean web = List.of("http", "https").contains(String.valueOf(url.getScheme()));
            return url.getHost() == null || !web
                    ? new Target.Nowhere(
                            "%s leads to no address".formatted(request.url().text()))
                    : new Target.At(url);
        } catch (URISyntaxException _) {
            return new Target.Nowhere(
                    "%s leads to no address".formatted(request.url().text()));
        }
    }

    private HttpRequest built(RequestSpec request, URI url) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(url);
        String type = switch (request.body()) {
            case RequestSpec.Body.None _ -> "";
            case RequestSpec.Body.Json _ -> "application/json";
            case RequestSpec.Body.Form _ -> "application/x-www-form-urlencoded";
        };
        if (!type.isEmpty()) {
            builder.setHeader("Content-Type", type);
        }
        String origin = oneLine(values.fill(request.origin(), request.user()));
        if (!origin.equals(RequestSpec.NO_ORIGIN)) {
            builder.setHeader("Origin", origin.isEmpty() ? app.origin() : origin);
        }
        if (!request.user().isEmpty()) {
            cookies(request, url).forEach(line -> builder.header("Cookie", line));
        }
        request.headers()
                .forEach((name, value) -> builder.setHeader(name, oneLine(values.fill(value, request.user()))));
        return builder.method(request.method(), body(request)).build();
    }

    private HttpRequest.BodyPublisher body(RequestSpec request) {
        return switch (request.body()) {
            case RequestSpec.Body.None _ -> HttpRequest.BodyPublishers.noBody();
            case RequestSpec.Body.Json(var tree) ->
                HttpRequest.BodyPublishers.ofString(Template.fill(tree, gap -> values.value(gap, request.user()))
                        .toString());
            case RequestSpec.Body.Form(Map<String, Template> fields) ->
                HttpRequest.BodyPublishers.ofString(fields.entrySet().stream()
                        .map(field -> form(field.getKey()) + "=" + form(values.fill(field.getValue(), request.user())))
                        .collect(Collectors.joining("&")));
        };
    }

    private List<String> cookies(RequestSpec request, URI url) {
        try {
            return values.user(request.user()).cookies().get(url, Map.of()).getOrDefault("Cookie", List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keep(RequestSpec request, URI url, Reply.Answer answer) {
        try {
            values.user(request.user()).cookies().put(url, answer.headers().map());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A captured value cannot bring a header of its own along, nor what no header may hold.
    private static String oneLine(String value) {
        return value.replaceAll("\\p{Cntrl}+", " ");
    }

    private static String form(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        return form(text).replace("+", "%20").replace("%2F", "/");
    }
}
