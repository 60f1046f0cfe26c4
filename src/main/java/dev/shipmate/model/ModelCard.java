package dev.shipmate.model;

import java.util.List;

/// What a server tells about one model: its version, the model's digest, what it can do, and how many tokens
/// its window can hold at most, or 0 when the server does not say.
///
/// @param ownTemplate whether the server uses the chat template that came with the model, as it was made
record ModelCard(
        String serverVersion, InstalledModel model, List<String> capabilities, int windowTokens, boolean ownTemplate) {
    static final String TOOLS = "tools";

    ModelCard {
        capabilities = List.copyOf(capabilities);
    }

    boolean tools() {
        return capabilities.contains(TOOLS);
    }

    /// What the probe's findings hold for: another model under the same name, or another server, is probed anew.
    String fingerprint() {
        return model.name() + "@" + model.digest() + "@" + serverVersion;
    }
}
