package dev.shipmate.tool.pipeline;

import dev.shipmate.helm.ReleaseHistory;
import dev.shipmate.helm.Setting;
import dev.shipmate.pipeline.DeployRequest;
import dev.shipmate.pipeline.Shipment;
import dev.shipmate.pipeline.Shipping;
import dev.shipmate.tool.Change;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.Invocation;
import dev.shipmate.tool.Tool;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.ToolResult.Failed;
import dev.shipmate.tool.ToolResult.Planned;
import dev.shipmate.tool.ToolSpec;
import dev.shipmate.tool.Trust;
import dev.shipmate.tool.Undo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Brings the project's app from its source to the cluster, and verifies it there.
final class DeployAppTool implements Tool<DeployAppTool.Request> {
    private static final String GO_ON = "To go on, deploy again: what is done is not done twice.";

    /// Where to, and how many pods one workload should have; `noCache` builds every image anew, and
    /// `resume` goes on where the last deploy ended early, with its settings.
    record Request(
            @Nullable String environment,
            @Nullable String workload,
            @Nullable Integer replicas,
            boolean noCache,
            boolean resume) {}

    private final Shipments shipments;

    DeployAppTool(Shipments shipments) {
        this.shipments = shipments;
    }

    @Override
    public ToolSpec<Request> spec() {
        // A failed run shows what programs and containers wrote.
        return new ToolSpec<>("deploy_app", Effect.CHANGE, Trust.UNTRUSTED, Request.class);
    }

    @Override
    public Duration lastWords() {
        return PipelineTools.LAST_WORDS;
    }

    @Override
    public ToolResult run(Request request, Invocation invocation) {
        return switch (shipments.find(PipelineTools.orEmpty(request.environment()))) {
            case Shipments.Found.Absent(ToolResult result) -> result;
            case Shipments.Found.Ready(Shipping shipping) -> deploy(shipping, request, invocation);
        };
    }

    private static ToolResult deploy(Shipping shipping, Request request, Invocation invocation) {
        var settings = new ArrayList<Setting>();
        if (request.replicas() != null) {
            Shipment shipment = shipping.shipment();
            switch (ReplicaSetting.find(
                    shipment.project().chart(), shipment.project().release(), request.workload(), request.replicas())) {
                case ReplicaSetting.Found.None(ToolResult result) -> {
                    return result;
                }
                case ReplicaSetting.Found.Value(Setting setting) -> settings.add(setting);
            }
        } else if (request.workload() != null) {
            return new Failed(
                    "%s cannot be deployed alone: a chart is deployed as a whole".formatted(request.workload()),
                    "Leave workload out, or say how many replicas it should have.");
        }
        var wanted = new DeployRequest(request.noCache(), request.resume(), settings);
        var run = new ReleaseRun(shipping, past -> undo(shipping, past), GO_ON);
        return switch (invocation.mode()) {
            case DRY_RUN -> planned(run, wanted, settings);
            case APPLY -> run.run(invocation, listener -> shipping.deploy(wanted, listener));
        };
    }

    private static ToolResult planned(ReleaseRun run, DeployRequest wanted, List<Setting> settings) {
        Shipping shipping = run.shipping();
        var plan = new PlanText(shipping.plan(wanted), shipping.shipment().namespace());
        ReleaseHistory past = run.history();
        int before = ReleaseRun.newest(past);
        var changes = new ArrayList<Change>();
        changes.add(run.change(before, before + 1));
        settings.forEach(setting -> changes.add(new Change(
                "release/" + shipping.shipment().release().name(),
                shipping.shipment().namespace(),
                setting.name(),
                "as the environment says",
                setting.value())));
        changes.addAll(plan.changes());
        var notes = new ArrayList<String>();
        if (before > 0) {
            notes.add("when nothing differs, revision %d stays".formatted(before));
        }
        notes.addAll(plan.notes());
        return new Planned(changes, List.of(), notes, run.undo().apply(past));
    }

    private static Undo undo(Shipping shipping, ReleaseHistory past) {
        return past.newest().isEmpty()
                ? new Undo.Impossible("there was no revision before; uninstall_release takes the release away")
                : ReleaseRun.toNewest(shipping, past);
    }
}
