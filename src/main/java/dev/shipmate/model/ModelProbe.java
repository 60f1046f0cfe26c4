package dev.shipmate.model;

import dev.shipmate.prompt.Prompts;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds out which protocol suits a model, without running it: from what the server says the model can do, from
/// its size, and from the prompt that its template makes of a marked conversation.
///
/// Many templates lose the system text, the tools or the past calls without an error
/// (`docs/decisions/0004-model-protocols.md`); such a model gets [Protocol#SCHEMA].
final class ModelProbe {
    private static final double SMALL_BILLIONS = 3;
    private static final String DESCRIPTION = "Counts marked periwinkles.";
    private static final String PAST_VALUE = "chrysanthemum";
    private static final ToolOption TOOL = new ToolOption(
            "probe_tool",
            DESCRIPTION,
            Effect.READ,
            List.of(new ToolOption.Argument("flower", "name", ToolOption.Type.STRING, true, List.of())));

    private final ChatServer server;

    ModelProbe(ChatServer server) {
        this.server = server;
    }

    Finding examine() {
        ModelCard card = server.card();
        if (card.model().name().contains("gpt-oss")) {
            return finding(Protocol.NATIVE, "gpt-oss speaks its own call format and nothing else");
        }
        if (!card.tools()) {
            return finding(Protocol.SCHEMA, "the model has no template for tools");
        }
        double billions = card.model().billions();
        if (billions == 0) {
            return finding(Protocol.SCHEMA, "the size of the model is unknown");
        }
        if (billions <= SMALL_BILLIONS) {
            return finding(
                    Protocol.SCHEMA,
                    "with %s parameters it chooses better within a grammar"
                            .formatted(card.model().size()));
        }
        if (card.ownTemplate()) {
            return finding(Protocol.NATIVE, "the server uses the model's own template");
        }
        return server.render(question())
                .map(ModelProbe::judge)
                .orElseGet(() -> finding(Protocol.SCHEMA, "the server does not show the prompt it makes"));
    }

    /// Ends with a result, because some templates show tools only when a user spoke last.
    private static ModelPrompt question() {
        var call = new ToolCall(TOOL.name(), Map.of("flower", PAST_VALUE));
        return new NativeProtocol()
                .ask(new DecisionRequest(
                        Prompts.load("model/probe"),
                        List.of(
                                new Utterance.User("?"),
                                new Utterance.Called("call_1", call),
                                new Utterance.Observed("call_1", call, "3")),
                        List.of(TOOL)));
    }

    private static Finding judge(String rendered) {
        var losses = new ArrayList<String>();
        check(losses, rendered.contains("heliotrope"), "the system text");
        check(losses, rendered.contains(DESCRIPTION), "the tools");
        check(losses, !rendered.contains("{" + TOOL.name() + " "), "the form of the tools");
        check(losses, rendered.contains(PAST_VALUE), "past calls");
        return losses.isEmpty()
                ? finding(Protocol.NATIVE, "its template keeps system text, tools and past calls")
                : finding(Protocol.SCHEMA, "its template loses " + String.join(" and ", losses));
    }

    private static void check(List<String> losses, boolean kept, String what) {
        if (!kept) {
            losses.add(what);
        }
    }

    private static Finding finding(Protocol protocol, String reason) {
        return new Finding(protocol, List.of(reason));
    }

    /// What to try when a model refuses a protocol.
    static Optional<Protocol> next(Protocol refused) {
        return switch (refused) {
            case NATIVE -> Optional.of(Protocol.SCHEMA);
            case SCHEMA -> Optional.of(Protocol.TEXT);
            case TEXT -> Optional.empty();
        };
    }
}
