package dev.shipmate.diagnosis;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/// A finding that is being traced.
///
/// @param key what tells it from the others, also when its finding becomes known for something else
/// @param causes objects of the same namespace, or of none, that it may only be a consequence of; one of another
///     namespace is written as [#object] does
/// @param concerns objects that it is also about, such as a Service's workload
/// @param reach further namespaces that the object matters to; empty, for one outside of them, means all
/// @param twin what several findings have in common when they are one and the same; mostly empty
/// @param passing whether it is only normal life, as the detail showed: nobody is told of it
/// @param detail fetches what is costly: the end of a log, what would mend it
record Lead(
        String key,
        Finding finding,
        List<String> causes,
        List<String> concerns,
        Set<String> reach,
        String twin,
        boolean passing,
        UnaryOperator<Lead> detail) {
    Lead {
        causes = List.copyOf(causes);
        concerns = List.copyOf(concerns);
        reach = Set.copyOf(reach);
    }

    static Lead of(Finding finding) {
        String key = "%s %s".formatted(object(finding.namespace(), finding.object()), finding.id());
        return new Lead(key, finding, List.of(), List.of(), Set.of(), "", false, UnaryOperator.identity());
    }

    Lead because(List<String> objects) {
        return new Lead(key, finding, objects, concerns, reach, twin, passing, detail);
    }

    Lead concerning(List<String> objects) {
        return new Lead(key, finding, causes, objects, reach, twin, passing, detail);
    }

    /// Whom it matters to, beside its own namespace.
    Lead reaching(Set<String> namespaces) {
        return new Lead(key, finding, causes, concerns, namespaces, twin, passing, detail);
    }

    /// With what is fetched only when the finding is wanted.
    Lead later(UnaryOperator<Lead> fetched) {
        return new Lead(key, finding, causes, concerns, reach, twin, passing, fetched);
    }

    Lead with(Finding changed) {
        return new Lead(key, changed, causes, concerns, reach, twin, passing, detail);
    }

    Lead twin(String common) {
        return new Lead(key, finding, causes, concerns, reach, common, passing, detail);
    }

    /// Known for normal life: it will be over soon.
    Lead pass() {
        return new Lead(key, finding, causes, concerns, reach, twin, true, detail);
    }

    Lead complete() {
        return detail.apply(later(UnaryOperator.identity()));
    }

    /// The object and its namespace.
    String object() {
        return object(finding.namespace(), finding.object());
    }

    static String object(String namespace, String object) {
        return namespace + " " + object;
    }

    boolean isAbout(String object) {
        return finding.object().equals(object) || concerns.contains(object);
    }

    /// Whether it matters to a namespace; empty means all of them.
    boolean matters(String namespace) {
        return namespace.isEmpty()
                || finding.namespace().equals(namespace)
                || (finding.namespace().isEmpty() && reach.isEmpty())
                || reach.contains(namespace);
    }
}
