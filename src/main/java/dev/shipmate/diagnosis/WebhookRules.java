package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ObjectName;
import dev.shipmate.diagnosis.Backends.Backend;
import dev.shipmate.diagnosis.Backends.ServiceName;
import dev.shipmate.diagnosis.Webhooks.Hook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Admission webhooks that nothing answers, so that what they are asked about is refused, or goes unchecked.
final class WebhookRules implements SceneRule {
    private final Cluster cluster;
    private final StartUp start;

    WebhookRules(Cluster cluster, StartUp start) {
        this.cluster = cluster;
        this.start = start;
    }

    @Override
    public List<Lead> examine(Scene scene) {
        List<Hook> hooks = Webhooks.all(scene).stream()
                .filter(hook -> !hook.service().isEmpty())
                .toList();
        var backends = new Backends(cluster, start);
        backends.read(hooks.stream().map(WebhookRules::service).toList(), scene);
        var leads = new ArrayList<Lead>();
        for (Hook hook : hooks) {
            lead(hook, backends.of(service(hook)), scene).ifPresent(leads::add);
        }
        return leads;
    }

    private static ServiceName service(Hook hook) {
        return new ServiceName(hook.serviceNamespace(), hook.service());
    }

    private static Optional<Lead> lead(Hook hook, Backend backend, Scene scene) {
        return switch (backend) {
            case Backend.Absent() -> Optional.of(Lead.of(absent(hook, scene)).reaching(hook.reach(scene)));
            case Backend.Silent silent ->
                Optional.of(Lead.of(silent(hook, silent))
                        .because(causes(hook, silent))
                        .reaching(hook.reach(scene)));
            case Backend.Answering(), Backend.Unseen() -> Optional.empty();
        };
    }

    /// The pods behind it, or the Service itself when its selector means none.
    private static List<String> causes(Hook hook, Backend.Silent silent) {
        var causes = new ArrayList<>(silent.owners());
        causes.add(Lead.object(hook.serviceNamespace(), "service/" + hook.service()));
        return causes;
    }

    /// A configuration of which every webhook is called in vain is a left-over; of one that has others, only this
    /// one is in the way.
    private static Finding absent(Hook hook, Scene scene) {
        Finding finding = finding(
                        hook,
                        "webhook-service-missing",
                        "its webhook %s is called at service %s of namespace %s, which does not exist"
                                .formatted(hook.name(), hook.service(), hook.serviceNamespace()))
                .with(Evidence.field(
                        "webhooks[%s].clientConfig.service".formatted(hook.name()),
                        "service %s does not exist in namespace %s".formatted(hook.service(), hook.serviceNamespace())))
                .withNext(
                        "Install again what the webhook belongs to, or delete the configuration if that is gone for good.");
        boolean leftOver = Webhooks.all(scene).stream()
                .filter(it -> it.display().equals(hook.display()))
                .allMatch(it -> it.service().equals(hook.service())
                        && it.serviceNamespace().equals(hook.serviceNamespace()));
        return leftOver
                ? finding.withRemedy(new Remedy.DeleteObject(
                        "Delete %s, which is left over (nothing is checked by it any more)".formatted(hook.display()),
                        new ObjectName(hook.kind(), "", hook.configuration())))
                : withoutIt(finding, hook);
    }

    private static Finding silent(Hook hook, Backend.Silent silent) {
        return withoutIt(
                finding(
                                hook,
                                "webhook-unavailable",
                                "nothing answers its webhook %s: no pod behind service %s of namespace %s is ready"
                                        .formatted(hook.name(), hook.service(), hook.serviceNamespace()))
                        .with(Evidence.object("service/%s in namespace %s: 0 of %d pods behind it are ready"
                                .formatted(hook.service(), hook.serviceNamespace(), silent.pods())))
                        .withNext("Bring its pods back; to go on without the webhook is the last resort."),
                hook);
    }

    private static Finding finding(Hook hook, String id, String cause) {
        return Finding.of(
                        id,
                        hook.display(),
                        "",
                        "%s; %s."
                                .formatted(
                                        cause,
                                        hook.blocks()
                                                ? "what it is asked about is refused"
                                                : "what it is asked about goes through unchecked"),
                        List.of(),
                        "")
                .as(hook.blocks() ? Severity.ERROR : Severity.WARNING)
                .with(Evidence.field(
                        "webhooks[%s].failurePolicy".formatted(hook.name()),
                        "failurePolicy of webhook %s: %s".formatted(hook.name(), hook.blocks() ? "Fail" : "Ignore")));
    }

    private static Finding withoutIt(Finding finding, Hook hook) {
        if (!hook.blocks()) {
            return finding;
        }
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putArray("webhooks").addObject().put("name", hook.name()).put("failurePolicy", "Ignore");
        return finding.withRemedy(new Remedy.PatchObject(
                "Go on without webhook %s while it does not answer (nothing is checked by it then)"
                        .formatted(hook.name()),
                new ObjectName(hook.kind(), "", hook.configuration()),
                patch.toString()));
    }
}
