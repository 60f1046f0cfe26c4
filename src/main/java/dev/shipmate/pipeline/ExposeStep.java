package dev.shipmate.pipeline;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterException;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ServiceForward;
import dev.shipmate.pipeline.AddressProbe.Answer;
import dev.shipmate.project.ExposeSpec;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Sees to it that the app answers at the address where a person opens it: the node port where that leads there, else
/// a forward to the Service. No mapping is believed: each address is asked, and has to answer as the Service does.
final class ExposeStep implements Step {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final int LOOKS = 40;
    private static final int LOOKS_AT_NODE_PORT = 10;
    private static final Set<String> OUTWARD = Set.of("NodePort", "LoadBalancer");

    private final Cluster cluster;
    private final String namespace;
    private final List<ExposeSpec> exposed;
    private final Doors doors;
    private final AddressChecks addresses;

    ExposeStep(Cluster cluster, String namespace, List<ExposeSpec> exposed, Doors doors, AddressChecks addresses) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.exposed = List.copyOf(exposed);
        this.doors = doors;
        this.addresses = addresses;
    }

    @Override
    public StepName name() {
        return StepName.EXPOSE;
    }

    @Override
    public String plan() {
        return exposed.isEmpty()
                ? "the project names no address"
                : String.join(
                        ", ",
                        exposed.stream()
                                .map(one -> "ask %s, and forward it to service/%s if nothing answers"
                                        .formatted(one.url(), one.service()))
                                .toList());
    }

    @Override
    public StepOutcome run(StepProgress progress) {
        if (exposed.isEmpty()) {
            return new StepOutcome.Skipped("the project names no address");
        }
        var facts = new ArrayList<String>();
        try (var probe = new AddressProbe(ANSWER_LIMIT)) {
            for (ExposeSpec one : exposed) {
                progress.doing(one.url().toString());
                Optional<StepOutcome> failed = open(one, probe, facts);
                if (failed.isPresent()) {
                    return failed.get();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new StepOutcome.Cancelled(
                    "The release is deployed and runs; not all of its addresses were seen to answer.");
        }
        return new StepOutcome.Done(facts);
    }

    private Optional<StepOutcome> open(ExposeSpec one, AddressProbe probe, List<String> facts)
            throws InterruptedException {
        Optional<Answer.Status> direct = answer(probe, one.url(), isNodePort(one) ? LOOKS_AT_NODE_PORT : 1);
        if (direct.isPresent()) {
            return believe(one, probe, direct.get(), facts);
        }
        try {
            doors.keep(cluster.forward(
                    namespace, one.service(), one.port(), one.url().getPort()));
        } catch (IOException e) {
            return Optional.of(new StepOutcome.Failed(
                    "%s does not answer, and its port cannot be opened here: %s".formatted(one.url(), e.getMessage()),
                    "Another program has port %d: end it, or name another url in the project file."
                            .formatted(one.url().getPort())));
        }
        if (answer(probe, one.url(), LOOKS).isPresent()) {
            facts.add("%s answers, by a forward to the pods of service/%s".formatted(one.url(), one.service()));
            return Optional.empty();
        }
        return Optional.of(new StepOutcome.Failed(
                "%s does not answer, though a forward to service/%s is open.".formatted(one.url(), one.service()),
                "Look whether the Service has ready pods: shipmate ask \"does service %s work?\""
                        .formatted(one.service())));
    }

    /// That something answers does not say that it is the app: another program may have the port.
    private Optional<StepOutcome> believe(ExposeSpec one, AddressProbe probe, Answer.Status direct, List<String> facts)
            throws InterruptedException {
        if (doors.ports().contains(one.url().getPort())) {
            facts.add("%s answers, by a forward that is open already".formatted(one.url()));
            return Optional.empty();
        }
        Optional<Answer.Status> app = behind(one, probe);
        if (app.filter(direct::equals).isPresent() || routed(one) || (app.isEmpty() && leadsOut(one))) {
            facts.add("%s answers, by the node port of service/%s or by a mapping to it"
                    .formatted(one.url(), one.service()));
            return Optional.empty();
        }
        String holder = addresses.holder(one.url().getPort());
        return Optional.of(new StepOutcome.Failed(
                "%s answers, but not as service/%s does: %s has port %d."
                        .formatted(
                                one.url(),
                                one.service(),
                                holder.isEmpty() ? "another program" : "'%s'".formatted(holder),
                                one.url().getPort()),
                "End that program, or name another url in the project file."));
    }

    /// What the app says through a forward on a free port.
    private Optional<Answer.Status> behind(ExposeSpec one, AddressProbe probe) throws InterruptedException {
        try (ServiceForward forward = cluster.forward(namespace, one.service(), one.port(), 0)) {
            String path = one.url().getRawPath();
            return answer(
                    probe, URI.create("http://127.0.0.1:%d%s".formatted(forward.port(), path == null ? "" : path)), 1);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// Whether an Ingress leads to the Service: what stands before it may add to what it says.
    private boolean routed(ExposeSpec one) {
        var routes = new ArrayList<JsonNode>();
        try {
            KnownKinds.ofKind("Ingress")
                    .ifPresent(kind -> cluster.forEachObject(
                            kind,
                            namespace,
                            "",
                            ingress -> ingress.findValues("service").stream()
                                    .filter(service ->
                                            service.path("name").asString("").equals(one.service()))
                                    .forEach(routes::add)));
        } catch (ClusterException _) {
            return false;
        }
        return !routes.isEmpty();
    }

    /// Whether the Service can be reached from outside the cluster.
    private boolean leadsOut(ExposeSpec one) {
        return cluster.findObject(KnownKinds.SERVICES, namespace, one.service())
                .map(service -> service.path("spec").path("type").asString(""))
                .filter(OUTWARD::contains)
                .isPresent();
    }

    /// The first answer that works, among so many looks.
    private static Optional<Answer.Status> answer(AddressProbe probe, URI url, int looks) throws InterruptedException {
        for (int look = 1; ; look++) {
            if (probe.ask(url) instanceof Answer.Status status && status.works()) {
                return Optional.of(status);
            }
            if (look >= looks) {
                return Optional.empty();
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    /// Whether the address is that of a node port, which may need a moment after the pods are ready.
    private boolean isNodePort(ExposeSpec one) {
        return cluster.findObject(KnownKinds.SERVICES, namespace, one.service()).stream()
                .flatMap(service -> service.path("spec").path("ports").valueStream())
                .anyMatch(port -> port.path("nodePort").asInt(0) == one.url().getPort());
    }
}
