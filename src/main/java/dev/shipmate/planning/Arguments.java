package dev.shipmate.planning;

import dev.shipmate.cluster.Inventory;
import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.tool.ToolCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Fills a tool's arguments from what a clause says.
final class Arguments {
    private static final Set<String> ANY_KIND = Set.of("get_resources", "describe", "delete", "patch");

    private final ShippingArguments shipping;

    Arguments(ShippingArguments shipping) {
        this.shipping = shipping;
    }

    /// The call, and which required arguments nothing was said about.
    record Filled(ToolCall call, List<String> missing) {
        Filled {
            missing = List.copyOf(missing);
        }
    }

    Filled fill(ToolBook.Entry entry, Reading reading, Inventory inventory) {
        var values = new LinkedHashMap<String, Object>();
        for (String argument : entry.arguments()) {
            value(entry.tool(), argument, reading).ifPresent(value -> values.put(argument, value));
        }
        if (entry.required().contains("replicas") && !values.containsKey("replicas")) {
            shifted(reading, inventory).ifPresent(count -> values.put("replicas", count));
        }
        List<String> missing = entry.arguments().stream()
                .filter(argument -> entry.required().contains(argument) && !values.containsKey(argument))
                .toList();
        return new Filled(new ToolCall(entry.tool(), values), missing);
    }

    private Optional<Object> value(String tool, String argument, Reading reading) {
        return switch (argument) {
            case "namespace" -> namespace(reading);
            case "name" -> name(tool, reading);
            case "kind" -> kind(tool, reading);
            case "node" -> node(reading).map(Link::name);
            case "status" -> PodStatus.of(reading);
            case "sort" -> sort(tool, reading);
            case "warnings" -> flag(reading.says("warning") || reading.says("error") || reading.says("fail"));
            case "previous" -> flag(reading.says("previous"));
            case "grep" -> grep(reading);
            case "manifest", "command" -> Optional.empty();
            case "environment" -> shipping.environment(reading);
            case "workload" -> shipping.workload(reading);
            case "release" -> shipping.release(reading);
            case "revision" ->
                tool.equals("rollback_release")
                        ? shipping.revision(reading)
                        : reading.clause().slots().find(argument);
            case "more" -> flag(reading.clause().mood().orders());
            case "noCache" -> shipping.noCache(reading);
            case "replicas" -> tool.equals("deploy_app") ? shipping.replicas(reading) : replicas(reading);
            default -> reading.clause().slots().find(argument);
        };
    }

    /// "two more" than the workload has now.
    private static Optional<Integer> shifted(Reading reading, Inventory inventory) {
        return reading.clause()
                .slots()
                .find("shift")
                .flatMap(shift -> reading.workload()
                        .filter(Link::known)
                        .map(link -> new WorkloadName(link.kind(), link.namespace(), link.name()))
                        .flatMap(inventory::replicas)
                        .map(((Shift) shift)::from));
    }

    /// To stop a workload is to leave it no pods.
    private static Optional<Object> replicas(Reading reading) {
        return reading.clause().mood().order().equals("stop")
                ? Optional.of(0)
                : reading.clause()
                        .slots()
                        .find("replicas")
                        .or(() -> reading.clause().slots().find("count"));
    }

    private static Optional<Object> flag(boolean set) {
        return set ? Optional.of(true) : Optional.empty();
    }

    private static Optional<Object> namespace(Reading reading) {
        Optional<Link> first = reading.links().first().filter(Link::known);
        if (reading.links().namespace().equals("*")
                && first.isPresent()
                && !first.get().namespace().isEmpty()) {
            return Optional.of(first.get().namespace());
        }
        if (!reading.links().namespace().isEmpty()) {
            return Optional.of(reading.links().namespace());
        }
        return reading.links()
                .first()
                .filter(link -> link.quality() == Link.Quality.ELSEWHERE)
                .map(Link::namespace);
    }

    private static Optional<Object> name(String tool, Reading reading) {
        Optional<Link> link = ANY_KIND.contains(tool) ? reading.links().first() : reading.workload();
        if (tool.equals("list_pods") || tool.equals("top")) {
            link = link.filter(found ->
                    !found.kind().equals("pod") || reading.links().objects().size() == 1);
        }
        if (tool.equals("check_service")) {
            link = link.or(() -> service(reading));
        }
        if (tool.equals("get_resources")) {
            link = link.filter(found -> sameKind(found, reading));
        }
        boolean bare = tool.equals("get_resources") || tool.equals("delete") || tool.equals("patch");
        return link.map(found -> bare ? found.name() : found.display());
    }

    private static Optional<Link> node(Reading reading) {
        return reading.links().objects().stream()
                .filter(link -> link.kind().equals(LiveNames.NODES))
                .findFirst();
    }

    private static Optional<Link> service(Reading reading) {
        return reading.links().objects().stream()
                .filter(link -> link.kind().equals("services"))
                .findFirst();
    }

    /// A list of one kind is not narrowed down by the name of another.
    private static boolean sameKind(Link link, Reading reading) {
        Optional<String> said = reading.kinds().stream().findFirst();
        return said.isEmpty()
                || said.get().equals(link.kind())
                || link.kind().equals(Linker.RUNNING.get(said.get()))
                || !link.known();
    }

    private static Optional<Object> kind(String tool, Reading reading) {
        if (tool.equals("top")) {
            return reading.kinds().contains("nodes") || node(reading).isPresent()
                    ? Optional.of("nodes")
                    : Optional.empty();
        }
        Optional<String> said = reading.kinds().stream()
                .filter(kind -> !kind.equals("namespaces")
                        || reading.links().namespace().isEmpty())
                .findFirst();
        Optional<String> linked = reading.links().first().map(Link::kind).filter(kind -> !kind.isEmpty());
        return switch (tool) {
            case "describe" -> linked.isPresent() ? Optional.empty() : said.map(Object.class::cast);
            case "get_resources" -> Optional.of(said.or(() -> linked).orElse("all"));
            default -> said.or(() -> linked).map(Object.class::cast);
        };
    }

    private static Optional<Object> sort(String tool, Reading reading) {
        if (tool.equals("top")) {
            return reading.says("memory")
                    ? Optional.of("memory")
                    : reading.says("cpu") ? Optional.of("cpu") : Optional.empty();
        }
        if (tool.equals("list_pods") && (reading.says("restarted") || reading.says("restartcount"))) {
            return Optional.of("restarts");
        }
        return tool.equals("list_pods") && reading.says("age") ? Optional.of("age") : Optional.empty();
    }

    private static Optional<Object> grep(Reading reading) {
        Optional<Object> said = reading.clause()
                .slots()
                .find("grep")
                .or(() -> reading.clause().slots().find("quoted"));
        if (said.isPresent()) {
            return said;
        }
        if (!reading.links().leftover().isEmpty()) {
            return Optional.of(reading.links().leftover().getFirst());
        }
        if (reading.clause().words().stream().anyMatch(word -> word.is("exception", "exceptions"))) {
            return Optional.of("exception");
        }
        return reading.says("error")
                ? Optional.of("error")
                : reading.says("warning") ? Optional.of("warn") : Optional.empty();
    }
}
