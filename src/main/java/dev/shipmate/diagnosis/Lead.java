package dev.shipmate.diagnosis;

import java.util.List;
import java.util.function.UnaryOperator;

/// A finding that is being traced.
///
/// @param causes objects of the same namespace that it may only be a consequence of
/// @param concerns objects that it is also about, such as a Service's workload
/// @param twin what several findings have in common when they are one and the same; mostly empty
/// @param detail fetches what is costly: the end of a log, what would mend it
record Lead(Finding finding, List<String> causes, List<String> concerns, String twin, UnaryOperator<Lead> detail) {
    Lead {
        causes = List.copyOf(causes);
        concerns = List.copyOf(concerns);
    }

    static Lead of(Finding finding) {
        return new Lead(finding, List.of(), List.of(), "", UnaryOperator.identity());
    }

    Lead because(List<String> objects) {
        return new Lead(finding, objects, concerns, twin, detail);
    }

    Lead concerning(List<String> objects) {
        return new Lead(finding, causes, objects, twin, detail);
    }

    /// With what is fetched only when the finding is wanted.
    Lead later(UnaryOperator<Lead> fetched) {
        return new Lead(finding, causes, concerns, twin, fetched);
    }

    Lead with(Finding changed) {
        return new Lead(changed, causes, concerns, twin, detail);
    }

    Lead twin(String common) {
        return new Lead(finding, causes, concerns, common, detail);
    }

    Lead complete() {
        return detail.apply(later(UnaryOperator.identity()));
    }

    String key() {
        return key(finding.namespace(), finding.object());
    }

    static String key(String namespace, String object) {
        return namespace + " " + object;
    }

    boolean isAbout(String object) {
        return finding.object().equals(object) || concerns.contains(object);
    }
}
