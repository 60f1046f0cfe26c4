package dev.shipmate.pipeline;

import dev.shipmate.diagnosis.Diagnosis;
import dev.shipmate.diagnosis.DiagnosisScope;
import dev.shipmate.diagnosis.Finding;
import dev.shipmate.diagnosis.ReferencedSecrets;
import dev.shipmate.helm.ReleaseName;
import dev.shipmate.helm.Releases;
import dev.shipmate.pipeline.FailureReport.Section;
import dev.shipmate.pipeline.Looks.Look;
import dev.shipmate.redaction.Redactor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds out what is behind a run that failed, while it can still be seen.
///
/// A step knows only what it was told: a deadline that passed, a hook that did not end. The reason is mostly in the
/// objects of the release, so those are asked, all at once and for a limited time.
public final class FailureReports {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int MOST_FINDINGS = 10;
    private static final int MOST_LINES = 60;

    private final Shipment shipment;
    private final Redactor redactor;
    private final Clock clock;
    private final Examination examination;
    private final Duration limit;
    private final WayBack way;

    public FailureReports(Shipment shipment, Redactor redactor, Clock clock) {
        this(
                shipment,
                redactor,
                clock,
                () -> new Diagnosis(shipment.cluster(), redactor, clock)
                        .examine(new DiagnosisScope.Release(
                                shipment.namespace(), shipment.release().name())),
                LIMIT);
    }

    FailureReports(Shipment shipment, Redactor redactor, Clock clock, Examination examination, Duration limit) {
        this.shipment = shipment;
        this.redactor = redactor;
        this.clock = clock;
        this.examination = examination;
        this.limit = limit;
        this.way = new WayBack(Set::of);
    }

    private FailureReports(FailureReports others, WayBack way) {
        this.shipment = others.shipment;
        this.redactor = others.redactor;
        this.clock = others.clock;
        this.examination = others.examination;
        this.limit = others.limit;
        this.way = way;
    }

    /// The same, which also knows the revisions that runs have seen fail.
    FailureReports with(WayBack changed) {
        return new FailureReports(this, changed);
    }

    /// Says what is wrong with the objects of the release, the root of it first.
    @FunctionalInterface
    interface Examination {
        List<Finding> examine();
    }

    /// The report on a run that failed; none for one that ended well or was cancelled.
    public Optional<FailureReport> of(RunResult result) {
        return result.broken().flatMap(broken -> switch (broken.outcome()) {
            case StepOutcome.Failed failed -> Optional.of(report(result, broken.step(), failed));
            case StepOutcome.Cancelled _, StepOutcome.Done _, StepOutcome.Skipped _ -> Optional.empty();
        });
    }

    private FailureReport report(RunResult result, StepName step, StepOutcome.Failed failed) {
        Instant now = clock.instant();
        Seen seen = Thread.currentThread().isInterrupted() ? Seen.NOTHING : look(step);
        Instant begin = now.minus(result.took());
        boolean changed = seen.past().newSince(begin);
        var judged = new FailureJudgement(step, failed, seen.findings(), seen.past(), changed);
        var sections = new ArrayList<Section>();
        sections.add(failedStep(step, failed));
        sections.addAll(seen.sections());
        return new SafeReport(redactor)
                .of(new FailureReport(
                        result.run(),
                        shipment.environment().name(),
                        now,
                        step,
                        judged.cause(seen.warnings(), begin),
                        judged.suggestion(),
                        seen.findings(),
                        sections.stream()
                                .filter(section -> !section.lines().isEmpty())
                                .toList(),
                        judged.offers()));
    }

    private static Section failedStep(StepName step, StepOutcome.Failed failed) {
        var lines = new ArrayList<String>();
        lines.add(failed.cause());
        List<String> evidence = failed.evidence();
        // Of the output of a program the end is what counts.
        evidence.subList(Math.max(0, evidence.size() - MOST_LINES), evidence.size())
                .forEach(line -> lines.add(ReportLines.cut(line)));
        return new Section("step " + step.word(), lines);
    }

    /// What could be seen of the release.
    private record Seen(List<Finding> findings, ReleasePast past, ReleaseWarnings warnings, List<Section> sections) {
        static final Seen NOTHING = new Seen(List.of(), ReleasePast.NONE, ReleaseWarnings.NONE, List.of());
    }

    private Seen look(StepName step) {
        return switch (step) {
            case BUILD, CLUSTER, LOAD, SECRETS, CLEAN_UP -> Seen.NOTHING;
            case CHECK, UNINSTALL -> lookAtHelm(step);
            case DEPLOY, ROLL_BACK, WAIT, EXPOSE, VERIFY -> lookAtAll(step);
        };
    }

    /// A release that is stuck is found before anything is deployed.
    private Seen lookAtHelm(StepName step) {
        try (var looks = new Looks(limit)) {
            ReleasePast past = looks.result(past(looks, step, false)).orElse(ReleasePast.NONE);
            // That the cluster does not answer is mostly why the check failed, and told already.
            return new Seen(
                    List.of(),
                    past,
                    ReleaseWarnings.NONE,
                    past.history().pending().isPresent() ? List.of(past.section()) : List.of());
        }
    }

    private Seen lookAtAll(StepName step) {
        var cluster = shipment.cluster();
        ReleaseName release = shipment.release();
        try (var looks = new Looks(limit)) {
            Look<List<Finding>> examined = looks.start("what is wrong", List.of(), examination::examine);
            Look<Optional<ReleasePast>> read = past(looks, step, true);
            Look<ReleasePods> listed = looks.start("the pods", ReleasePods.NONE, () -> pods(release));
            Look<ReleaseWarnings> warned = looks.start(
                    "the events", ReleaseWarnings.NONE, () -> ReleaseWarnings.of(cluster, release.namespace()));
            Look<Section> rolled = looks.start(
                    "the rollout", new Section("rollout", List.of()), () -> ReleaseRollout.of(cluster, release));
            ReleasePods pods = looks.result(listed);
            boolean always = step == StepName.VERIFY || step == StepName.EXPOSE;
            Look<List<Section>> logged =
                    looks.start("the logs", List.of(), () -> new ReleaseLogs(cluster, redactor).of(pods, always));
            Optional<ReleasePast> known = looks.result(read);
            ReleasePast past = known.orElse(ReleasePast.NONE);
            ReleaseWarnings warnings = looks.result(warned).about(names(past, pods));
            var sections = new ArrayList<Section>();
            sections.add(pods.states());
            sections.add(pods.terminations());
            List<Finding> findings = looks.result(examined);
            sections.addAll(looks.result(logged));
            sections.add(warnings.section());
            sections.add(looks.result(rolled));
            known.ifPresent(kept -> sections.addAll(List.of(kept.section(), kept.changed())));
            sections.add(new Section(
                    "what could not be seen",
                    looks.unseen().stream().distinct().map(ReportLines::line).toList()));
            return new Seen(findings.stream().limit(MOST_FINDINGS).toList(), past, warnings, sections);
        }
    }

    private Look<Optional<ReleasePast>> past(Looks looks, StepName step, boolean whole) {
        var releases = new Releases(shipment.cluster(), redactor);
        return looks.start(
                "what Helm keeps",
                Optional.empty(),
                () -> Optional.of(ReleasePast.of(releases, shipment.release(), way, step, whole)));
    }

    /// Nothing that pods wrote is read before the secrets that they were given are known.
    private ReleasePods pods(ReleaseName release) {
        ReleasePods pods = ReleasePods.of(shipment.cluster(), release);
        new ReferencedSecrets(shipment.cluster(), redactor).learn(pods.shown());
        return pods;
    }

    private Set<String> names(ReleasePast past, ReleasePods pods) {
        var names = new HashSet<>(past.objects());
        names.add(shipment.release().name());
        pods.shown().forEach(pod -> {
            names.add(pod.name());
            names.add(pod.owner().replaceFirst("^[^/]*/", ""));
        });
        names.remove("");
        return names;
    }
}
