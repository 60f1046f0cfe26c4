package dev.shipmate.conversation;

import dev.shipmate.cluster.Inventory;
import dev.shipmate.cluster.PodName;
import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.model.LanguageModel;
import dev.shipmate.planning.Candidate;
import dev.shipmate.planning.Shortlist;
import dev.shipmate.tool.LiveName;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolDescription;
import dev.shipmate.tool.ToolOption;
import dev.shipmate.tool.Toolbox;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The tools shown to a model for one question: at most five, with the live names that may be filled in.
final class OptionsForModel {
    /// More names than this make a grammar slow; the argument is then left free.
    private static final int NAMES = 64;

    /// Models below this size, in billions of parameters, choose tools better than names.
    private static final double SMALL = 4;

    /// Offered when the planner has too few ideas of its own.
    private static final List<String> USUAL = List.of("list_pods", "diagnose", "get_resources", "get_logs", "describe");

    private final Toolbox toolbox;
    private final Inventory inventory;
    private final String namespace;

    OptionsForModel(Toolbox toolbox, Inventory inventory, String namespace) {
        this.toolbox = toolbox;
        this.inventory = inventory;
        this.namespace = namespace;
    }

    /// The smaller a model, the less is left to it.
    ///
    /// @param likely whether rules could carry the shortlist out
    OpenTools tools(LanguageModel model, Shortlist shortlist, boolean likely) {
        if (!Wording.isAble(model) && likely) {
            return OpenTools.steps(steps(shortlist));
        }
        boolean small = model.billions() > 0 && model.billions() < SMALL;
        return OpenTools.choice(small ? resolved(shortlist) : open(shortlist));
    }

    /// The shortlisted tools, filled up with the usual look-ups.
    private List<ToolOption> open(Shortlist shortlist) {
        Set<String> names = new LinkedHashSet<>();
        shortlist.candidates().forEach(candidate -> names.add(candidate.call().tool()));
        USUAL.stream().filter(_ -> names.size() < 3).forEach(names::add);
        return names.stream()
                .flatMap(name -> option(name, shortlist).stream())
                .limit(Shortlist.LIMIT)
                .toList();
    }

    /// The same, with the arguments fixed that the planner resolved: a small model is not to choose them again.
    private List<ToolOption> resolved(Shortlist shortlist) {
        return open(shortlist).stream()
                .map(option -> resolved(option, shortlist)
                        .map(candidate -> withFixed(option, candidate.call()))
                        .orElse(option))
                .toList();
    }

    /// The one reading of the question with that tool, if all of its names exist: they do, whichever tool is meant.
    private static Optional<Candidate> resolved(ToolOption option, Shortlist shortlist) {
        List<Candidate> candidates = shortlist.candidates().stream()
                .filter(candidate -> candidate.call().tool().equals(option.name()))
                .toList();
        return candidates.size() == 1
                ? candidates.stream().filter(Candidate::complete).findFirst()
                : Optional.empty();
    }

    /// For each step the planner's tool alone, with every argument that the planner resolved fixed and the others left
    /// out: what is left to decide for a very small model.
    private List<List<ToolOption>> steps(Shortlist shortlist) {
        return shortlist.steps().stream()
                .map(step -> option(step.call().tool(), shortlist).stream()
                        .map(option -> fixed(option, step.call()))
                        .toList())
                .toList();
    }

    /// These calls as they are, of the tools that there are.
    List<ToolOption> of(List<ToolCall> calls, Shortlist shortlist) {
        return calls.stream()
                .flatMap(call -> option(call.tool(), shortlist).stream().map(option -> fixed(option, call)))
                .toList();
    }

    private static ToolOption fixed(ToolOption option, ToolCall call) {
        ToolOption fixed = withFixed(option, call);
        return new ToolOption(
                fixed.name(),
                fixed.description(),
                fixed.effect(),
                fixed.arguments().stream().filter(ToolOption.Argument::required).toList());
    }

    /// An argument that the call has can have no other value, and is not left out.
    private static ToolOption withFixed(ToolOption option, ToolCall call) {
        List<ToolOption.Argument> arguments = option.arguments().stream()
                .map(argument -> {
                    Object value = call.arguments().get(argument.name());
                    return value == null
                            ? argument
                            : new ToolOption.Argument(
                                    argument.name(),
                                    argument.description(),
                                    argument.type(),
                                    true,
                                    List.of(value.toString()));
                })
                .toList();
        return new ToolOption(option.name(), option.description(), option.effect(), arguments);
    }

    private Optional<ToolOption> option(String tool, Shortlist shortlist) {
        return toolbox.find(tool).map(spec -> ToolDescription.of(spec).toOption(kind -> allowed(kind, shortlist)));
    }

    private List<String> allowed(LiveName kind, Shortlist shortlist) {
        return switch (kind) {
            case NAMESPACE -> limited(Stream.concat(inventory.namespaces().stream(), Stream.of("*")));
            case WORKLOAD ->
                limited(Stream.of(
                                meant(shortlist),
                                inventory.workloads(namespace).stream().map(WorkloadName::display),
                                inventory.pods(namespace).stream().map(PodName::name))
                        .flatMap(names -> names));
            case POD -> limited(inventory.pods(namespace).stream().map(PodName::name));
            case NODE -> limited(inventory.names("nodes", "").stream());
            case CONTAINER, KIND -> List.of();
        };
    }

    /// Names that the planner linked, also when they are in another namespace.
    private static Stream<String> meant(Shortlist shortlist) {
        return shortlist.candidates().stream()
                .filter(Candidate::resolved)
                .map(candidate -> candidate.call().arguments().get("name"))
                .filter(Objects::nonNull)
                .map(Object::toString);
    }

    private static List<String> limited(Stream<String> names) {
        List<String> all = names.distinct().limit(NAMES + 1L).toList();
        return all.size() > NAMES ? List.of() : all;
    }
}
