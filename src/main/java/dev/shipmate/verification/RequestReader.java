package dev.shipmate.verification;

import dev.shipmate.project.ProjectException;
import dev.shipmate.project.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads the checks that are requests.
final class RequestReader {
    static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete", "options", "head");

    /// The fields that such a check may have.
    static final List<String> CHECK_FIELDS = fields();

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");
    private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern SERVICE = Pattern.compile("[a-z]([-a-z0-9]{0,61}[a-z0-9])?:[1-9]\\d{0,4}");

    /// The client sets these itself, or they would only seem to be sent.
    private static final Set<String> NOT_OURS =
            Set.of("connection", "content-length", "cookie", "expect", "host", "origin", "upgrade");

    /// Captures with such a word in their name are secrets, unless the file says otherwise.
    private static final Pattern TELLING =
            Pattern.compile("(?i).*(token|jwt|cookie|session|password|passwd|secret|credential|api-?_?key|auth).*");

    private final Gaps gaps;

    RequestReader(Gaps gaps) {
        this.gaps = gaps;
    }

    HttpCheck check(String name, Section item) {
        String method = METHODS.stream().filter(item::has).findFirst().orElseThrow(IllegalStateException::new);
        boolean cleanup = item.flag("cleanup", false);
        List<String> needs = item.texts("needs");
        needs.forEach(need -> gaps.requireCaptured(item.section("needs"), need, cleanup));
        RequestSpec request = request(item, method, cleanup);
        var expectations = new ExpectationReader(gaps, cleanup).read(item.section("expect"));
        List<Capture> captures = captures(item.section("capture"));
        captures.forEach(capture -> gaps.add(capture.name(), cleanup));
        return new HttpCheck(
                name,
                item.path(),
                request,
                expectations,
                captures,
                needs,
                item.text("after", ""),
                Checks.seconds(item, "limitSeconds", 1, 15),
                Checks.seconds(item, "retrySeconds", 0, 0),
                cleanup);
    }

    RequestSpec request(Section item, String method, boolean cleanup) {
        var url = new Template(item.text(method));
        if (!url.text().matches("(/|https?://|\\$\\{).*")) {
            throw item.section(method).wrong("must be a path such as /tasks, or a whole address");
        }
        String service = item.text("service", "");
        if (!service.isEmpty() && !SERVICE.matcher(service).matches()) {
            throw item.section("service").wrong("must be a Service and its port, such as todo-backend:8000");
        }
        String user = item.text("as", "");
        if (!user.isEmpty() && !NAME.matcher(user).matches()) {
            throw item.section("as").wrong("must be a name of letters, digits, - and _");
        }
        var request = new RequestSpec(
                method.toUpperCase(Locale.ROOT),
                url,
                service,
                user,
                new Template(item.text("origin", "")),
                headers(item.section("headers")),
                body(item));
        gaps.require(item, request.templates(), cleanup);
        return request;
    }

    private static Map<String, Template> headers(Section headers) {
        var read = new LinkedHashMap<String, Template>();
        for (String name : headers.keys()) {
            settable(name, headers.section(name));
            read.put(name, new Template(headers.text(name)));
        }
        return read;
    }

    /// @param where the header is named
    static void settable(String name, Section where) {
        if (!HEADER.matcher(name).matches()) {
            throw where.wrong("is not the name of a header");
        }
        if (NOT_OURS.contains(name.toLowerCase(Locale.ROOT))) {
            throw where.wrong("cannot be set; `origin` and `as` say which origin and cookies go along");
        }
    }

    private static RequestSpec.Body body(Section item) {
        if (item.has("json") && item.has("form")) {
            throw item.wrong("must have one of json and form");
        }
        if (item.has("json")) {
            return new RequestSpec.Body.Json(item.section("json").tree());
        }
        if (item.has("form")) {
            var fields = new LinkedHashMap<String, Template>();
            item.pairs("form").forEach((name, value) -> fields.put(name, new Template(value)));
            return new RequestSpec.Body.Form(fields);
        }
        return new RequestSpec.Body.None();
    }

    private static List<Capture> captures(Section captures) {
        var read = new ArrayList<Capture>();
        for (String name : captures.keys()) {
            Section capture = captures.section(name).only("json", "header", "cookie", "secret");
            if (!NAME.matcher(name).matches()
                    || List.of(Gaps.EMAIL, Gaps.PASSWORD, Gaps.ORIGIN).contains(name)) {
                throw capture.wrong(
                        "must be a name of letters, digits, - and _, and not one of email, password, origin");
            }
            Capture.Source source = source(capture);
            boolean secret = source instanceof Capture.Source.FromCookie
                    || TELLING.matcher(name).matches();
            read.add(new Capture(name, source, capture.flag("secret", secret)));
        }
        return read;
    }

    private static Capture.Source source(Section capture) {
        List<String> sources = List.of("json", "header", "cookie").stream()
                .filter(capture::has)
                .toList();
        if (sources.size() != 1) {
            throw oneOf(capture);
        }
        return switch (sources.getFirst()) {
            case "json" -> new Capture.Source.FromJson(Checks.pointer(capture.section("json"), capture.text("json")));
            case "header" -> new Capture.Source.FromHeader(capture.text("header"));
            default -> new Capture.Source.FromCookie(capture.text("cookie"));
        };
    }

    private static ProjectException oneOf(Section capture) {
        return capture.wrong("must have exactly one of json, header, cookie");
    }

    private static List<String> fields() {
        var fields = new ArrayList<>(METHODS);
        fields.addAll(List.of("name", "as", "service", "origin", "headers", "json", "form", "expect", "capture"));
        fields.addAll(List.of("needs", "after", "cleanup", "limitSeconds", "retrySeconds"));
        return List.copyOf(fields);
    }
}
