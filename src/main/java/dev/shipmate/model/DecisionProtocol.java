package dev.shipmate.model;

/// One way to ask for a decision and to read it from what comes back.
interface DecisionProtocol {
    ModelPrompt ask(DecisionRequest request);

    Decision read(Completion completion, DecisionRequest request);

    static DecisionProtocol of(Protocol protocol) {
        return switch (protocol) {
            case NATIVE -> new NativeProtocol();
            case SCHEMA -> new SchemaProtocol();
            case TEXT -> new TextProtocol();
        };
    }
}
