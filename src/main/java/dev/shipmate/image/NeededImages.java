package dev.shipmate.image;

import java.util.Set;

/// The images that are in use or must stay for later, by reference, ID or both (`name@sha256:…`).
///
/// @param containers of the host, running or stopped
/// @param pods all pods of the cluster, what they ask for and what they run
/// @param templates what workloads start their pods from, jobs and cron jobs too, even if none runs
/// @param revisions the revisions of releases and of workloads that a rollback may go back to
/// @param current what was built or deployed last
public record NeededImages(
        Set<String> containers, Set<String> pods, Set<String> templates, Set<String> revisions, Set<String> current) {
    public NeededImages {
        containers = Set.copyOf(containers);
        pods = Set.copyOf(pods);
        templates = Set.copyOf(templates);
        revisions = Set.copyOf(revisions);
        current = Set.copyOf(current);
    }
}
