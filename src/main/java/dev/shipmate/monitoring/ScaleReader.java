package dev.shipmate.monitoring;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterException;
import dev.shipmate.cluster.ContainerState;
import dev.shipmate.cluster.ContainerView;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ResourceKind;
import dev.shipmate.cluster.WorkloadView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// Reads what a proposal for a workload follows from: its pods, its autoscaler, the nodes, and the rules of its
/// namespace. Lists are read one object at a time.
public final class ScaleReader {
    private final Cluster cluster;

    public ScaleReader(Cluster cluster) {
        this.cluster = cluster;
    }

    /// Reads all of it for one workload.
    ///
    /// @param json the workload as the API server keeps it
    public ScaleFacts read(WorkloadView workload, JsonNode json, Observation observation) {
        JsonNode template = json.path("spec").path("template");
        List<ContainerSettings> containers = ContainerSettings.of(template);
        var caps = new ArrayList<Cap>();
        var notes = new ArrayList<String>();
        var ceilings = new Ceilings();
        nodes(workload, template, need(containers, observation), caps, ceilings);
        var rules = new NamespaceRules(workload, containers);
        if (!look(KnownKinds.QUOTAS, workload, rules::addQuota)) {
            notes.add("Whether a quota limits it could not be seen: you may not list resource quotas.");
        }
        look(KnownKinds.LIMIT_RANGES, workload, range -> NamespaceRules.limitRange(range, ceilings));
        rules.apply(caps, ceilings);
        claims(workload, json, caps, notes);
        budgets(workload, template, notes);
        if (template.path("spec").has("affinity")) {
            notes.add("Its affinity rules may keep pods off nodes that have room; they are not reckoned with.");
        }
        return new ScaleFacts(
                workload,
                containers,
                observation,
                killed(workload),
                autoscalers(workload, notes),
                caps,
                ceilings,
                notes);
    }

    /// A pod counts with what it requests, or with what it uses where that is more.
    private static PodNeed need(List<ContainerSettings> containers, Observation observation) {
        long cpu = containers.stream()
                .mapToLong(ContainerSettings::cpuRequestMillicores)
                .sum();
        long memory = containers.stream()
                .mapToLong(ContainerSettings::memoryRequestBytes)
                .sum();
        return switch (observation) {
            case Observation.Measured(ObservedUsage usage) ->
                new PodNeed(Math.max(cpu, usage.cpuPerPod()), Math.max(memory, usage.peakMemoryBytes()));
            case Observation.Unmeasured _ -> new PodNeed(cpu, memory);
        };
    }

    private void nodes(WorkloadView workload, JsonNode template, PodNeed need, List<Cap> caps, Ceilings ceilings) {
        var room = new NodeRoom(template.path("spec"));
        try {
            cluster.forEachObject(KnownKinds.NODES, "", "", room::add);
            cluster.forEachPod("", "", room::take);
        } catch (ClusterException e) {
            forbidden(e);
            caps.add(new Cap(
                    workload.desired() + 1,
                    "what the nodes have free could not be seen (you may not list all nodes and pods), so at most one"
                            + " more pod is proposed"));
            return;
        }
        caps.add(room.cap(need, workload.desired()));
        String why = "no node has more unrequested";
        // The pods of a deployment come before the old ones go.
        boolean beside = workload.id().kind().equals("deployment");
        ceilings.limitRise("requests.cpu", room.mostCpu() - (beside ? need.cpuMillicores() : 0), why);
        ceilings.limitRise("requests.memory", room.mostMemory() - (beside ? need.memoryBytes() : 0), why);
        ceilings.limitTotal("limits.cpu", room.mostCpu() + need.cpuMillicores(), why);
        ceilings.limitTotal("limits.memory", room.mostMemory() + need.memoryBytes(), why);
    }

    private Set<String> killed(WorkloadView workload) {
        var killed = new HashSet<String>();
        cluster.forEachPod(workload.id().namespace(), workload.selector(), pod -> {
            if (pod.owner().equals(workload.id().display())) {
                pod.containers().stream()
                        .filter(container -> isKilled(container.state()) || isKilled(container.last()))
                        .map(ContainerView::name)
                        .forEach(killed::add);
            }
        });
        return killed;
    }

    private static boolean isKilled(ContainerState state) {
        return state instanceof ContainerState.Terminated ended
                && ended.reason().equals("OOMKilled");
    }

    private List<Autoscaler> autoscalers(WorkloadView workload, List<String> notes) {
        var found = new ArrayList<Autoscaler>();
        boolean seen = look(KnownKinds.AUTOSCALERS, workload, json -> {
            if (Autoscaler.scales(json, workload.id())) {
                found.add(Autoscaler.of(json));
            }
        });
        if (!seen) {
            notes.add("Whether an autoscaler sets its number of pods could not be seen: you may not list them.");
        }
        return found;
    }

    /// A volume that one node alone can mount keeps all pods of a workload there.
    private void claims(WorkloadView workload, JsonNode json, List<Cap> caps, List<String> notes) {
        for (JsonNode volume : json.at("/spec/template/spec/volumes")) {
            String claim =
                    volume.path("persistentVolumeClaim").path("claimName").asString("");
            if (!claim.isEmpty() && !isShared(workload.id().namespace(), claim)) {
                caps.add(new Cap(
                        Math.max(1, workload.desired()),
                        "its pods share the volume claim %s, which one node at a time can mount (ReadWriteOnce): more"
                                        .formatted(claim)
                                + " pods wait in vain on any other node, and two may spoil each other's data"));
            }
        }
        if (!json.path("spec").path("volumeClaimTemplates").isEmpty()) {
            notes.add("Each new pod gets a volume of its own, and starts without the data of the others: more pods help"
                    + " only a program that shares its data among them.");
        }
    }

    private boolean isShared(String namespace, String claim) {
        try {
            return cluster.findObject(KnownKinds.CLAIMS, namespace, claim)
                    .map(json -> json.path("spec").path("accessModes"))
                    .filter(modes -> !modes.isEmpty())
                    .map(modes -> modes.valueStream()
                            .anyMatch(mode -> mode.asString("").equals("ReadWriteMany")
                                    || mode.asString("").equals("ReadOnlyMany")))
                    .orElse(false);
        } catch (ClusterException e) {
            forbidden(e);
            return false;
        }
    }

    private void budgets(WorkloadView workload, JsonNode template, List<String> notes) {
        JsonNode labels = template.path("metadata").path("labels");
        look(KnownKinds.DISRUPTION_BUDGETS, workload, budget -> {
            JsonNode wanted = budget.path("spec").path("selector").path("matchLabels");
            boolean selects = !wanted.isEmpty()
                    && wanted.properties().stream()
                            .allMatch(label -> labels.path(label.getKey())
                                    .asString("")
                                    .equals(label.getValue().asString("")));
            if (selects) {
                int allowed = budget.path("status").path("disruptionsAllowed").asInt(0);
                notes.add("pdb/%s lets %d of its pods be evicted at the moment%s."
                        .formatted(
                                budget.path("metadata").path("name").asString(""),
                                allowed,
                                allowed == 0 ? ", so a node with one of them cannot be drained" : ""));
            }
        });
    }

    /// Hands the objects of the workload's namespace to `each`; false when the user may not list them.
    private boolean look(ResourceKind kind, WorkloadView workload, Consumer<JsonNode> each) {
        try {
            cluster.forEachObject(kind, workload.id().namespace(), "", each);
            return true;
        } catch (ClusterException e) {
            forbidden(e);
            return false;
        }
    }

    private static void forbidden(ClusterException e) {
        switch (e.code()) {
            case FORBIDDEN -> {}
            case UNREACHABLE, UNAUTHORIZED, CONFLICT, INVALID, SERVER_ERROR -> throw e;
        }
    }
}
