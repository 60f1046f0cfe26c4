package dev.shipmate.planning;

import dev.shipmate.cluster.Inventory;
import dev.shipmate.planning.Interpreter.Interpretation;
import dev.shipmate.planning.Ranking.Ranked;
import dev.shipmate.tool.Effect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;

/// The planner that needs no model: a lexicon, hand-written rules, what was learned from labelled questions, and the
/// live names.
///
/// It is deterministic and holds no state between questions, so one instance serves all threads.
public final class RulePlanner implements Planner {
    private static final double LEAST_CONFIDENCE = 0.02;

    /// How much less sure a plan is that cannot leave out what it should.
    private static final double PARTIAL = 0.5;

    /// So likely must a tool be, before a question that sounds general is taken for one about the cluster.
    private static final double SURELY_A_TOOL = 0.6;

    /// What follows from several objects joined by "and": these tools are about one object a call.
    private static final Set<String> ONE_FOR_ALL =
            Set.of("check_service", "none", "cluster_health", "get_events", "helm_status");

    private final ToolBook tools = new ToolBook();
    private final Interpreter interpreter = new Interpreter();
    private final Arguments arguments = new Arguments(new ShippingArguments(new Lexicon()));
    private final ShippingWords shipping = new ShippingWords(tools);
    private final Ranking ranking;
    private final DoubleUnaryOperator calibration;
    private final BooleanSupplier ships;

    /// A planner for where no app is shipped from.
    public RulePlanner() {
        this(() -> false);
    }

    /// @param ships whether there is an app to ship here; asked for each question
    RulePlanner(BooleanSupplier ships) {
        this(Likelihood.learned(), Calibration.learned()::confidence, ships);
    }

    /// @param calibration from how likely a tool is to how often that is right
    RulePlanner(Likelihood likelihood, DoubleUnaryOperator calibration) {
        this(likelihood, calibration, () -> false);
    }

    private RulePlanner(Likelihood likelihood, DoubleUnaryOperator calibration, BooleanSupplier ships) {
        this.ships = ships;
        this.ranking = new Ranking(tools, likelihood);
        this.calibration = calibration;
    }

    /// A planner that is read in the background from now on, while the cluster is being reached.
    ///
    /// @param ships whether there is an app to ship here; asked for each question
    public static Planner inBackground(BooleanSupplier ships) {
        var planner = CompletableFuture.supplyAsync(
                () -> new RulePlanner(ships),
                task -> Thread.ofPlatform().daemon().start(task));
        return (question, focus, namespace, inventory) -> planner.join().plan(question, focus, namespace, inventory);
    }

    @Override
    public Shortlist plan(String question, Focus focus, String namespace, Inventory inventory) {
        List<Candidate> remedy = RemedyOrders.find(question).stream().toList();
        if (!remedy.isEmpty()) {
            return new Shortlist(Topic.CLUSTER, remedy, remedy, List.of());
        }
        Interpretation read = interpreter.read(question, focus, namespace, inventory);
        boolean here = ships.getAsBoolean();
        if (read.topic() == Topic.SMALL_TALK || (read.topic() == Topic.GENERAL && toolless(read))) {
            return new Shortlist(read.topic(), List.of(), List.of(), List.of());
        }
        var steps = new ArrayList<Candidate>();
        var others = new ArrayList<Candidate>();
        var readings = new ArrayList<Reading>();
        for (Reading said : read.readings()) {
            List<Ranked> ranked = here ? shipped(said) : ranking.rank(said);
            boolean own = ShippingArguments.areOf(ranked.getFirst().tool());
            Reading reading = ranked.getFirst().effect() == Effect.READ || own ? said : said.withoutFarObjects();
            if (!own) {
                readings.add(reading);
            }
            addSteps(reading, fitting(ranked.getFirst(), reading), inventory, namespace, steps);
            others.addAll(alternatives(reading, ranked, inventory));
        }
        return new Shortlist(Topic.CLUSTER, shortlist(steps, others), steps, unknown(readings));
    }

    /// What is surely about the app that is shipped from here goes before all else.
    private List<Ranked> shipped(Reading reading) {
        List<Ranked> ranked = ranking.rank(reading);
        return shipping.find(reading)
                .map(own -> Stream.concat(
                                Stream.of(own),
                                ranked.stream().filter(other -> !other.tool().equals(own.tool())))
                        .toList())
                .orElse(ranked);
    }

    /// Whether what sounds like a general question is none for a tool either.
    private boolean toolless(Interpretation read) {
        return read.readings().stream()
                .map(reading -> ranking.rank(reading).getFirst())
                .allMatch(best -> best.tool().equals(ToolBook.NONE) || best.likelihood() < SURELY_A_TOOL);
    }

    /// Objects are listed where the likeliest tool has no use for them: a kind alone leaves nothing to describe, only
    /// workloads roll out, and pods among other kinds are objects like them. Who wants something scaled and says no
    /// number wants to be told the number. A label is taken off an object that stays.
    private static Ranked fitting(Ranked best, Reading reading) {
        if (best.tool().equals("scale") && Unnumbered.is(reading)) {
            return new Ranked("recommend_scale", best.effect(), best.likelihood());
        }
        if (best.tool().equals("delete") && reading.removesAPart()) {
            return new Ranked("patch", Effect.CHANGE, best.likelihood());
        }
        boolean nameless =
                reading.links().first().isEmpty() && reading.links().unknown().isEmpty();
        boolean listed = switch (best.tool()) {
            case "describe" -> nameless && !reading.kinds().isEmpty();
            case "list_pods" -> nameless && reading.listedKinds().size() > 1;
            case "rollout_status" ->
                reading.links().first().isPresent() && reading.workload().isEmpty();
            default -> false;
        };
        return listed ? new Ranked("get_resources", best.effect(), best.likelihood()) : best;
    }

    private void addSteps(Reading reading, Ranked best, Inventory inventory, String namespace, List<Candidate> steps) {
        for (Reading one : new Spread(inventory, namespace).of(reading, best.tool(), tools.entry(best.tool()))) {
            Candidate step = candidate(best, one, confidence(best, one), inventory);
            boolean refines = reading.says("backref")
                    && !steps.isEmpty()
                    && steps.getLast().call().tool().equals(step.call().tool());
            if (refines) {
                steps.set(steps.size() - 1, merged(steps.getLast(), step));
            } else if (steps.stream().noneMatch(known -> known.call().equals(step.call()))) {
                steps.add(step);
            }
        }
    }

    private static Candidate merged(Candidate first, Candidate second) {
        var call = first.call();
        for (var argument : second.call().arguments().entrySet()) {
            call = call.with(argument.getKey(), argument.getValue());
        }
        return new Candidate(
                call,
                first.effect(),
                Math.min(first.confidence(), second.confidence()),
                first.missing(),
                first.resolved());
    }

    private double confidence(Ranked best, Reading reading) {
        double trust = ShippingArguments.areOf(best.tool()) ? 1 : trust(reading);
        boolean partial = !reading.links().excluded().isEmpty() && !Spread.forAll(best.tool());
        return calibration.applyAsDouble(best.likelihood()) * trust * (partial ? PARTIAL : 1);
    }

    private static double trust(Reading reading) {
        return reading.links().objects().stream()
                .mapToDouble(link -> link.quality().trust())
                .min()
                .orElse(1);
    }

    private List<Candidate> alternatives(Reading reading, List<Ranked> ranked, Inventory inventory) {
        return ranked.stream()
                .skip(1)
                .limit(Shortlist.LIMIT)
                .filter(other -> !other.tool().equals(ToolBook.NONE))
                .map(other -> candidate(other, reading, Math.max(LEAST_CONFIDENCE, other.likelihood()), inventory))
                .toList();
    }

    private Candidate candidate(Ranked ranked, Reading reading, double confidence, Inventory inventory) {
        Arguments.Filled filled = arguments.fill(tools.entry(ranked.tool()), reading, inventory);
        boolean resolved = reading.links().unknown().isEmpty() || ShippingArguments.areOf(ranked.tool());
        return new Candidate(filled.call(), ranked.effect(), Math.clamp(confidence, 0, 1), filled.missing(), resolved);
    }

    /// The steps first, the one with the gravest effect in front, then what else each wish may mean.
    private static List<Candidate> shortlist(List<Candidate> steps, List<Candidate> others) {
        var seen = new LinkedHashSet<String>();
        var candidates = new ArrayList<Candidate>();
        var order = new ArrayList<>(steps);
        order.sort(Comparator.comparingInt(step -> step.effect() == Effect.READ ? 1 : 0));
        others.stream()
                .sorted(Comparator.comparingDouble(other -> -other.confidence()))
                .forEach(order::add);
        for (Candidate candidate : order) {
            if (candidates.size() < Shortlist.LIMIT && seen.add(candidate.call().tool())) {
                candidates.add(candidate);
            }
        }
        return candidates;
    }

    private static List<UnknownName> unknown(List<Reading> readings) {
        return readings.stream()
                .flatMap(reading -> reading.links().unknown().stream())
                .distinct()
                .toList();
    }

    /// Whether a tool takes several objects in one call.
    static boolean oneForAll(String tool) {
        return ONE_FOR_ALL.contains(tool);
    }
}
