package dev.shipmate.pipeline;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ResourceKind;
import dev.shipmate.helm.ChartRequest;
import dev.shipmate.helm.HelmOutcome;
import dev.shipmate.helm.Manifest;
import dev.shipmate.helm.ManifestDiff;
import dev.shipmate.helm.ReleaseHistory;
import dev.shipmate.helm.ReleaseHook;
import dev.shipmate.helm.ReleaseName;
import dev.shipmate.helm.ReleaseRevision;
import dev.shipmate.helm.ReleaseStatus;
import dev.shipmate.helm.Releases;
import dev.shipmate.helm.StoredRelease;
import dev.shipmate.helm.SuppliedValues;
import dev.shipmate.redaction.Redactor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// A release as it is in the cluster, to be compared with what would be deployed.
final class LiveRelease {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final int LOOKS = 20;

    private final Cluster cluster;
    private final Releases releases;
    private final ReleaseName name;

    private LiveRelease(Cluster cluster, Releases releases, ReleaseName name) {
        this.cluster = cluster;
        this.releases = releases;
        this.name = name;
    }

    static LiveRelease of(Shipment shipment, Redactor redactor) {
        return new LiveRelease(shipment.cluster(), new Releases(shipment.cluster(), redactor), shipment.release());
    }

    ReleaseHistory history() {
        return releases.history(name);
    }

    /// The hooks of the newest revision, as kubectl writes them. Helm keeps them before it makes the first.
    Set<String> hooks() {
        return history().newest().flatMap(newest -> releases.find(name, newest.number())).stream()
                .filter(StoredRelease.Intact.class::isInstance)
                .flatMap(stored -> ((StoredRelease.Intact) stored).hooks().stream())
                .map(ReleaseHook::display)
                .collect(Collectors.toSet());
    }

    /// The history once no other Helm is at work on the release, if that is so soon. One that outlived its Shipmate is
    /// done within seconds mostly, and nobody should go back behind its back.
    ReleaseHistory settled(Clock clock, StepProgress progress) {
        ReleaseHistory history = history();
        for (int look = 0; look < LOOKS && isAtWork(history, clock); look++) {
            progress.doing("waiting for the Helm that is at work on the release");
            try {
                Thread.sleep(BETWEEN_LOOKS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new CancellationException("Waiting for another Helm was stopped.");
            }
            history = history();
        }
        return history;
    }

    private static boolean isAtWork(ReleaseHistory history, Clock clock) {
        Instant since = clock.instant().minus(BETWEEN_LOOKS.multipliedBy(LOOKS));
        return history.pending()
                .filter(pending -> pending.deployed().isAfter(since))
                .isPresent();
    }

    /// What differs between the newest revision and what was rendered; everything is new when there is none.
    ManifestDiff diff(HelmOutcome.Rendered rendered) {
        return newest().map(stored -> releases.diff(whole(stored, rendered.hooks()), rendered.manifest()))
                .orElseGet(() -> releases.diff("", rendered.manifest()));
    }

    /// The deployed revision, when it is just what was rendered: objects, hooks and values are the same, and no object
    /// of it is missing or runs another image.
    Optional<ReleaseRevision> unchanged(ChartRequest request, HelmOutcome.Rendered rendered) {
        return newest().filter(stored -> stored.revision().status() == ReleaseStatus.DEPLOYED)
                .filter(_ -> diff(rendered).isEmpty())
                .filter(stored -> SuppliedValues.of(request)
                        .filter(values -> values.equals(stored.userValues()))
                        .isPresent())
                .filter(stored -> inPlace(Manifest.of(stored.manifest())))
                .map(StoredRelease.Intact::revision);
    }

    private Optional<StoredRelease.Intact> newest() {
        return history()
                .newest()
                .flatMap(revision -> releases.find(name, revision.number()))
                .filter(StoredRelease.Intact.class::isInstance)
                .map(StoredRelease.Intact.class::cast);
    }

    private static String whole(StoredRelease.Intact stored, boolean hooks) {
        var text = new StringBuilder(stored.manifest());
        if (hooks) {
            stored.hooks().forEach(hook -> text.append("\n---\n").append(hook.manifest()));
        }
        return text.toString();
    }

    private boolean inPlace(Manifest manifest) {
        return manifest.objects().values().stream().allMatch(this::inPlace);
    }

    private boolean inPlace(JsonNode wanted) {
        Optional<ResourceKind> kind = KnownKinds.ofKind(wanted.path("kind").asString(""));
        if (kind.isEmpty()) {
            return true;
        }
        JsonNode metadata = wanted.path("metadata");
        return cluster.findObject(
                        kind.get(),
                        metadata.path("namespace").asString(name.namespace()),
                        metadata.path("name").asString(""))
                .filter(live -> images(live).equals(images(wanted)))
                .isPresent();
    }

    private static Set<String> images(JsonNode object) {
        JsonNode pod = object.path("spec").path("template").path("spec");
        var images = new TreeSet<String>();
        for (String field : List.of("containers", "initContainers")) {
            pod.path(field)
                    .forEach(container -> images.add(container.path("image").asString("")));
        }
        return images;
    }
}
