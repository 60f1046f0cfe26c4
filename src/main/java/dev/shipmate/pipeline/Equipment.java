package dev.shipmate.pipeline;

import dev.shipmate.cluster.RolloutPace;
import dev.shipmate.helm.HelmChoice;
import dev.shipmate.image.Docker;
import dev.shipmate.image.NodeImages;
import dev.shipmate.process.ProgramRunner;
import dev.shipmate.redaction.Redactor;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;

/// The programs and places that runs work with.
///
/// @param nodes of the cluster; asked for once it is known to be there
/// @param helm chosen at first use
/// @param environment the variables of this process
/// @param state the folder in which runs leave their journal, their logs and their reports
/// @param pace how patiently a rollout is waited for
public record Equipment(
        Docker docker,
        Supplier<NodeImages> nodes,
        Supplier<HelmChoice> helm,
        ProgramRunner runner,
        Map<String, String> environment,
        Path state,
        Redactor redactor,
        Clock clock,
        RolloutPace pace) {
    public Equipment {
        environment = Map.copyOf(environment);
    }
}
