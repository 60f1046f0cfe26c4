package dev.shipmate.helm;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.redaction.Redactor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The releases of a cluster, read from the Secrets in which Helm keeps them; neither Helm is needed for it.
///
/// One record is in memory at a time, without the chart's templates and files. A record that cannot be read is told and
/// passed over. Every method may throw a [dev.shipmate.cluster.ClusterException].
public final class Releases {
    private static final String OWNED_BY_HELM = "owner=helm";

    private final Cluster cluster;
    private final Redactor redactor;

    public Releases(Cluster cluster, Redactor redactor) {
        this.cluster = cluster;
        this.redactor = redactor;
    }

    /// The newest revision of every release of a namespace; of all namespaces when it is empty.
    public ReleaseList newestOfEach(String namespace) {
        var newest = new TreeMap<ReleaseName, ReleaseRevision>(
                Comparator.comparing(ReleaseName::namespace).thenComparing(ReleaseName::name));
        var damaged = new ArrayList<StoredRelease.Damaged>();
        forEach(namespace, OWNED_BY_HELM, ReleaseReader.Parts.SUMMARY, stored -> {
            switch (stored) {
                case StoredRelease.Intact intact ->
                    newest.merge(
                            intact.revision().release(),
                            intact.revision(),
                            (one, other) -> one.number() > other.number() ? one : other);
                case StoredRelease.Damaged broken -> damaged.add(broken);
            }
        });
        return new ReleaseList(List.copyOf(newest.values()), damaged);
    }

    /// The revisions of one release; none when there is no such release.
    public ReleaseHistory history(ReleaseName release) {
        var revisions = new ArrayList<ReleaseRevision>();
        var damaged = new ArrayList<StoredRelease.Damaged>();
        forEach(release.namespace(), selector(release), ReleaseReader.Parts.SUMMARY, stored -> {
            switch (stored) {
                case StoredRelease.Intact intact -> revisions.add(intact.revision());
                case StoredRelease.Damaged broken -> damaged.add(broken);
            }
        });
        return new ReleaseHistory(revisions, damaged);
    }

    /// What Helm keeps about one revision: the manifest, the hooks and the values.
    public Optional<StoredRelease> find(ReleaseName release, int revision) {
        return secret(release, revision).map(secret -> ReleaseReader.read(secret, ReleaseReader.Parts.ALL));
    }

    /// The values that were supplied for a revision, as YAML without secrets.
    public String userValues(StoredRelease.Intact stored) {
        return redactor.redact(new YAMLMapper().writeValueAsString(stored.userValues()));
    }

    /// What differs between the values that were supplied for two revisions, without secrets.
    public List<ObjectChange.FieldChange> valueChanges(StoredRelease.Intact before, StoredRelease.Intact after) {
        return ManifestDiff.fields("", before.userValues(), after.userValues(), redactor);
    }

    /// Every image that a kept revision names, hooks too, and the records that could not be read: without those nobody
    /// can say which images are still needed.
    ///
    /// @param namespace empty for all of them
    public RetainedImages images(String namespace) {
        var images = new TreeSet<String>();
        var damaged = new ArrayList<StoredRelease.Damaged>();
        forEach(namespace, OWNED_BY_HELM, ReleaseReader.Parts.ALL, stored -> {
            switch (stored) {
                case StoredRelease.Intact intact -> images.addAll(images(intact));
                case StoredRelease.Damaged broken -> damaged.add(broken);
            }
        });
        return new RetainedImages(images, damaged);
    }

    /// The images that one revision names, its hooks' too.
    public List<String> images(StoredRelease.Intact stored) {
        var images = new TreeSet<>(Manifest.of(stored.manifest()).images());
        stored.hooks()
                .forEach(hook -> images.addAll(Manifest.of(hook.manifest()).images()));
        return List.copyOf(images);
    }

    /// What differs between the objects of two revisions; nothing when one of them is not there or cannot be read.
    public Optional<ManifestDiff> diff(ReleaseName release, int before, int after) {
        return intact(release, before)
                .flatMap(from -> intact(release, after).map(to -> diff(from.manifest(), to.manifest())));
    }

    /// What differs between two manifests, such as the one that is deployed and one that was only rendered.
    public ManifestDiff diff(String before, String after) {
        return ManifestDiff.between(Manifest.of(before), Manifest.of(after), redactor);
    }

    Optional<StoredRelease.Intact> intact(ReleaseName release, int revision) {
        return find(release, revision)
                .filter(StoredRelease.Intact.class::isInstance)
                .map(StoredRelease.Intact.class::cast);
    }

    Optional<JsonNode> secret(ReleaseName release, int revision) {
        return cluster.findObject(KnownKinds.SECRETS, release.namespace(), secretName(release, revision));
    }

    static String secretName(ReleaseName release, int revision) {
        return "sh.helm.release.v1.%s.v%d".formatted(release.name(), revision);
    }

    private void forEach(String namespace, String selector, ReleaseReader.Parts parts, Consumer<StoredRelease> each) {
        cluster.forEachObject(
                KnownKinds.SECRETS, namespace, selector, secret -> each.accept(ReleaseReader.read(secret, parts)));
    }

    private static String selector(ReleaseName release) {
        return "%s,name=%s".formatted(OWNED_BY_HELM, release.name());
    }
}
