package dev.shipmate.diagnosis;

import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.cluster.WorkloadView;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What came of one look, and how each workload is.
///
/// @param workloads those that keep pods running, in the order in which they were read
public record Survey(Examination examination, List<WorkloadHealth> workloads) {
    public Survey {
        workloads = List.copyOf(workloads);
    }

    /// A workload in numbers.
    ///
    /// @param restarts of the containers of its present pods together
    public record WorkloadHealth(WorkloadName id, int desired, int ready, int available, long restarts) {}

    static Survey of(Examination examination, Scene scene) {
        Map<String, Long> restarts = scene.groups().stream()
                .collect(Collectors.toMap(
                        group -> Lead.object(group.namespace(), group.object()), PodGroup::restarts, Long::sum));
        return new Survey(
                examination,
                scene.workloads().stream()
                        .filter(WorkloadFacts::serves)
                        .map(WorkloadFacts::view)
                        .map(view -> health(
                                view,
                                restarts.getOrDefault(
                                        Lead.object(
                                                view.id().namespace(), view.id().display()),
                                        0L)))
                        .toList());
    }

    private static WorkloadHealth health(WorkloadView view, long restarts) {
        return new WorkloadHealth(view.id(), view.desired(), view.ready(), view.available(), restarts);
    }
}
