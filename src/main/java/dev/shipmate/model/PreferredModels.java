package dev.shipmate.model;

import dev.shipmate.model.ModelException.Code;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/// Which model to take when the user named none: the first family of a fixed list that the server has, and
/// within it the largest up to 9 billion parameters, which a laptop can still run. The list is documented in
/// `docs/decisions/0004-model-protocols.md`.
final class PreferredModels {
    private static final List<String> FAMILIES = List.of(
            "qwen3:4b-instruct",
            "qwen3.5",
            "qwen3:8b",
            "gpt-oss",
            "ministral-3",
            "lfm2.5",
            "qwen3",
            "qwen2.5",
            "granite4",
            "phi4-mini",
            "llama3",
            "gemma3",
            "smollm2");
    private static final String RECOMMENDED = "qwen3:4b-instruct";
    private static final double LAPTOP_BILLIONS = 9;

    private PreferredModels() {}

    static String choose(String asked, Supplier<List<InstalledModel>> installed, WireFailures failures) {
        if (!asked.isBlank()) {
            return asked.strip();
        }
        return bestFirst(installed.get()).stream()
                .map(InstalledModel::name)
                .filter(name -> !name.contains("embed"))
                .findFirst()
                .orElseThrow(() -> new ModelException(
                        Code.MISSING,
                        "%s has no model yet. Fetch one with `ollama pull %s`."
                                .formatted(failures.subject(), RECOMMENDED)));
    }

    static List<InstalledModel> bestFirst(List<InstalledModel> installed) {
        return installed.stream()
                .sorted(Comparator.comparingInt(PreferredModels::rank)
                        .thenComparing(model -> model.billions() > LAPTOP_BILLIONS)
                        .thenComparing(InstalledModel::billions, Comparator.reverseOrder())
                        .thenComparing(InstalledModel::name))
                .toList();
    }

    private static int rank(InstalledModel model) {
        for (int rank = 0; rank < FAMILIES.size(); rank++) {
            if (model.name().startsWith(FAMILIES.get(rank))) {
                return rank;
            }
        }
        return FAMILIES.size();
    }
}
