package dev.shipmate.diagnosis;

import dev.shipmate.cluster.ObjectName;
import dev.shipmate.cluster.WorkloadName;

/// A change that would mend what was found. It is a description: whoever makes it tries it out first, shows it, and
/// asks.
public sealed interface Remedy {
    /// What it does, as an order: `Point the readiness probe of backend at port 8000`.
    String title();

    /// Changes some fields of one object.
    ///
    /// @param patch as JSON, strategic merge for Kubernetes' own kinds
    record PatchObject(String title, ObjectName object, String patch) implements Remedy {}

    record SetImage(String title, WorkloadName workload, String container, String image) implements Remedy {}

    /// Deletes an object that only stands in the way.
    record DeleteObject(String title, ObjectName object) implements Remedy {}

    /// Takes the workload's last change back.
    record UndoRollout(String title, WorkloadName workload) implements Remedy {}
}
