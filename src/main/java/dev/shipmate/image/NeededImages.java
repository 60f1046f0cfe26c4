package dev.shipmate.image;

import java.util.Set;

/// The images that are in use or must stay for later, by reference, ID or both (`name@sha256:…`).
///
/// @param containers of the host, running or stopped
/// @param pods all pods of the cluster, what they ask for and what they run
/// @param jobs the templates of jobs and cron jobs
/// @param revisions the revisions of releases that a rollback may go back to
/// @param current what was built or deployed last
public record NeededImages(
        Set<String> containers, Set<String> pods, Set<String> jobs, Set<String> revisions, Set<String> current) {
    public NeededImages {
        containers = Set.copyOf(containers);
        pods = Set.copyOf(pods);
        jobs = Set.copyOf(jobs);
        revisions = Set.copyOf(revisions);
        current = Set.copyOf(current);
    }
}
