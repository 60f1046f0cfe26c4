package dev.shipmate.verification;

import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.project.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;

/// Reads the checks that a project file declares. Every mistake is told with the field where it stands.
public final class Checks {
    private static final String PODS = "pods";
    private static final String RESTART = "restart";
    private static final String FORGED_TOKENS = "forgedTokens";
    private static final String CONNECTIONS = "connections";
    private static final List<String> OTHER_KINDS = List.of(PODS, RESTART, FORGED_TOKENS, CONNECTIONS);
    private static final List<String> WITH_PODS = List.of("deployment", "statefulset", "daemonset");

    private static final Duration REAL_TOKEN_LIMIT = Duration.ofSeconds(15);

    private final Gaps gaps = new Gaps();
    private final RequestReader requests = new RequestReader(gaps);
    private final Set<String> names = new HashSet<>();

    private Checks() {}

    /// The checks in the order in which they run, but for those that clean up; none when the section is left out.
    ///
    /// Throws a [ProjectException] for what cannot be meant.
    public static List<Check> read(Section verify) {
        var reader = new Checks();
        return verify.each(reader::item).stream().flatMap(List::stream).toList();
    }

    private List<Check> item(Section item) {
        item.only(Stream.of(RequestReader.CHECK_FIELDS, OTHER_KINDS)
                .flatMap(List::stream)
                .toArray(String[]::new));
        String name = item.text("name");
        if (!names.add(name)) {
            throw item.section("name").wrong("is the name of another check already: '%s'".formatted(name));
        }
        List<String> kinds = Stream.concat(RequestReader.METHODS.stream(), OTHER_KINDS.stream())
                .filter(item::has)
                .toList();
        if (kinds.size() != 1) {
            throw item.wrong("must have exactly one of %s, %s"
                    .formatted(String.join(", ", RequestReader.METHODS), String.join(", ", OTHER_KINDS)));
        }
        return switch (kinds.getFirst()) {
            case PODS -> List.of(pods(name, alone(item, PODS)));
            case RESTART -> List.of(restart(name, alone(item, RESTART)));
            case FORGED_TOKENS -> tokens(name, alone(item, FORGED_TOKENS));
            case CONNECTIONS -> connections(name, alone(item, CONNECTIONS));
            default -> List.of(request(name, item));
        };
    }

    private HttpCheck request(String name, Section item) {
        HttpCheck check = requests.check(name, item);
        if (check.after().equals(name) || !(check.after().isEmpty() || names.contains(check.after()))) {
            throw item.section("after").wrong("must be the name of a check before it: '%s'".formatted(check.after()));
        }
        return check;
    }

    private static Section alone(Section item, String kind) {
        item.only("name", kind);
        return item.section(kind);
    }

    private static Check pods(String name, Section pods) {
        pods.only("selector", "stableSeconds", "limitSeconds");
        return new PodsCheck(
                name,
                parent(pods),
                pods.text("selector", ""),
                seconds(pods, "stableSeconds", 0, 5),
                seconds(pods, "limitSeconds", 1, 120));
    }

    private static Check restart(String name, Section restart) {
        restart.only("workload", "limitSeconds");
        String[] words = restart.text("workload").split("/", -1);
        String kind = KnownKinds.find(words[0]).map(known -> known.singular()).orElse("");
        if (words.length != 2 || !WITH_PODS.contains(kind) || words[1].isBlank()) {
            throw restart.section("workload").wrong("must be a workload with its kind, such as deployment/backend");
        }
        return new RestartCheck(name, parent(restart), kind, words[1], seconds(restart, "limitSeconds", 1, 180));
    }

    private List<Check> tokens(String name, Section tokens) {
        tokens.only("token", "get", "as", "service", "origin", "headers", "header", "jwks", "status");
        var token = new Template(tokens.text("token"));
        var jwks = new Template(tokens.text("jwks", ""));
        gaps.require(tokens.section("token"), List.of(token), false);
        gaps.require(tokens.section("jwks"), List.of(jwks), false);
        RequestSpec request = requests.request(tokens, "get", false);
        String header = tokens.text("header", "Authorization");
        RequestReader.settable(header, tokens.section("header"));
        var checks = new ArrayList<Check>();
        var accepted = new HttpCheck(
                "%s: the real one is accepted".formatted(name),
                parent(tokens),
                request.withHeader(header, new Template("Bearer " + token.text())),
                List.of(new Expectation.Status(Set.of())),
                List.of(),
                List.of(),
                "",
                REAL_TOKEN_LIMIT,
                Duration.ZERO,
                false);
        checks.add(accepted);
        for (Forgery forgery : Forgery.values()) {
            checks.add(new TokenCheck(
                    "%s: %s".formatted(name, forgery.display()),
                    parent(tokens),
                    forgery,
                    request,
                    header,
                    token,
                    jwks,
                    tokens.number("status", 100, 599, 401),
                    accepted.name()));
        }
        return checks;
    }

    private List<Check> connections(String name, Section connections) {
        connections.only("pages", "allow");
        List<Template> pages =
                connections.texts("pages").stream().map(Template::new).toList();
        gaps.require(connections.section("pages"), pages, false);
        var checks = new ArrayList<Check>();
        for (ConnectionsCheck.Grade grade : ConnectionsCheck.Grade.values()) {
            checks.add(new ConnectionsCheck(
                    "%s: %s".formatted(name, grade.display()),
                    parent(connections),
                    grade,
                    pages.isEmpty() ? List.of(new Template("/")) : pages,
                    connections.pairs("allow")));
        }
        return checks;
    }

    static Duration seconds(Section section, String field, int least, int otherwise) {
        return Duration.ofSeconds(section.number(field, least, 3600, otherwise));
    }

    static JsonPointer pointer(Section section, String text) {
        try {
            return JsonPointer.compile(text);
        } catch (IllegalArgumentException _) {
            throw section.wrong("must be a JSON Pointer such as /items/0/id: '%s'".formatted(text));
        }
    }

    /// Where the item stands that a kind's own section is in.
    private static String parent(Section kind) {
        return kind.path().substring(0, kind.path().lastIndexOf('.'));
    }
}
