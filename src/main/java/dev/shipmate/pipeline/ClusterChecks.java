package dev.shipmate.pipeline;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.Parallel;
import dev.shipmate.cluster.ResourceKind;
import dev.shipmate.helm.ChartName;
import dev.shipmate.helm.Manifest;
import dev.shipmate.helm.ReleaseHistory;
import dev.shipmate.helm.ReleaseRevision;
import dev.shipmate.helm.ReleaseStatus;
import dev.shipmate.project.SecretSource;
import dev.shipmate.project.SecretSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// What a deploy needs of the cluster: a release that nobody is at work on, permission, and the Secrets' sources.
final class ClusterChecks {
    private final Shipment shipment;
    private final Cluster cluster;
    private final Clock clock;
    private final WayBack way;

    ClusterChecks(Shipment shipment, Clock clock, WayBack way) {
        this.shipment = shipment;
        this.cluster = shipment.cluster();
        this.clock = clock;
        this.way = way;
    }

    /// Whether the release is of another app, or Helm would refuse, because another one is at work on it or was ended
    /// while it was.
    List<Remark> stuck(ReleaseHistory history) {
        Optional<Remark> foreign = foreign(history);
        if (foreign.isPresent()) {
            return List.of(foreign.get());
        }
        Optional<ReleaseRevision> pending = history.pending();
        if (pending.isEmpty()) {
            return List.of();
        }
        ReleaseRevision revision = pending.get();
        String out = way.lastGood(history)
                .map(good -> "go back to revision %d, the last good one (shipmate rollback %d), then deploy again"
                        .formatted(good.number(), good.number()))
                .orElse("uninstall the release, then deploy again: no revision of it was ever good");
        return List.of(new Remark.Wrong(
                new HelmEndings(clock, way).stuck(revision.number(), revision.status(), revision.deployed()),
                "If no other Helm is at work on it, %s.".formatted(out)));
    }

    /// Whether the namespace is about to vanish: nothing new can be made in it.
    List<Remark> namespace() {
        return cluster
                .findObject(KnownKinds.NAMESPACES, "", shipment.namespace())
                .filter(found -> found.path("metadata").has("deletionTimestamp"))
                .<Remark>map(_ -> new Remark.Wrong(
                        "The namespace %s is being deleted.".formatted(shipment.namespace()),
                        "Wait until it is gone, then deploy again, or use another namespace."))
                .stream()
                .toList();
    }

    /// Helm would take a release of another app over, and remove all objects of that.
    private Optional<Remark> foreign(ReleaseHistory history) {
        return history.newest()
                .filter(newest -> newest.status() != ReleaseStatus.UNINSTALLED)
                .map(ReleaseRevision::chart)
                .filter(chart -> !chart.isEmpty())
                .filter(chart -> ChartName.of(shipment.project().chart())
                        .filter(own -> !own.equals(chart))
                        .isPresent())
                .map(chart -> new Remark.Wrong(
                        "Release %s is of chart %s: another app."
                                .formatted(shipment.release().display(), chart),
                        "Choose another release or namespace."));
    }

    /// Whether the user may make what the release consists of.
    List<Remark> permissions(Manifest manifest) {
        Set<ResourceKind> kinds = new LinkedHashSet<>(List.of(KnownKinds.SECRETS));
        manifest.objects()
                .values()
                .forEach(object ->
                        KnownKinds.ofKind(object.path("kind").asString("")).ifPresent(kinds::add));
        List<Callable<String>> questions = new ArrayList<>();
        kinds.forEach(kind -> questions.add(() -> denied(kind, shipment.namespace())));
        if (!cluster.namespaceExists(shipment.namespace())) {
            questions.add(() -> denied(KnownKinds.NAMESPACES, ""));
        }
        List<String> denied =
                Parallel.all(questions).stream().filter(word -> !word.isEmpty()).toList();
        return denied.isEmpty()
                ? List.of(new Remark.Fine("everything that the release needs may be created"))
                : List.of(new Remark.Wrong(
                        "You may not create %s in namespace %s."
                                .formatted(String.join(", ", denied), shipment.namespace()),
                        "Ask for the permission, or use another context."));
    }

    private String denied(ResourceKind kind, String namespace) {
        return cluster.can("create", kind.group(), kind.plural(), kind.namespaced() ? namespace : "")
                ? ""
                : kind.plural();
    }

    /// Whether every key that a Secret lacks has a source.
    List<Remark> secretSources(Map<String, String> environment) {
        var remarks = new ArrayList<Remark>();
        for (SecretSpec secret : shipment.project().secrets()) {
            JsonNode data = cluster.findObject(KnownKinds.SECRETS, shipment.namespace(), secret.name())
                    .map(object -> object.path("data"))
                    .orElseGet(JsonNodeFactory.instance::objectNode);
            secret.keys().forEach((key, source) -> {
                if (!data.has(key)) {
                    absent(source, environment)
                            .map(why -> new Remark.Wrong(
                                    "The key %s of secret/%s comes from %s.".formatted(key, secret.name(), why),
                                    "Give it a value, and keep that out of git."))
                            .ifPresent(remarks::add);
                }
            });
        }
        return remarks;
    }

    private static Optional<String> absent(SecretSource source, Map<String, String> environment) {
        return switch (source) {
            case SecretSource.Plain _, SecretSource.Generated _ -> Optional.empty();
            case SecretSource.Variable(String name) ->
                environment.getOrDefault(name, "").isEmpty()
                        ? Optional.of("$%s, which is not set".formatted(name))
                        : Optional.empty();
            case SecretSource.Content(Path file) ->
                Files.isReadable(file) ? Optional.empty() : Optional.of("%s, which cannot be read".formatted(file));
        };
    }
}
