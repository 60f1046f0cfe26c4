package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.fake.FakeApiServer;
import dev.shipmate.redaction.PatternRedactor;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A namespace `todo` on a fake API server, put together from JSON, at a quarter past twelve. What a test does not say
/// of an object is as it usually is.
final class Town implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final String CORE = "/api/v1/namespaces/todo/";
    private static final String APPS = "/apis/apps/v1/namespaces/todo/";

    private final FakeApiServer server = new FakeApiServer();
    private final Cluster cluster = server.cluster();
    private final Map<String, List<String>> lists = new HashMap<>();
    private Instant now = NOON.plusSeconds(900);

    Town at(Instant time) {
        now = time;
        return this;
    }

    /// A pod of a deployment that is named after its label `app`.
    ///
    /// @param container more fields of its only container, as JSON beginning with a comma, or empty
    /// @param status of the container, as JSON
    Town pod(String app, String container, String status) {
        return add(CORE + "pods", """
                {"metadata":{"namespace":"todo","name":"%1$s-abc12-x","creationTimestamp":"2026-11-01T12:00:00Z",
                  "labels":{"app":"%1$s","pod-template-hash":"abc12"},
                  "ownerReferences":[{"kind":"ReplicaSet","name":"%1$s-abc12","controller":true}]},
                 "spec":{"nodeName":"n1","containers":[{"name":"%1$s","image":"%1$s:1"%2$s}]},
                 "status":{"phase":"Running","containerStatuses":[{"name":"%1$s",%3$s}]}}""".formatted(app, container, status));
    }

    Town pod(String json) {
        return add(CORE + "pods", json);
    }

    Town crashed(String app, String container, String log) {
        server.with(CORE + "pods/" + app + "-abc12-x/log", exchange -> FakeApiServer.send(exchange, 200, log));
        return pod(app, container, """
                "ready":false,"restartCount":3,"state":{"waiting":{"reason":"CrashLoopBackOff","message":"back-off"}},
                "lastState":{"terminated":{"reason":"Error","exitCode":1}}""");
    }

    /// A deployment with as many pods as it wants.
    Town deployment(String name) {
        return deployment(name, "\"replicas\":1,\"readyReplicas\":1,\"updatedReplicas\":1,\"availableReplicas\":1", "");
    }

    Town deployment(String name, String status, String spec) {
        return add(APPS + "deployments", """
                {"metadata":{"namespace":"todo","name":"%1$s","labels":{"app.kubernetes.io/instance":"shop"}},
                 "spec":{"replicas":1,"selector":{"matchLabels":{"app":"%1$s"}},
                  "template":{"metadata":{"labels":{"app":"%1$s"}},"spec":{"containers":[{"name":"%1$s"}]}}%3$s},
                 "status":{%2$s}}""".formatted(name, status, spec));
    }

    Town service(String name, String selector, String ports) {
        return add(CORE + "services", """
                {"metadata":{"namespace":"todo","name":"%s","creationTimestamp":"2026-11-01T12:00:00Z"},
                 "spec":{"clusterIP":"10.0.0.7","selector":{%s},"ports":[%s]}}""".formatted(name, selector, ports));
    }

    Town warning(String kind, String name, String reason, String message) {
        return add(CORE + "events", """
                {"metadata":{"namespace":"todo"},"type":"Warning","reason":"%s","message":%s,"count":4,
                 "involvedObject":{"kind":"%s","name":"%s"},"lastTimestamp":"2026-11-01T12:10:00Z"}""".formatted(reason, "\"" + message.replace("\"", "\\\"") + "\"", kind, name));
    }

    /// An object of a list whose path a test knows.
    Town add(String list, String json) {
        lists.computeIfAbsent(list, _ -> new ArrayList<>()).add(json);
        return this;
    }

    Town with(String path, String json) {
        server.with(path, 200, json);
        return this;
    }

    Town forbidden(String path) {
        server.with(path, 403, "{\"kind\":\"Status\",\"code\":403}");
        return this;
    }

    Town answering(String path, int status) {
        server.with(path, status, "{\"kind\":\"Status\",\"code\":%d}".formatted(status));
        return this;
    }

    /// To a user who may see nothing but what the town was given.
    Town hidden() {
        server.otherwise(403);
        return this;
    }

    List<Finding> examine() {
        return examine(new DiagnosisScope.Namespace("todo"));
    }

    List<Finding> examine(DiagnosisScope scope) {
        lists.forEach((path, objects) -> server.with(
                path, 200, "{\"kind\":\"List\",\"metadata\":{},\"items\":[%s]}".formatted(String.join(",", objects))));
        return new Diagnosis(cluster, new PatternRedactor(), Clock.fixed(now, ZoneOffset.UTC)).examine(scope);
    }

    /// The only finding.
    Finding only() {
        List<Finding> findings = examine();
        if (findings.size() != 1) {
            throw new AssertionError("One finding was expected: " + findings);
        }
        return findings.getFirst();
    }

    /// The patch of the finding's first remedy.
    static String patch(Finding finding) {
        return finding.remedies().getFirst() instanceof Remedy.PatchObject(String _, var _, String patch) ? patch : "";
    }

    List<String> requests() {
        return server.requests();
    }

    @Override
    public void close() {
        cluster.close();
        server.close();
    }
}
