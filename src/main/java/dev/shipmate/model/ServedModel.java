package dev.shipmate.model;

import dev.shipmate.model.ModelException.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A model on a server, asked by the protocol that the probe found or the user chose. When the model refuses it,
/// the next simpler one is taken and remembered.
final class ServedModel implements LanguageModel {
    /// As a rule; in names and logs they are fewer.
    private static final int CHARACTERS_PER_TOKEN = 3;

    /// In percent of the window. The rest is for instructions, tools and the reply.
    private static final int SHARE_OF_DIALOGUE = 60;

    private static final int LEAST_ROOM = 200;

    private final ChatServer server;
    private final ModelSettings settings;
    private final ProbeMemory memory;
    private @Nullable Finding finding;

    ServedModel(ChatServer server, ModelSettings settings) {
        this.server = server;
        this.settings = settings;
        this.memory = new ProbeMemory(settings.cache());
    }

    @Override
    public String name() {
        return settings.model().isBlank() ? server.model() : settings.model();
    }

    @Override
    public Protocol protocol() {
        return finding().protocol();
    }

    @Override
    public int windowTokens() {
        int possible = server.card().windowTokens();
        return possible == 0 ? settings.windowTokens() : Math.min(possible, settings.windowTokens());
    }

    @Override
    public double billions() {
        return server.card().model().billions();
    }

    /// The protocol in use, and why.
    synchronized Finding finding() {
        Finding known = finding;
        if (known == null) {
            known = settings.protocol()
                    .fixed()
                    .map(chosen -> new Finding(chosen, List.of("chosen by the user")))
                    .orElseGet(this::probed);
            finding = known;
        }
        return known;
    }

    private Finding probed() {
        String fingerprint = server.card().fingerprint();
        return memory.find(fingerprint).orElseGet(() -> {
            Finding found = new ModelProbe(server).examine();
            memory.remember(fingerprint, found);
            return found;
        });
    }

    /// A server that says that a prompt is too long knows better than an estimate.
    private <T> T fitted(List<Utterance> dialogue, Function<List<Utterance>, T> asked) {
        int room = windowTokens() * CHARACTERS_PER_TOKEN * SHARE_OF_DIALOGUE / 100;
        while (true) {
            List<Utterance> fitted = DialogueFit.of(dialogue, room);
            try {
                return asked.apply(fitted);
            } catch (ModelException e) {
                room = Math.min(room, DialogueFit.length(fitted)) * 2 / 3;
                if (e.code() != Code.TOO_LONG || room < LEAST_ROOM) {
                    throw e;
                }
            }
        }
    }

    @Override
    public Reply decide(DecisionRequest request) {
        return fitted(request.dialogue(), dialogue -> decided(request.withDialogue(dialogue)));
    }

    private Reply decided(DecisionRequest request) {
        while (true) {
            Finding used = finding();
            try {
                double billions = server.card().model().billions();
                return decide(DecisionProtocol.of(used.protocol(), billions), request);
            } catch (ModelException e) {
                if (e.code() != Code.UNSUPPORTED || !stepDown(used, String.valueOf(e.getMessage()))) {
                    throw e;
                }
            }
        }
    }

    private Reply decide(DecisionProtocol protocol, DecisionRequest request) {
        ModelPrompt prompt = protocol.ask(request);
        Completion completion = server.complete(prompt);
        if (completion.empty() && !completion.cut()) {
            Completion second = server.complete(prompt);
            completion = new Completion(
                    second.text(),
                    second.calls(),
                    second.cut(),
                    completion.tokens().plus(second.tokens()));
        }
        return new Reply(protocol.read(completion, request), completion.tokens());
    }

    /// Whether there was something simpler to fall back to.
    synchronized boolean stepDown(Finding refused, String reason) {
        if (settings.protocol() != ProtocolChoice.AUTO) {
            return false;
        }
        var next = ModelProbe.next(refused.protocol());
        next.ifPresent(protocol -> {
            var reasons = new ArrayList<>(refused.reasons());
            reasons.add("%s was refused: %s".formatted(refused.protocol().word(), reason));
            finding = new Finding(protocol, reasons);
            memory.remember(server.card().fingerprint(), finding);
        });
        return next.isPresent();
    }

    @Override
    public WrittenAnswer write(String system, List<Utterance> dialogue, Consumer<String> onText) {
        return fitted(dialogue, it -> written(AnswerPrompt.of(system, it, billions()), onText));
    }

    private WrittenAnswer written(ModelPrompt prompt, Consumer<String> onText) {
        WrittenAnswer first = write(prompt, onText);
        if (!first.text().isEmpty()) {
            return first;
        }
        WrittenAnswer second = write(prompt, onText);
        return new WrittenAnswer(
                second.text(),
                second.complete() && !second.text().isEmpty(),
                first.tokens().plus(second.tokens()));
    }

    /// An answer that breaks off in the middle is worth having; one that never began is a failure.
    private WrittenAnswer write(ModelPrompt prompt, Consumer<String> onText) {
        var answer = new AnswerText(onText);
        try {
            Completion completion = server.stream(prompt, answer::add);
            return new WrittenAnswer(answer.finish(), !completion.cut() && !answer.repeated(), completion.tokens());
        } catch (ModelException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            String begun = answer.finish();
            if (begun.isEmpty()) {
                throw e;
            }
            return new WrittenAnswer(begun, false, TokenUsage.NONE);
        }
    }
}
