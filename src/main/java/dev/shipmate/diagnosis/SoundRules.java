package dev.shipmate.diagnosis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Rules for workloads whose pods are all ready: of several that see the same trouble, the first counts.
final class SoundRules implements SceneRule {
    private final List<SceneRule> rules;

    SoundRules(List<SceneRule> rules) {
        this.rules = List.copyOf(rules);
    }

    @Override
    public List<Lead> examine(Scene scene) {
        Map<String, Lead> first = new LinkedHashMap<>();
        rules.forEach(rule -> rule.examine(scene).forEach(lead -> first.putIfAbsent(lead.object(), lead)));
        return List.copyOf(first.values());
    }
}
