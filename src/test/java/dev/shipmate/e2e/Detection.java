package dev.shipmate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.diagnosis.Diagnosis;
import dev.shipmate.diagnosis.DiagnosisScope;
import dev.shipmate.diagnosis.Evidence;
import dev.shipmate.diagnosis.Finding;
import dev.shipmate.diagnosis.Remedy;
import dev.shipmate.redaction.PatternRedactor;
import dev.shipmate.tool.Invocation;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.Toolbox;
import dev.shipmate.tool.WriteMode;
import dev.shipmate.tool.kubernetes.KubernetesTools;
import dev.shipmate.tool.kubernetes.RemedyCalls;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A failure that was planted in a namespace of its own, found by diagnosis, and mended by the first remedy.
///
/// @param early what was found before, and was something else
/// @param findings what was found when it had settled
/// @param shown when the API server first showed it: the first of the events that are its evidence, else the newest
///     condition of a pod, else when all was planted
/// @param found when a diagnosis first named it
/// @param took how long that diagnosis took
/// @param remedied what came of the first remedy; empty when it was not to be taken
/// @param left what was found after the remedy
record Detection(
        Planted planted,
        Set<String> early,
        List<Finding> findings,
        Instant shown,
        Instant found,
        Duration took,
        String remedied,
        List<Finding> left) {
    private static final Duration SETTLING = Duration.ofSeconds(4);
    /// What every value of a Secret in the manifests begins with.
    private static final String NEVER_SHOWN = "not-a-real-";
    private static final Duration HEALING = Duration.ofSeconds(90);

    static Detection of(Planted planted, Cluster cluster) {
        String name = "e2e-f-" + planted.id().replace('.', '-');
        try (var namespace = new TestNamespace(name)) {
            try {
                planted.plant(namespace);
                return new Detector(planted, cluster, namespace).detect();
            } finally {
                planted.uproot(namespace);
            }
        }
    }

    void check() {
        assertThat(findings).as(toString()).isNotEmpty();
        Finding first = findings.getFirst();
        assertThat(first.id()).as(toString()).isEqualTo(planted.rule());
        assertThat(first.object()).as(toString()).matches(planted.object());
        assertThat(first.lines())
                .as(toString())
                .anyMatch(line -> planted.evidence().matcher(line).find());
        assertThat(findings.stream().skip(1).map(Finding::id))
                .as("further findings: %s", this)
                .allMatch(planted.also()::contains);
        planted.remedy().ifPresent(title -> {
            assertThat(first.remedies()).as(toString()).isNotEmpty();
            assertThat(first.remedies().getFirst().title()).as(toString()).containsPattern(title);
        });
        assertThat(findings.toString()).as("values of Secrets").doesNotContain(NEVER_SHOWN);
        assertThat(left).as("after '%s': %s", remedied, this).isEmpty();
    }

    /// Whether the finding comes first, with the remedy that is expected.
    boolean right() {
        return planted.isFirstOf(findings);
    }

    @Override
    public String toString() {
        return "%s: before %s; found %s; remedy: %s; left %s"
                .formatted(planted.id(), early, told(findings), remedied, told(left));
    }

    private static List<String> told(List<Finding> findings) {
        return findings.stream()
                .map(it -> "%s at %s: %s; %s; %s"
                        .formatted(
                                it.id(),
                                it.object(),
                                it.cause(),
                                it.lines(),
                                it.remedies().stream().map(Remedy::title).toList()))
                .toList();
    }

    /// How long after it was to be seen it was found.
    Duration after() {
        return found.isBefore(shown) ? Duration.ZERO : Duration.between(shown, found);
    }

    /// A line of the table.
    String row() {
        Finding first = findings.getFirst();
        String evidence = first.lines().stream()
                .filter(line -> planted.evidence().matcher(line).find())
                .findFirst()
                .orElse("");
        String remedy = planted.remedy().isEmpty()
                ? "advice: " + first.next()
                : first.remedies().getFirst().title() + (planted.heals() ? " (healed)" : "");
        return "| %s | %s: %s | %s | %s | %d s | %d ms |%n"
                .formatted(
                        planted.id(),
                        cell(first.object(), 80),
                        cell(first.cause(), 220),
                        cell(evidence, 160),
                        cell(remedy, 160),
                        after().toSeconds(),
                        took.toMillis());
    }

    private static String cell(String text, int most) {
        String line = text.strip().replaceAll("\\s+", " ").replace("|", "\\|");
        return line.length() <= most ? line : line.substring(0, most) + "…";
    }

    /// Looks until it is found, and takes the remedy.
    private static final class Detector {
        /// When a diagnosis named it, and how long that took.
        private record Found(Instant at, Duration took) {}

        private final Planted planted;
        private final TestNamespace namespace;
        private final Diagnosis diagnosis;
        private final Toolbox toolbox;
        private final Set<String> early = new LinkedHashSet<>();
        private final Instant planting = Instant.now();

        Detector(Planted planted, Cluster cluster, TestNamespace namespace) {
            var redactor = new PatternRedactor();
            this.planted = planted;
            this.namespace = namespace;
            this.diagnosis = new Diagnosis(cluster, redactor, Clock.systemUTC());
            this.toolbox = new Toolbox(KubernetesTools.changers(cluster), redactor);
        }

        Detection detect() {
            Instant limit = planting.plus(planted.within());
            Found found;
            List<Finding> findings;
            do {
                found = first(limit);
                pause(SETTLING);
                findings = look();
            } while (!planted.isFirstOf(findings) && Instant.now().isBefore(limit));
            boolean known = planted.isFirstOf(findings);
            Instant shown = known ? shown(findings.getFirst()) : planting;
            boolean mends = known && planted.heals();
            String remedied = mends ? take(findings.getFirst()) : "";
            List<Finding> left = mends ? healed() : List.of();
            return new Detection(planted, early, findings, shown, found.at(), found.took(), remedied, left);
        }

        private Found first(Instant limit) {
            while (Instant.now().isBefore(limit)) {
                Instant start = Instant.now();
                List<Finding> seen = look();
                if (isFirst(seen)) {
                    return new Found(Instant.now(), Duration.between(start, Instant.now()));
                }
                seen.stream().map(Finding::id).forEach(early::add);
                pause(Duration.ofMillis(700));
            }
            return new Found(Instant.EPOCH, Duration.ZERO);
        }

        private boolean isFirst(List<Finding> findings) {
            return findings.stream().findFirst().filter(planted::is).isPresent();
        }

        private List<Finding> look() {
            return diagnosis.examine(new DiagnosisScope.Namespace(namespace.name()));
        }

        private Instant shown(Finding finding) {
            List<JsonNode> events = new JsonMapper()
                    .readTree(namespace.kubectl().call("get", "events", "-o", "json"))
                    .path("items")
                    .valueStream()
                    .toList();
            return finding.evidence().stream()
                    .filter(evidence -> evidence.source() == Evidence.Source.EVENT)
                    .flatMap(evidence -> events.stream()
                            .filter(event -> evidence.place()
                                    .startsWith(event.path("reason").asString() + " of "))
                            .map(this::first))
                    .min(Instant::compareTo)
                    .orElseGet(this::newest);
        }

        /// Nothing happened; the objects themselves show it.
        private Instant newest() {
            var times = new ArrayList<Instant>();
            new JsonMapper()
                    .readTree(namespace.kubectl().call("get", "pods", "-o", "json"))
                    .path("items")
                    .forEach(pod -> pod.path("status")
                            .path("conditions")
                            .forEach(condition -> times.add(Instant.parse(
                                    condition.path("lastTransitionTime").asString()))));
            return times.stream().max(Instant::compareTo).orElse(planting);
        }

        private Instant first(JsonNode event) {
            return Stream.of("firstTimestamp", "eventTime")
                    .map(field -> event.path(field).asString(""))
                    .filter(time -> !time.isEmpty())
                    .findFirst()
                    .map(Instant::parse)
                    .orElse(planting);
        }

        private String take(Finding finding) {
            return switch (toolbox.prepare(RemedyCalls.of(finding.remedies().getFirst()))) {
                case Toolbox.Prepared.Ready ready -> {
                    ToolResult planned = run(ready, WriteMode.DRY_RUN);
                    yield planned instanceof ToolResult.Planned
                            ? run(ready, WriteMode.APPLY).toString()
                            : planned.toString();
                }
                case Toolbox.Prepared other -> other.toString();
            };
        }

        private ToolResult run(Toolbox.Prepared.Ready ready, WriteMode mode) {
            return toolbox.run(ready, new Invocation(mode, namespace.name(), _ -> {}));
        }

        private List<Finding> healed() {
            Instant limit = Instant.now().plus(HEALING);
            List<Finding> left = look();
            while (!left.isEmpty() && Instant.now().isBefore(limit)) {
                pause(Duration.ofSeconds(1));
                left = look();
            }
            return left;
        }

        private static void pause(Duration time) {
            try {
                TimeUnit.MILLISECONDS.sleep(time.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("Interrupted while something was looked for.", e);
            }
        }
    }
}
