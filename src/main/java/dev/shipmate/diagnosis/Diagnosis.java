package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.redaction.Redactor;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds out what is wrong: one finding for each root cause, with what follows from it.
///
/// A whole namespace is read whatever is asked for, because the cause often lies elsewhere; only what matters for the
/// question is looked into.
public final class Diagnosis {
    private final Cluster cluster;
    private final CloserLook closerLook;
    private final Placement placement;
    private final ReferencedSecrets secrets;
    private final Redactor redactor;
    private final Clock clock;

    /// @param redactor learns the values of the Secrets whose pods are looked into, and hides them in the findings
    public Diagnosis(Cluster cluster, Redactor redactor, Clock clock) {
        this.cluster = cluster;
        this.placement = new Placement(cluster);
        this.secrets = new ReferencedSecrets(cluster, redactor);
        this.closerLook = new CloserLook(cluster, secrets);
        this.redactor = redactor;
        this.clock = clock;
    }

    /// The root causes, with the one that explains most first; empty when nothing is wrong.
    public List<Finding> examine(DiagnosisScope scope) {
        return look(scope).findings();
    }

    /// The same, and how much was looked at.
    public Examination look(DiagnosisScope scope) {
        return survey(scope).examination();
    }

    /// The same, and how the workloads are, from one reading of the cluster.
    public Survey survey(DiagnosisScope scope) {
        Scene scene = new SceneReader(cluster, clock.instant())
                .read(scope.namespace(), scope instanceof DiagnosisScope.OnePod pod ? pod.name() : "");
        List<Finding> findings = new Tracing(leads(scene))
                .findings(meant(scope, scene)).stream()
                        .map(finding -> finding.redacted(redactor))
                        .toList();
        return Survey.of(new Examination(findings, scene.pods(), scene.unseen()), scene);
    }

    private List<Lead> leads(Scene scene) {
        var start = new StartUp(scene.at());
        var remedies = new Remedies(cluster);
        RestartRules.Detail detail = (lead, suspect, seen) -> detail(lead, suspect, seen, remedies);
        var leads = new ArrayList<Lead>();
        var runs = new Runs(scene);
        scene.suspects().forEach(suspect -> lead(suspect, scene, start, detail).ifPresent(leads::add));
        List<Barriers.Cut> cuts = Barriers.of(cluster, scene);
        rules(start, cuts, detail).forEach(rule -> leads.addAll(rule.examine(scene)));
        leads.removeIf(lead -> scene.departures()
                        .include(lead.finding().namespace(), lead.finding().object())
                || runs.isHistory(lead.finding().namespace(), lead.finding().object()));
        rulesOfDeletion().forEach(rule -> leads.addAll(rule.examine(scene)));
        var blockade = new Blockade(cuts, leads);
        return leads.stream()
                .map(lead -> JobRules.ofMaker(lead, runs))
                .map(lead -> withServices(blockade.blame(lead), scene))
                .toList();
    }

    /// In no order that matters: which finding is the cause of which is told by the findings themselves.
    private List<SceneRule> rules(StartUp start, List<Barriers.Cut> cuts, RestartRules.Detail detail) {
        return List.of(
                new WorkloadRules(cluster),
                new ServiceRules(start),
                new ServicePortRules(),
                new ExposureRules(cluster, start),
                new ClaimRules(start),
                new VolumeRules(start),
                new NodeRules(start),
                new WebhookRules(cluster, start),
                new ApiServiceRules(cluster, start),
                new JobRules(start),
                new CronJobRules(start),
                new IngressRules(cluster, start),
                new IngressHosts(cluster),
                new CertificateRules(),
                new RouteRules(cluster, start),
                new ManifestRules(),
                new NetworkRules(cuts, start),
                new NameServerRules(cluster, start),
                new RolloutRules(cluster),
                new StatefulSetRules(start),
                new AutoscalerRules(cluster, start),
                new BudgetRules(start),
                new ReleaseRules(),
                new SoundRules(List.of(
                        new SoundLogs(cluster, secrets), new LoopbackSettings(cluster), new RestartRules(detail))),
                new StaleSettings(cluster),
                new StaleImages());
    }

    /// Of what is on its way out, only that it does not go is a finding.
    private List<SceneRule> rulesOfDeletion() {
        return List.of(new DeletionRules(cluster), new NamespaceRules(cluster));
    }

    private Optional<Lead> lead(Suspect suspect, Scene scene, StartUp start, RestartRules.Detail detail) {
        Optional<WorkloadFacts> job = scene.workloadsIn(suspect.pod().namespace()).stream()
                .filter(workload -> workload.id().kind().equals("job")
                        && workload.id().display().equals(suspect.object()))
                .findFirst();
        if (job.isPresent() && job.get().isFinishedJob()) {
            return Optional.empty();
        }
        Finding finding = EvictionRules.weighed(PodRules.examine(suspect), suspect, scene);
        if (start.explains(finding, suspect) || EvictionRules.isHistory(suspect, scene)) {
            return Optional.empty();
        }
        return Optional.of(Lead.of(
                        job.map(it -> WorkloadRules.ofJob(finding, it.view())).orElse(finding))
                .concerning(List.of(suspect.pod().display()))
                .because(Blame.of(finding, suspect, scene))
                .later(lead -> detail.complete(lead, suspect, scene)));
    }

    /// What must be fetched about a pod's finding.
    private Lead detail(Lead lead, Suspect suspect, Scene scene, Remedies remedies) {
        return remedies.add(placement.add(closerLook.complete(lead, suspect, scene), suspect, scene), suspect, scene);
    }

    /// A Service without a ready pod is a consequence of what its pods have.
    private static Lead withServices(Lead lead, Scene scene) {
        List<String> lines = scene.servicesIn(lead.finding().namespace()).stream()
                .filter(service -> service.pods() > 0
                        && service.ready() == 0
                        && !service.publishesUnready()
                        && service.owners().contains(lead.finding().object()))
                .map(service -> "because of it, %s has no ready pod".formatted(service.display()))
                .toList();
        return lines.isEmpty() ? lead : lead.with(lead.finding().withConsequences(lines));
    }

    private static Predicate<Lead> meant(DiagnosisScope scope, Scene scene) {
        return switch (scope) {
            case DiagnosisScope.Namespace(String namespace) -> lead -> lead.matters(namespace);
            case DiagnosisScope.OnePod pod -> lead -> lead.isAbout("pod/" + pod.name());
            case DiagnosisScope.OneWorkload(WorkloadName workload) -> lead -> isAbout(lead, workload);
            case DiagnosisScope.OneObject one -> new AskedObject(one.object(), scene)::isMeant;
            case DiagnosisScope.Release release -> {
                Set<String> parts = parts(scene, release);
                yield lead -> parts.contains(lead.finding().object())
                        || lead.concerns().stream().anyMatch(parts::contains);
            }
        };
    }

    private static boolean isAbout(Lead lead, WorkloadName workload) {
        return lead.isAbout(workload.display())
                || (workload.kind().equals("cronjob")
                        && lead.finding().object().startsWith("job/" + workload.name() + "-"));
    }

    private static Set<String> parts(Scene scene, DiagnosisScope.Release release) {
        Stream<String> workloads = scene.workloads().stream()
                .filter(workload -> workload.release().equals(release.release()))
                .map(workload -> workload.id().display());
        Stream<String> services = scene.services().stream()
                .filter(service -> service.release().equals(release.release()))
                .map(ServiceFacts::display);
        Stream<String> claims = scene.claims().stream()
                .filter(claim -> claim.release().equals(release.release()))
                .map(ClaimFacts::display);
        Stream<String> pods = scene.suspects().stream()
                .filter(suspect ->
                        release.release().equals(suspect.pod().labels().get(WorkloadFacts.INSTANCE)))
                .map(suspect -> suspect.pod().display());
        return Stream.of(workloads, services, claims, pods, Stream.of("release/" + release.release()))
                .flatMap(each -> each)
                .collect(Collectors.toSet());
    }
}
