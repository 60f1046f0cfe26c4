package dev.shipmate.model;

import dev.shipmate.tool.ToolOption;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The names of the tools on offer, and what models make of them: `functions.list_pods:0`, `listPods`,
/// `list_pods<|channel|>commentary`.
final class ToolNames {
    static final String ANSWER = "answer";
    static final String ASK_USER = "ask_user";

    private static final Set<String> ALWAYS = Set.of(ANSWER, ASK_USER, "final_answer", "respond");
    private static final Pattern PREFIX = Pattern.compile("^(functions?|tools?|default_api|api|assistant)[.:/]");
    private static final Pattern SUFFIX = Pattern.compile("(<\\||\\s|\\(|:\\d).*$", Pattern.DOTALL);

    private final Set<String> known;

    ToolNames(List<ToolOption> tools) {
        this.known = tools.stream().map(ToolOption::name).collect(Collectors.toUnmodifiableSet());
    }

    boolean known(String name) {
        return known.contains(name) || ALWAYS.contains(name);
    }

    /// The known name that is meant, or the bare word that was written.
    String clean(String written) {
        String bare = written.strip();
        for (String before = ""; !before.equals(bare); ) {
            before = bare;
            bare = SUFFIX.matcher(PREFIX.matcher(bare.replaceAll("^[\"'`<|*]+|[\"'`>|*:,.]+$", ""))
                            .replaceFirst(""))
                    .replaceFirst("");
        }
        if (known(bare)) {
            return bare;
        }
        String snake = bare.replaceAll("([a-z])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT)
                .replace('-', '_');
        return known(snake) || bare.isEmpty() ? snake : bare;
    }
}
