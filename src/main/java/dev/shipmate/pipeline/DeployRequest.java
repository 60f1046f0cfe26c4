package dev.shipmate.pipeline;

import dev.shipmate.helm.Setting;
import java.util.List;

/// How a deploy is wanted.
///
/// @param noCache builds every image anew
/// @param resume goes on where the last run ended early, instead of from the first step
/// @param settings single chart values for this run; they win over those of the environment
/// @param atomic puts the release back when it fails, also where the environment does not ask for it
public record DeployRequest(boolean noCache, boolean resume, List<Setting> settings, boolean atomic) {
    public DeployRequest {
        settings = List.copyOf(settings);
    }

    public DeployRequest(boolean noCache, boolean resume, List<Setting> settings) {
        this(noCache, resume, settings, false);
    }

    public static DeployRequest usual() {
        return new DeployRequest(false, false, List.of());
    }
}
