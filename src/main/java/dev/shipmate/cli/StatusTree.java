package dev.shipmate.cli;

import dev.shipmate.cluster.ClusterTarget;
import dev.shipmate.cluster.WorkloadView;
import dev.shipmate.helm.ReleaseRevision;
import dev.shipmate.pipeline.RunJournal;
import dev.shipmate.pipeline.Shipment;
import dev.shipmate.pipeline.ShipmentStatus;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// How a shipment is, as the tree that `-o json` and `-o yaml` print; docs/deploy.md describes it. What is not there
/// is null.
record StatusTree(Shipment shipment, ShipmentStatus status) {
    ObjectNode tree() {
        ClusterTarget target = shipment.cluster().target();
        ObjectNode root = new JsonMapper()
                .createObjectNode()
                .put("release", shipment.release().name())
                .put("namespace", shipment.namespace())
                .put("environment", shipment.environment().name())
                .put("context", target.context())
                .put("server", target.server());
        root.putNull("revision");
        status.history().newest().ifPresent(newest -> revision(root.putObject("revision"), newest));
        ArrayNode workloads = root.putArray("workloads");
        status.workloads().forEach(workload -> workload(workloads.addObject(), workload));
        ArrayNode images = root.putArray("images");
        status.images().forEach(images::add);
        ArrayNode addresses = root.putArray("addresses");
        status.addresses()
                .forEach(address -> addresses
                        .addObject()
                        .put("url", address.url().toString())
                        .put("answers", address.answers())
                        .put("answer", address.answer()));
        root.putNull("lastRun");
        status.lastRun().ifPresent(run -> run(root.putObject("lastRun"), run));
        root.putNull("lastVerification");
        status.lastVerification()
                .ifPresent(last -> root.putObject("lastVerification")
                        .put("at", last.at().toString())
                        .put("revision", last.revision())
                        .put("passed", last.passed())
                        .put("summary", last.summary()));
        return root;
    }

    private static void revision(ObjectNode node, ReleaseRevision revision) {
        node.put("number", revision.number())
                .put("status", revision.status().display())
                .put("chart", revision.chart())
                .put("chartVersion", revision.chartVersion())
                .put("appVersion", revision.appVersion())
                .put("deployed", revision.deployed().toString())
                .put("description", revision.description());
    }

    private static void workload(ObjectNode node, WorkloadView workload) {
        node.put("name", workload.id().display())
                .put("desired", workload.desired())
                .put("ready", workload.ready())
                .put("updated", workload.updated())
                .put("healthy", workload.healthy());
        ArrayNode images = node.putArray("images");
        workload.images().forEach(image -> images.add(image.image()));
    }

    private static void run(ObjectNode node, RunJournal.Run run) {
        node.put("run", run.id())
                .put("started", run.started().toString())
                .put("finished", run.finished())
                .put("next", run.next().map(step -> step.word()).orElse(""));
        ArrayNode steps = node.putArray("steps");
        run.steps().forEach(step -> {
            ArrayNode lines = steps.addObject()
                    .put("step", step.step().word())
                    .put("outcome", step.outcome())
                    .putArray("lines");
            step.lines().forEach(lines::add);
        });
    }
}
