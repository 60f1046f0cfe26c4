package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ResourceKind;
import dev.shipmate.diagnosis.AutoscalerFacts.Said;
import dev.shipmate.spelling.Spelling;
import dev.shipmate.spelling.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Why an autoscaler does not scale: what it points at, or what it measures. At its minimum it is at rest, which is
/// normal.
final class AutoscalerRules implements SceneRule {
    /// So long the first measurements may take.
    private static final Duration MEASURED = Duration.ofMinutes(3);
    /// So long it must have been at its limit: shorter peaks are what it is for.
    private static final Duration PEAK = Duration.ofMinutes(2);

    private static final Set<String> NONE_YET = Set.of("no metrics returned", "did not receive metrics");
    private static final Set<String> NO_API =
            Set.of("could not find the requested resource", "unable to handle the request", "no matches for kind");

    private final StartUp start;
    private final AutoscalerRemedies remedies;

    AutoscalerRules(Cluster cluster, StartUp start) {
        this.start = start;
        this.remedies = new AutoscalerRemedies(cluster);
    }

    @Override
    public List<Lead> examine(Scene scene) {
        return scene.objects()
                .of(KnownKinds.AUTOSCALERS)
                .map(AutoscalerFacts::of)
                .filter(autoscaler -> !start.isNew(autoscaler.created()))
                .flatMap(autoscaler -> examine(autoscaler, scene).stream())
                .toList();
    }

    private List<Lead> examine(AutoscalerFacts autoscaler, Scene scene) {
        Optional<Lead> idle = targetMissing(autoscaler, scene).or(() -> inactive(autoscaler, scene));
        if (idle.isPresent()) {
            return idle.stream().toList();
        }
        var leads = new ArrayList<Lead>();
        atMax(autoscaler, scene).ifPresent(leads::add);
        fights(autoscaler, scene).ifPresent(leads::add);
        return leads;
    }

    private static Optional<Lead> targetMissing(AutoscalerFacts autoscaler, Scene scene) {
        Optional<ResourceKind> kind = KnownKinds.WORKLOADS.stream()
                .filter(it -> it.singular().equals(autoscaler.targetKind()))
                .filter(it -> scene.unseen().stream().noneMatch(unseen -> unseen.startsWith(it.plural())))
                .findFirst();
        boolean there = scene.workloads().stream().anyMatch(autoscaler::targets);
        Optional<Said> failed = autoscaler
                .said("AbleToScale")
                .filter(said -> !said.so() && said.reason().equals("FailedGetScale"));
        if (there || (kind.isEmpty() && failed.isEmpty())) {
            return Optional.empty();
        }
        List<String> names = scene.workloadsIn(autoscaler.namespace()).stream()
                .filter(workload -> workload.id().kind().equals(autoscaler.targetKind()))
                .map(workload -> workload.id().name())
                .toList();
        List<String> near = Spelling.nearest(autoscaler.targetName(), names);
        Finding finding = Finding.of(
                        "hpa-target-missing",
                        autoscaler.display(),
                        autoscaler.namespace(),
                        "it is to scale %s, which does not exist, so it scales nothing%s."
                                .formatted(autoscaler.target(), near.isEmpty() ? "" : "; nearest: " + Words.list(near)),
                        List.of(),
                        "Correct spec.scaleTargetRef, or create what it names.")
                .with(Evidence.field("spec.scaleTargetRef", "scaleTargetRef: " + autoscaler.target()))
                .with(failed.map(Said::evidence).stream().toList());
        return Optional.of(Lead.of(Spelling.best(autoscaler.targetName(), names)
                .map(best -> finding.withRemedy(AutoscalerRemedies.target(autoscaler, best)))
                .orElse(finding)));
    }

    private Optional<Lead> inactive(AutoscalerFacts autoscaler, Scene scene) {
        return autoscaler
                .said("ScalingActive")
                // A target that is scaled to 0 switches it off, which is a wish.
                .filter(said -> !said.so() && !said.reason().equals("ScalingDisabled"))
                .flatMap(said -> inactive(autoscaler, said, scene));
    }

    private Optional<Lead> inactive(AutoscalerFacts autoscaler, Said said, Scene scene) {
        String message = said.message();
        if (has(message, Set.of("missing request for"))) {
            return Optional.of(noRequests(autoscaler, said));
        }
        if (has(message, NO_API)) {
            return Optional.of(noMetricsApi(autoscaler, said, scene));
        }
        if (has(message, NONE_YET)) {
            return noneYet(autoscaler, said, scene);
        }
        if (said.since().plus(MEASURED).isAfter(scene.at()) && said.reason().startsWith("FailedGet")) {
            return Optional.empty();
        }
        boolean shared = said.reason().equals("AmbiguousSelector");
        return Optional.of(lead(
                autoscaler,
                said,
                shared ? "hpa-ambiguous" : "hpa-inactive",
                shared
                        ? "another autoscaler scales the same pods, so neither does."
                        : "it does not scale %s: %s".formatted(autoscaler.target(), Words.shortened(message, 300)),
                shared ? "Leave one autoscaler to each workload." : "Mend what the message names."));
    }

    private Lead noRequests(AutoscalerFacts autoscaler, Said said) {
        String resource = said.message().contains("missing request for memory") ? "memory" : "cpu";
        return lead(
                        autoscaler,
                        said,
                        "hpa-no-requests",
                        "it is to keep the %s of %s at a share of what its containers request, and one requests none, so it"
                                        .formatted(resource, autoscaler.target())
                                + " scales nothing.",
                        "Give every container of %s a request for %s.".formatted(autoscaler.target(), resource))
                .later(lead -> remedies.request(lead, autoscaler, resource));
    }

    private static Lead noMetricsApi(AutoscalerFacts autoscaler, Said said, Scene scene) {
        String api = said.reason().contains("External")
                ? "v1beta1.external.metrics.k8s.io"
                : said.reason().contains("Resource") ? "v1beta1.metrics.k8s.io" : "v1beta1.custom.metrics.k8s.io";
        boolean registered = scene.objects()
                .of(KnownKinds.API_SERVICES)
                .anyMatch(service -> Objects.name(service).equals(api));
        return lead(
                        autoscaler,
                        said,
                        "hpa-no-metrics-api",
                        registered
                                ? "it cannot measure %s, because apiservice/%s does not answer."
                                        .formatted(autoscaler.target(), api)
                                : "it cannot measure %s, because the cluster has no %s: nothing serves the metrics."
                                        .formatted(autoscaler.target(), api),
                        registered
                                ? "Mend the server behind apiservice/%s.".formatted(api)
                                : "Install the server of these metrics: the metrics-server for cpu and memory, in minikube an"
                                        + " addon.")
                .because(List.of("apiservice/" + api))
                .twin("no " + api);
    }

    private Optional<Lead> noneYet(AutoscalerFacts autoscaler, Said said, Scene scene) {
        List<PodGroup> pods = scene.groupsIn(autoscaler.namespace()).stream()
                .filter(group -> group.object().equals(autoscaler.target()))
                .toList();
        boolean unready = pods.stream().noneMatch(group -> group.ready() > 0);
        Optional<Instant> changed = scene.workloads().stream()
                .filter(autoscaler::targets)
                .map(workload -> workload.spec().changed())
                .findFirst();
        boolean early = said.since().plus(MEASURED).isAfter(scene.at())
                || changed.filter(at -> at.plus(MEASURED).isAfter(scene.at())).isPresent();
        return unready || early
                ? Optional.empty()
                : Optional.of(lead(
                                autoscaler,
                                said,
                                "hpa-no-metrics-yet",
                                "its pods are ready, and nothing has measured them for %s."
                                        .formatted(Elapsed.words(said.since(), scene.at())),
                                "Look at the metrics server and its log.")
                        .because(List.of("apiservice/v1beta1.metrics.k8s.io", autoscaler.target())));
    }

    private static Optional<Lead> atMax(AutoscalerFacts autoscaler, Scene scene) {
        return autoscaler
                .said("ScalingLimited")
                .filter(said -> said.so() && said.reason().equals("TooManyReplicas"))
                .filter(said -> said.since().plus(PEAK).isBefore(scene.at()))
                .filter(_ -> autoscaler.least() < autoscaler.most() && autoscaler.current() >= autoscaler.most())
                .map(said -> {
                    Finding finding = lead(
                                    autoscaler,
                                    said,
                                    "hpa-at-max",
                                    "it has been at its maximum of %s for %s and wants more: a higher load is not met."
                                            .formatted(
                                                    Words.count(autoscaler.most(), "pod"),
                                                    Elapsed.words(said.since(), scene.at())),
                                    "Raise maxReplicas, or give the pods more room to work.")
                            .finding()
                            .as(Severity.WARNING);
                    return Lead.of(AutoscalerRemedies.more(autoscaler, finding))
                            .concerning(List.of(autoscaler.target()))
                            .because(List.of(autoscaler.target()));
                });
    }

    /// Whoever applies a manifest with a number of pods takes away those that the load asked for.
    private static Optional<Lead> fights(AutoscalerFacts autoscaler, Scene scene) {
        return scene.workloads().stream()
                .filter(autoscaler::targets)
                .filter(workload -> autoscaler.hasScaled()
                        && !workload.spec().counter().isEmpty()
                        && workload.view().desired() < autoscaler.desired())
                .map(workload -> Lead.of(Finding.of(
                                        "hpa-fights-helm",
                                        autoscaler.display(),
                                        autoscaler.namespace(),
                                        "it wants %d pods of %s, and %s has set their number back to %d: so it goes whenever that is applied."
                                                .formatted(
                                                        autoscaler.desired(),
                                                        autoscaler.target(),
                                                        workload.spec().counter(),
                                                        workload.view().desired()),
                                        List.of(),
                                        "Leave spec.replicas out of the chart or the manifest.")
                                .as(Severity.WARNING)
                                .with(Evidence.field(
                                        "status.desiredReplicas", "desiredReplicas: " + autoscaler.desired()))
                                .with(Evidence.field(
                                        "metadata.managedFields",
                                        "spec.replicas of %s was set by %s"
                                                .formatted(
                                                        autoscaler.target(),
                                                        workload.spec().counter()))))
                        .concerning(List.of(autoscaler.target())))
                .findFirst();
    }

    private static boolean has(String message, Set<String> words) {
        String text = message.toLowerCase(Locale.ROOT);
        return words.stream().anyMatch(text::contains);
    }

    private static Lead lead(AutoscalerFacts autoscaler, Said said, String id, String cause, String next) {
        return Lead.of(Finding.of(id, autoscaler.display(), autoscaler.namespace(), cause, List.of(), next)
                        .with(said.evidence()))
                .concerning(List.of(autoscaler.target()));
    }
}
