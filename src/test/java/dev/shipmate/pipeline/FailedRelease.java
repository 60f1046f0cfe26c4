package dev.shipmate.pipeline;

import com.sun.net.httpserver.HttpExchange;
import dev.shipmate.fake.FakeApiServer;
import dev.shipmate.helm.ReleaseSecrets;
import dev.shipmate.project.BuildSpec;
import dev.shipmate.project.CleanUpSpec;
import dev.shipmate.project.EnvironmentSpec;
import dev.shipmate.project.Project;
import dev.shipmate.project.Section;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// An API server with release `todo`: revision 3 was good, revision 4 brought a backend that crashes.
final class FailedRelease implements AutoCloseable {
    static final String BASE = "/api/v1/namespaces/todo/";
    static final String POD = "backend-7c9f8d6b5-x2x4z";

    private static final String APPS = "/apis/apps/v1/namespaces/todo/";
    private static final String GOOD = manifest("registry/todo-backend:aaa", "8000");
    private static final String BAD = manifest("registry/todo-backend:bbb", "9999");

    final FakeApiServer server = new FakeApiServer();
    private String previousLog = "starting\npanic: lookup db.todo: no such host\n";
    private int previousStatus = 200;

    FailedRelease() {
        releases("superseded", "deployed");
        server.with(BASE + "pods", exchange -> answer(exchange, pods()));
        server.with(BASE + "pods/" + POD + "/log", this::log);
        server.with(BASE + "events", 200, events());
        server.with(APPS + "deployments", 200, deployments());
        for (String kind : List.of("statefulsets", "daemonsets")) {
            server.with(APPS + kind, 200, "{\"items\": []}");
        }
        server.with("/apis/batch/v1/namespaces/todo/jobs", 200, "{\"items\": []}");
    }

    /// Revisions 3 and 4 with these states.
    FailedRelease releases(String third, String fourth) {
        String before = "{\"backend\": {\"replicas\": 1, \"password\": \"hunter2-hunter2\"}}";
        String after = "{\"backend\": {\"replicas\": 2, \"password\": \"another-hunter3\"}}";
        server.with(
                ReleaseSecrets.LIST,
                200,
                new ReleaseSecrets()
                        .with(3, third, GOOD, before, "[]")
                        .with(4, fourth, BAD, after, "[]")
                        .list());
        server.with(ReleaseSecrets.path(3), 200, ReleaseSecrets.secret(3, third, GOOD, before, "[]"));
        server.with(ReleaseSecrets.path(4), 200, ReleaseSecrets.secret(4, fourth, BAD, after, "[]"));
        return this;
    }

    /// Only the first revision is there, and it never became ready.
    FailedRelease firstInstall() {
        server.with(
                ReleaseSecrets.LIST,
                200,
                new ReleaseSecrets().with(1, "failed", BAD).list());
        server.with(ReleaseSecrets.path(1), 200, ReleaseSecrets.secret(1, "failed", BAD, "{}", "[]"));
        return this;
    }

    FailedRelease noPreviousLog() {
        previousStatus = 400;
        previousLog =
                "{\"kind\": \"Status\", \"message\": \"previous terminated container \\\"backend\\\" not found\"}";
        return this;
    }

    Shipment shipment() {
        var environment = new EnvironmentSpec("dev", "", "todo", List.of(), Map.of(), false, false);
        var project = new Project(
                Path.of("/projects/todo"),
                "todo",
                List.of(),
                new BuildSpec("", ""),
                Path.of("/projects/todo/chart"),
                "todo",
                List.of(environment),
                List.of(),
                List.of(),
                Section.none(),
                new CleanUpSpec(false, Duration.ZERO));
        return new Shipment(project, environment, server.cluster());
    }

    @Override
    public void close() {
        server.close();
    }

    private void log(HttpExchange exchange) throws IOException {
        boolean previous = String.valueOf(exchange.getRequestURI().getQuery()).contains("previous=true");
        if (previous) {
            FakeApiServer.send(exchange, previousStatus, previousLog);
        } else {
            FakeApiServer.send(exchange, 200, "starting\n");
        }
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        FakeApiServer.send(exchange, 200, body);
    }

    private static String pods() {
        return """
                {"items": [
                 {"metadata": {"name": "web-5d4f8c7b9-abcde", "namespace": "todo",
                   "creationTimestamp": "2026-11-24T08:00:00Z", "labels": {"pod-template-hash": "5d4f8c7b9"},
                   "ownerReferences": [{"kind": "ReplicaSet", "name": "web-5d4f8c7b9", "controller": true}]},
                  "spec": {"nodeName": "lab", "containers": [{"name": "web", "image": "registry/todo-web:aaa"}]},
                  "status": {"phase": "Running", "containerStatuses": [
                   {"name": "web", "ready": true, "restartCount": 0, "image": "registry/todo-web:aaa",
                    "state": {"running": {"startedAt": "2026-11-24T08:00:05Z"}}}]}},
                 {"metadata": {"name": "%s", "namespace": "todo", "creationTimestamp": "2026-11-24T08:00:00Z",
                   "labels": {"pod-template-hash": "7c9f8d6b5"},
                   "ownerReferences": [{"kind": "ReplicaSet", "name": "backend-7c9f8d6b5", "controller": true}]},
                  "spec": {"nodeName": "lab", "containers": [{"name": "backend", "image": "registry/todo-backend:bbb"}]},
                  "status": {"phase": "Running", "containerStatuses": [
                   {"name": "backend", "ready": false, "restartCount": 3, "image": "registry/todo-backend:bbb",
                    "state": {"waiting": {"reason": "CrashLoopBackOff", "message": "back-off 40s restarting"}},
                    "lastState": {"terminated": {"reason": "Error", "exitCode": 1,
                     "message": "cannot reach the database",
                     "startedAt": "2026-11-24T08:01:00Z", "finishedAt": "2026-11-24T08:01:02Z"}}}]}}]}
                """.formatted(POD);
    }

    private static String events() {
        return """
                {"items": [
                 {"metadata": {"namespace": "todo"}, "type": "Normal", "reason": "Pulled", "message": "image is there",
                  "involvedObject": {"kind": "Pod", "name": "%1$s"}, "lastTimestamp": "2026-11-24T08:03:00Z"},
                 {"metadata": {"namespace": "todo"}, "type": "Warning", "reason": "BackOff",
                  "message": "Back-off restarting failed container backend", "count": 7,
                  "involvedObject": {"kind": "Pod", "name": "%1$s"}, "lastTimestamp": "2026-11-24T08:02:00Z"},
                 {"metadata": {"namespace": "todo"}, "type": "Warning", "reason": "Failed", "message": "of somebody else",
                  "involvedObject": {"kind": "Pod", "name": "other-1"}, "lastTimestamp": "2026-11-24T08:02:30Z"},
                 {"metadata": {"namespace": "todo"}, "type": "Warning", "reason": "Unhealthy",
                  "message": "Readiness probe failed: connection refused",
                  "involvedObject": {"kind": "Pod", "name": "%1$s"}, "lastTimestamp": "2026-11-24T08:01:00Z"}]}
                """.formatted(POD);
    }

    private static String deployments() {
        return """
                {"items": [
                 {"metadata": {"name": "backend", "namespace": "todo", "generation": 2},
                  "spec": {"replicas": 1, "selector": {"matchLabels": {"app": "backend"}}},
                  "status": {"observedGeneration": 2, "replicas": 1, "updatedReplicas": 1, "readyReplicas": 0,
                   "availableReplicas": 0}},
                 {"metadata": {"name": "web", "namespace": "todo", "generation": 2},
                  "spec": {"replicas": 1, "selector": {"matchLabels": {"app": "web"}}},
                  "status": {"observedGeneration": 2, "replicas": 1, "updatedReplicas": 1, "readyReplicas": 1,
                   "availableReplicas": 1}}]}
                """;
    }

    private static String manifest(String image, String port) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: backend}
                spec:
                  template:
                    spec:
                      containers:
                      - name: backend
                        image: %s
                        ports: [{name: http, containerPort: %s}]
                """.formatted(image, port);
    }
}
