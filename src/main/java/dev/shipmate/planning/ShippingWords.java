package dev.shipmate.planning;

import dev.shipmate.planning.Ranking.Ranked;
import dev.shipmate.tool.Effect;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Wishes that are about the app that is shipped from here, as a whole wish in so many words: "ship it", "is the deploy
/// done?". Where there is no app to ship, the same words may mean something else, and the ranking decides.
final class ShippingWords {
    /// As sure as the ranking is of what it knows best.
    private static final double SURE = 0.99;

    private static final String THE = "(?:the |my |our |this |that |a |an |some )?";
    private static final String THING = "(?:todo |whole |current |new |latest |last |newest |helm )*(?:[a-z0-9-]+ )?";

    private static final Map<String, String> PARTS = Map.of(
            "<the>",
            THE,
            "<app>",
            "(?:" + THE + THING + "(?:app|application|project|stack|site|website|product|release|helm release))",
            "<deploy>",
            "(?:" + THE + "(?:whole |current |latest |last |newest |previous )*(?:app |helm )?"
                    + "(?:deploy|deployment|deploying|pipeline|pipeline run|shipment|shipping|helm upgrade))",
            "<where>",
            "(?: (?:to|in|on|into|onto|for|at|from|of) " + THE
                    + "[a-z0-9-]+(?: (?:environment|env|cluster|namespace))?| [a-z]*(?:dev|stag|prod)[a-z0-9-]*)?");

    private static final Pattern POLITE =
            Pattern.compile("^(?:please|can you|could you|would you|will you|kindly|now|then"
                    + "|and|ok|okay|so|also|just|hey|hi|i want you to|i want to|i would like to|i need to|we need to|let us"
                    + "|go ahead and|help me|try to|tell me|shipmate|also)\\b ?");

    private final ToolBook tools;
    private final List<Rule> rules;

    ShippingWords(ToolBook tools) {
        this.tools = tools;
        this.rules = ResourceLines.cells("shipping.tsv", 2).stream()
                .map(cells -> new Rule(cells[0], Pattern.compile(filled(cells[1]))))
                .toList();
    }

    private record Rule(String tool, Pattern words) {}

    private static String filled(String rule) {
        String text = rule;
        for (var part : PARTS.entrySet()) {
            text = text.replace(part.getKey(), part.getValue());
        }
        return text;
    }

    /// The tool that a wish is for, if it says so.
    Optional<Ranked> find(Reading reading) {
        if (reading.clause().mood().withheld() || reading.says("hypothetical")) {
            return Optional.empty();
        }
        String said = said(reading);
        return rules.stream()
                .filter(rule -> rule.words().matcher(said).matches())
                .findFirst()
                .map(Rule::tool)
                .or(() -> byName(reading, said))
                .filter(tool -> tool.equals("deploy_app") || !aboutWorkload(reading))
                .filter(tool -> !asks(reading) || tools.entry(tool).effect() == Effect.READ)
                .map(tool -> new Ranked(tool, tools.entry(tool).effect(), SURE));
    }

    /// The words of a clause, from its first that is not mere politeness.
    static String said(Reading reading) {
        String text = reading.clause().words().stream()
                .filter(word -> !word.punctuation())
                .map(Word::text)
                .collect(Collectors.joining(" "));
        String shorter = POLITE.matcher(text).replaceFirst("");
        while (!shorter.equals(text)) {
            text = shorter;
            shorter = POLITE.matcher(text).replaceFirst("");
        }
        return text;
    }

    /// A workload that was named, in full or without the release's name, is meant itself.
    private static boolean aboutWorkload(Reading reading) {
        return reading.workload()
                .filter(Link::known)
                .filter(link -> !sharesName(link))
                .filter(link -> link.quality() == Link.Quality.AFFIX
                        || link.name().equalsIgnoreCase(link.typed())
                        || link.typed().contains("/"))
                .isPresent();
    }

    /// "todo" is the app, and `todo-backend` only a part of it.
    static boolean sharesName(Link link) {
        return link.known() && link.name().startsWith(link.typed().toLowerCase(Locale.ROOT) + "-");
    }

    /// "roll back todo": the app by its name, which its workloads begin with.
    private Optional<String> byName(Reading reading, String said) {
        return reading.workload()
                .filter(ShippingWords::sharesName)
                .filter(link -> said.matches("(?:roll ?back|revert) " + THE + Pattern.quote(link.typed())))
                .map(_ -> "rollback_release");
    }

    private static boolean asks(Reading reading) {
        return reading.clause().words().getLast().is("?")
                && !reading.clause().mood().orders();
    }
}
