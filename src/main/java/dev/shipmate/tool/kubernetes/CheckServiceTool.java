package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.PodView;
import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.cluster.WorkloadView;
import dev.shipmate.diagnosis.Diagnosis;
import dev.shipmate.diagnosis.DiagnosisScope;
import dev.shipmate.diagnosis.Finding;
import dev.shipmate.redaction.Redactor;
import dev.shipmate.spelling.Spelling;
import dev.shipmate.spelling.Words;
import dev.shipmate.tool.Block;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.Invocation;
import dev.shipmate.tool.Live;
import dev.shipmate.tool.LiveName;
import dev.shipmate.tool.Tool;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.ToolResult.Completed;
import dev.shipmate.tool.ToolResult.NotFound;
import dev.shipmate.tool.ToolSpec;
import dev.shipmate.tool.Trust;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Says whether a Service works: its address and ports, the pods behind it, and whether they answer through the API
/// server's proxy.
final class CheckServiceTool implements Tool<CheckServiceTool.Request> {
    private static final int ROWS = 50;
    private static final int MOST_FINDINGS = 3;
    private static final Set<String> SERVICE = Set.of("service", "services", "svc");

    /// A Service, or a workload whose Services are meant; all Services of the namespace when left out.
    record Request(
            @Live(LiveName.WORKLOAD) @Nullable String name,
            @Live(LiveName.NAMESPACE) @Nullable String namespace) {}

    private final Cluster cluster;
    private final Targets targets;
    private final ServiceProbe probe;
    private final Diagnosis diagnosis;

    CheckServiceTool(Cluster cluster, Clock clock, Redactor redactor) {
        this.cluster = cluster;
        this.targets = new Targets(cluster);
        this.probe = new ServiceProbe(cluster);
        this.diagnosis = new Diagnosis(cluster, redactor, clock);
    }

    @Override
    public ToolSpec<Request> spec() {
        return new ToolSpec<>("check_service", Effect.READ, Trust.UNTRUSTED, Request.class);
    }

    @Override
    public ToolResult run(Request request, Invocation invocation) {
        Scope scope = Scope.of(request.namespace(), invocation);
        if (request.name() == null) {
            return all(scope);
        }
        int slash = request.name().indexOf('/');
        String kind = request.name().substring(0, Math.max(0, slash));
        String bare = request.name().substring(slash + 1);
        if (!scope.everywhere() && Targets.isPossible(bare)) {
            Optional<JsonNode> service = cluster.findObject(KnownKinds.SERVICES, scope.namespace(), bare);
            if (service.isPresent()) {
                return check(List.of(ServiceView.of(service.get())));
            }
        }
        return SERVICE.contains(kind) || scope.everywhere() ? named(bare, scope) : ofWorkload(request.name(), scope);
    }

    /// A Service of that name, wherever it is.
    private ToolResult named(String name, Scope scope) {
        List<ServiceView> found = services(scope).stream()
                .filter(service -> service.name().equals(name))
                .limit(MOST_FINDINGS)
                .toList();
        return found.isEmpty() ? missing(name, scope) : check(found);
    }

    /// The Services that lead to a workload's pods.
    private ToolResult ofWorkload(String name, Scope scope) {
        Map<String, String> labels = switch (targets.findWorkload(name, scope.namespace())) {
            case Targets.Target.Missing _ -> Map.of();
            case Targets.Target.Pod(PodView pod) -> pod.labels();
            case Targets.Target.Workload(WorkloadView workload) -> labels(workload.id());
        };
        if (labels.isEmpty()) {
            return missing(name, scope);
        }
        List<ServiceView> found = services(scope).stream()
                .filter(service -> service.selects(labels))
                .limit(MOST_FINDINGS)
                .toList();
        return found.isEmpty()
                ? new Completed(new Block.Fact(
                        "No Service leads to the pods of %s in namespace %s, so nobody reaches them by a name."
                                .formatted(name, scope.namespace())))
                : check(found);
    }

    private Map<String, String> labels(WorkloadName workload) {
        String path = workload.kind().equals("cronjob") ? "/spec/jobTemplate/spec/template" : "/spec/template";
        return KnownKinds.find(workload.kind())
                .flatMap(kind -> cluster.findObject(kind, workload.namespace(), workload.name()))
                .map(json -> ServiceView.texts(json.at(path + "/metadata/labels")))
                .orElse(Map.of());
    }

    private ToolResult missing(String name, Scope scope) {
        String bare = name.substring(name.indexOf('/') + 1);
        return scope.missing(cluster)
                .orElseGet(() -> new NotFound(
                        "service",
                        bare,
                        Spelling.nearest(
                                bare,
                                services(scope).stream().map(ServiceView::name).toList())));
    }

    private List<ServiceView> services(Scope scope) {
        var found = new ArrayList<ServiceView>();
        cluster.forEachObject(
                KnownKinds.SERVICES, scope.namespace(), "", service -> found.add(ServiceView.of(service)));
        return found;
    }

    private ToolResult all(Scope scope) {
        List<ServiceView> services = services(scope);
        if (services.isEmpty()) {
            return scope.missing(cluster)
                    .orElseGet(
                            () -> new Completed(new Block.Fact("There are no Services %s.".formatted(scope.phrase()))));
        }
        return new Completed(new ServiceTable(cluster, services, scope).toBlocks(ROWS));
    }

    private ToolResult check(List<ServiceView> services) {
        var blocks = new ArrayList<Block>();
        for (ServiceView service : services) {
            blocks.addAll(service.alias().isEmpty() ? check(service) : alias(service));
        }
        return new Completed(blocks);
    }

    private static List<Block> alias(ServiceView service) {
        return List.of(new Block.Fact(
                "%s in namespace %s is another name for the host %s; nothing in the cluster is behind it."
                        .formatted(service.display(), service.namespace(), service.alias())));
    }

    private List<Block> check(ServiceView service) {
        ServiceProbe.Seen seen = probe.look(service);
        ServiceVerdict verdict = ServiceVerdict.of(seen);
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Fact(verdict.sentence()));
        blocks.add(ServiceTable.ports(seen));
        blocks.add(new Block.Fact(address(service)));
        blocks.add(new Block.Fact(behind(seen)));
        if (!verdict.works()) {
            List<Finding> findings = findings(seen);
            findings.forEach(finding -> blocks.addAll(FindingBlocks.of(finding)));
            if (findings.isEmpty()) {
                blocks.add(new Block.Fact("Next: " + verdict.next()));
            }
        }
        return blocks;
    }

    private static String address(ServiceView service) {
        String where = service.isHeadless()
                ? "headless, so its name gives the addresses of its pods"
                : "cluster IP %s".formatted(service.clusterIp());
        String outside = switch (service.type()) {
            case "LoadBalancer" ->
                service.outside().isEmpty()
                        ? "; its load balancer has no address yet"
                        : "; from outside %s".formatted(Words.list(service.outside()));
            case "NodePort" ->
                "; from outside port %s of every node"
                        .formatted(Words.list(service.ports().stream()
                                .map(port -> String.valueOf(port.nodePort()))
                                .toList()));
            default -> "";
        };
        return "Type %s, %s%s. Pods reach it as %s, in its own namespace as %s."
                .formatted(service.type(), where, outside, service.dnsName(), service.name());
    }

    private static String behind(ServiceProbe.Seen seen) {
        if (seen.service().selector().isEmpty()) {
            return "It has no selector; its endpoints were given by hand.";
        }
        return "Its selector %s matches %s%s."
                .formatted(
                        seen.service().selectorText(),
                        Words.count(seen.pods(), "pod"),
                        seen.owners().isEmpty()
                                ? ""
                                : " of "
                                        + Words.list(
                                                seen.owners().stream().limit(5).toList()));
    }

    /// What diagnosis knows of the Service and of the pods behind it.
    private List<Finding> findings(ServiceProbe.Seen seen) {
        ServiceView service = seen.service();
        var objects = new ArrayList<WorkloadName>();
        objects.add(new WorkloadName("service", service.namespace(), service.name()));
        seen.owners().stream().limit(2).forEach(owner -> {
            int slash = owner.indexOf('/');
            objects.add(new WorkloadName(owner.substring(0, slash), service.namespace(), owner.substring(slash + 1)));
        });
        return objects.stream()
                .flatMap(object -> diagnosis.examine(new DiagnosisScope.OneWorkload(object)).stream())
                // The pods may be behind other Services, too, with troubles of their own.
                .filter(finding -> !finding.object().startsWith("service/")
                        || finding.object().equals(service.display()))
                .distinct()
                .limit(MOST_FINDINGS)
                .toList();
    }
}
