package dev.shipmate.verification;

import dev.shipmate.project.Section;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;

/// Reads what an answer must look like. Nothing said about the status means any of 200 to 299.
final class ExpectationReader {
    private static final String PRESENT = "present";
    private static final String EQUALS = "equals";
    private static final String CONTAINS = "contains";
    private static final String LACKS = "lacks";
    private static final String MATCHES = "matches";

    private final Gaps gaps;
    private final boolean cleanup;

    ExpectationReader(Gaps gaps, boolean cleanup) {
        this.gaps = gaps;
        this.cleanup = cleanup;
    }

    List<Expectation> read(Section expect) {
        expect.only("status", "headers", "body", "json");
        var expectations = new ArrayList<Expectation>();
        expectations.add(new Expectation.Status(statuses(expect.section("status"))));
        Section headers = expect.section("headers");
        for (String name : headers.keys()) {
            rules(headers.section(name)).forEach(rule -> expectations.add(new Expectation.Header(name, rule)));
        }
        Section body = expect.section("body");
        if (body.present()) {
            rules(body).forEach(rule -> expectations.add(new Expectation.Text(rule)));
        }
        Section json = expect.section("json");
        for (String pointer : json.keys()) {
            var compiled = Checks.pointer(json, pointer);
            rules(json.section(pointer)).forEach(rule -> expectations.add(new Expectation.Json(compiled, rule)));
        }
        return expectations;
    }

    private static Set<Integer> statuses(Section status) {
        if (!status.present()) {
            return Set.of();
        }
        return status.tree().isArray()
                ? new LinkedHashSet<>(status.each(ExpectationReader::code))
                : Set.of(code(status));
    }

    private static int code(Section status) {
        JsonNode code = status.tree();
        if (!code.isInt() || code.asInt() < 100 || code.asInt() > 599) {
            throw status.wrong("must be a status such as 200, or a list of them");
        }
        return code.asInt();
    }

    /// A mapping of rules; a plain value means that it is equal to it.
    private List<Rule> rules(Section rules) {
        if (!rules.present()) {
            throw rules.wrong("must say what is expected, such as {present: true}");
        }
        if (!rules.tree().isObject()) {
            return List.of(checked(rules, new Rule.Equal(rules.tree())));
        }
        rules.only(PRESENT, EQUALS, CONTAINS, LACKS, MATCHES);
        List<Rule> read = rules.keys().stream()
                .map(rule -> checked(rules, rule(rules, rule)))
                .toList();
        if (read.isEmpty()) {
            throw rules.wrong("must say what is expected, such as {present: true}");
        }
        return read;
    }

    private static Rule rule(Section rules, String rule) {
        return switch (rule) {
            case PRESENT -> rules.flag(PRESENT, true) ? new Rule.Present() : new Rule.Absent();
            case EQUALS -> new Rule.Equal(rules.section(EQUALS).tree());
            case CONTAINS -> new Rule.Containing(new Template(rules.text(CONTAINS)));
            case LACKS -> new Rule.Lacking(new Template(rules.text(LACKS)));
            default -> new Rule.Matching(pattern(rules));
        };
    }

    private static Pattern pattern(Section rules) {
        try {
            return Pattern.compile(rules.text(MATCHES), Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw rules.section(MATCHES).wrong("is no regular expression: %s".formatted(e.getDescription()));
        }
    }

    private Rule checked(Section where, Rule rule) {
        gaps.require(where, rule.templates(), cleanup);
        return rule;
    }
}
