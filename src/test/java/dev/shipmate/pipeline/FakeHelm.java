package dev.shipmate.pipeline;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ObjectName;
import dev.shipmate.cluster.Patch;
import dev.shipmate.cluster.ResourceKind;
import dev.shipmate.cluster.Write;
import dev.shipmate.helm.ChartRequest;
import dev.shipmate.helm.Helm;
import dev.shipmate.helm.HelmOutcome;
import dev.shipmate.helm.Manifest;
import dev.shipmate.helm.ReleaseName;
import dev.shipmate.helm.ReleaseSecrets;
import dev.shipmate.helm.SuppliedValues;
import dev.shipmate.helm.UpgradeRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// A Helm with one chart: a Deployment `web` of the image that the values name, and a Service. It applies what it
/// renders, and keeps its releases in Secrets as the real one does.
final class FakeHelm implements Helm {
    static final String GOOD = "todo-frontend:2.2.0";

    private static final JsonMapper JSON = new JsonMapper();

    private final Cluster cluster;
    private final Map<Integer, String> manifests = new TreeMap<>();
    private final Map<Integer, String> values = new TreeMap<>();
    private final List<String> calls = new ArrayList<>();
    private List<HelmOutcome.Change> next = List.of();

    FakeHelm(Cluster cluster) {
        this.cluster = cluster;
    }

    /// The next change comes to this, and nothing is done.
    FakeHelm comesTo(HelmOutcome.Change outcome) {
        next = List.of(outcome);
        return this;
    }

    /// The calls that change something.
    List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public String display() {
        return "a fake";
    }

    @Override
    public HelmOutcome.Linting lint(ChartRequest request) {
        return new HelmOutcome.Sound(List.of());
    }

    @Override
    public HelmOutcome.Rendering template(ChartRequest request) {
        return new HelmOutcome.Rendered(manifest(request), true);
    }

    @Override
    public HelmOutcome.Rendering preview(ChartRequest request, boolean upgrade) {
        return template(request);
    }

    @Override
    public HelmOutcome.Change upgrade(UpgradeRequest request) {
        calls.add("upgrade: " + request.description());
        return next.isEmpty()
                ? made(
                        manifest(request.chart()),
                        SuppliedValues.of(request.chart()).orElseThrow().toString())
                : next.getFirst();
    }

    @Override
    public HelmOutcome.Change rollback(ReleaseName release, int revision, Duration limit) {
        calls.add("rollback to " + revision);
        return made(manifests.getOrDefault(revision, ""), values.getOrDefault(revision, "{}"));
    }

    @Override
    public HelmOutcome.Removal uninstall(ReleaseName release, Duration limit) {
        calls.add("uninstall");
        return new HelmOutcome.Removed(!manifests.isEmpty());
    }

    private static String manifest(ChartRequest request) {
        JsonNode given = SuppliedValues.of(request).orElseThrow();
        String image = given.path("web").path("runs").asString(GOOD);
        String tag = given.path("web").path("image").path("tag").asString("none");
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, labels: {app.kubernetes.io/instance: todo}}
                spec:
                  replicas: 1
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web, app.kubernetes.io/instance: todo}, annotations: {content: "%s"}}
                    spec:
                      containers:
                        - name: web
                          image: %s
                          resources: {requests: {cpu: 10m, memory: 16Mi}}
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: web, labels: {app.kubernetes.io/instance: todo}}
                spec: {type: NodePort, selector: {app: web}, ports: [{port: 80}]}
                """.formatted(tag, image);
    }

    private HelmOutcome.Deployed made(String manifest, String given) {
        int revision = manifests.size() + 1;
        Manifest.of(manifest).objects().values().forEach(this::apply);
        for (int earlier = 1; earlier < revision; earlier++) {
            keep(earlier, "superseded");
        }
        manifests.put(revision, manifest);
        values.put(revision, given);
        keep(revision, "deployed");
        return new HelmOutcome.Deployed(revision);
    }

    /// Keeps a revision as one of a status.
    void keep(int revision, String status) {
        JsonNode secret = JSON.readTree(ReleaseSecrets.secret(
                revision, status, manifests.getOrDefault(revision, ""), values.getOrDefault(revision, "{}"), "[]"));
        put(KnownKinds.SECRETS, secret);
    }

    private void apply(JsonNode object) {
        put(KnownKinds.ofKind(object.path("kind").asString("")).orElseThrow(), object);
    }

    private void put(ResourceKind kind, JsonNode object) {
        String name = object.path("metadata").path("name").asString("");
        var written = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(field -> written.set(field.getKey(), field.getValue()));
        written.withObject("/metadata").remove("resourceVersion");
        if (cluster.findObject(kind, "todo", name).isPresent()) {
            cluster.writes(Write.STORED).patch(new ObjectName(kind, "todo", name), Patch.merge(written));
        } else {
            cluster.writes(Write.STORED).create(kind, "todo", written);
        }
    }
}
