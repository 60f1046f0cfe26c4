package dev.shipmate.monitoring;

import dev.shipmate.cluster.RolloutState;
import dev.shipmate.cluster.WorkloadView;

/// What the board keeps of a workload.
///
/// @param status a word for what its rollout does; empty when there is nothing to say
record BoardWorkload(String kind, String name, BoardHealth health, String status, int ready, int desired) {
    static BoardWorkload of(WorkloadView workload) {
        BoardHealth health;
        String status;
        if (workload.refusal().isPresent()) {
            health = BoardHealth.BAD;
            status = "cannot make pods";
        } else {
            switch (workload.rollout()) {
                case RolloutState.Done() -> {
                    boolean enough = workload.ready() >= workload.desired();
                    health = enough ? BoardHealth.GOOD : BoardHealth.CHANGING;
                    status = enough ? "" : "not ready";
                }
                case RolloutState.Waiting _ -> {
                    health = BoardHealth.CHANGING;
                    status = "rolling out";
                }
                case RolloutState.Paused() -> {
                    health = BoardHealth.CHANGING;
                    status = "paused";
                }
                case RolloutState.Stuck _ -> {
                    health = BoardHealth.BAD;
                    status = "rollout stuck";
                }
            }
        }
        return new BoardWorkload(
                workload.id().kind(), workload.id().name(), health, status, workload.ready(), workload.desired());
    }

    String display() {
        return kind + "/" + name;
    }
}
