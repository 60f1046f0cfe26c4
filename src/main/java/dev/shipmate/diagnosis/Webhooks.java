package dev.shipmate.diagnosis;

import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The admission webhooks of a cluster, as their configurations have them.
final class Webhooks {
    private Webhooks() {}

    /// One webhook of a configuration.
    ///
    /// @param webhook the entry of the configuration's list
    record Hook(ResourceKind kind, String configuration, JsonNode webhook) {
        String display() {
            return kind.singular() + "/" + configuration;
        }

        String name() {
            return webhook.path("name").asString("");
        }

        String serviceNamespace() {
            return webhook.at("/clientConfig/service/namespace").asString("");
        }

        /// Empty for a webhook that is called by an address of its own.
        String service() {
            return webhook.at("/clientConfig/service/name").asString("");
        }

        /// Whether nothing that it is asked about is let through while it does not answer.
        boolean blocks() {
            return webhook.path("failurePolicy").asString("Fail").equals("Fail");
        }

        /// The namespaces whose objects it is asked about. Where it is asked about none that is known, it matters
        /// to the namespace that it is in.
        Set<String> reach(Scene scene) {
            JsonNode selector = webhook.path("namespaceSelector");
            if (selector.isEmpty()) {
                return Set.of();
            }
            List<JsonNode> namespaces =
                    scene.objects().of(KnownKinds.NAMESPACES).toList();
            Set<String> reach = namespaces.stream()
                    .filter(namespace -> LabelSelector.of(selector)
                            .matches(WorkloadFacts.texts(
                                    namespace.path("metadata").path("labels"))))
                    .map(Objects::name)
                    .collect(Collectors.toSet());
            return reach.isEmpty() && !namespaces.isEmpty() ? Set.of(serviceNamespace()) : reach;
        }
    }

    static List<Hook> all(Scene scene) {
        var hooks = new ArrayList<Hook>();
        for (ResourceKind kind : List.of(KnownKinds.VALIDATING_WEBHOOKS, KnownKinds.MUTATING_WEBHOOKS)) {
            scene.objects()
                    .of(kind)
                    .forEach(configuration -> configuration
                            .path("webhooks")
                            .forEach(webhook -> hooks.add(new Hook(kind, Objects.name(configuration), webhook))));
        }
        return hooks;
    }

    /// The configurations with a webhook of this name that is asked about a namespace, as they are displayed.
    static List<String> configurations(String name, String namespace, Scene scene) {
        return all(scene).stream()
                .filter(hook -> hook.name().equals(name))
                .filter(hook -> hook.reach(scene).isEmpty() || hook.reach(scene).contains(namespace))
                .map(Hook::display)
                .distinct()
                .toList();
    }
}
