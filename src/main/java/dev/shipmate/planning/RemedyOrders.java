package dev.shipmate.planning;

import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolCall;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Orders to apply a remedy by its ID: "apply remedy 4f2a91bc". An ID is like no other word, so a pattern for the whole
/// sentence knows them better than a ranking.
final class RemedyOrders {
    private static final double SURE = 0.99;
    private static final int LONGEST = 200;

    private static final Pattern ORDER = Pattern.compile(
            "(?:(?:please|now|then|ok|okay|yes|go ahead and|can you|could you|would you|will you|shipmate)[, ]+)*"
                    + "(?:apply|use|make|take|do|run|try) (?:the )?remedy (?:with )?(?:the )?(?:id )?"
                    + "[#'\"`]?(?<id>[0-9a-f]{8})['\"`]?"
                    + "(?: (?:in|on|for|to) (?:(?<everywhere>all namespaces|every namespace)"
                    + "|(?:the )?(?:namespace )?(?<namespace>[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)(?: namespace)?))?"
                    + "(?:[, ]+(?:please|now))?[.!]*");

    private RemedyOrders() {}

    /// The call that a sentence orders; nothing when it says anything else as well.
    static Optional<Candidate> find(String question) {
        if (question.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher order = ORDER.matcher(question.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ")
                .replaceAll("\\?$", ""));
        if (!order.matches()) {
            return Optional.empty();
        }
        ToolCall call = new ToolCall("apply_remedy", Map.of()).with("id", order.group("id"));
        String namespace = order.group("namespace");
        if (order.group("everywhere") != null) {
            call = call.with("namespace", "*");
        } else if (namespace != null) {
            call = call.with("namespace", namespace);
        }
        return Optional.of(new Candidate(call, Effect.CHANGE, SURE, List.of(), true));
    }
}
