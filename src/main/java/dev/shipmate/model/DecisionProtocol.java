package dev.shipmate.model;

/// One way to ask for a decision and to read it from what comes back.
interface DecisionProtocol {
    ModelPrompt ask(DecisionRequest request);

    Decision read(Completion completion, DecisionRequest request);

    /// Below this size a reason before the call does harm (`docs/decisions/0004-model-protocols.md`).
    double TINY_BILLIONS = 0.5;

    /// The way that suits a model of this many billions of parameters, 0 when unknown.
    static DecisionProtocol of(Protocol protocol, double billions) {
        return switch (protocol) {
            case NATIVE -> new NativeProtocol();
            case SCHEMA -> new SchemaProtocol(billions == 0 || billions >= TINY_BILLIONS);
            case TEXT -> new TextProtocol();
        };
    }
}
