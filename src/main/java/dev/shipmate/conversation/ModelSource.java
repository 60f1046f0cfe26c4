package dev.shipmate.conversation;

import dev.shipmate.model.LanguageModel;
import java.util.List;

/// The models that can be used. Every method may throw a [dev.shipmate.model.ModelException].
public interface ModelSource {
    List<String> list();

    /// Opens a model; an empty name is the one configured, or the best that the server has.
    LanguageModel open(String name);
}
