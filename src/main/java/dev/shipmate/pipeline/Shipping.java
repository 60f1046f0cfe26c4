package dev.shipmate.pipeline;

import dev.shipmate.helm.ReleaseHistory;
import dev.shipmate.image.CleanUpPlan;
import dev.shipmate.image.CleanUpReport;
import dev.shipmate.image.Outcome;
import dev.shipmate.image.PlacedImage;
import dev.shipmate.verification.Check;
import dev.shipmate.verification.VerificationEvent;
import dev.shipmate.verification.VerificationReport;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Everything that can be done with one shipment: deploy it, go back, look at it, clean up behind it.
public interface Shipping {
    /// What is meant.
    Shipment shipment();

    /// What a deploy would do.
    RunPlan plan(DeployRequest request);

    /// From the source tree to an app that is verified.
    RunEnding deploy(DeployRequest request, PipelineListener listener);

    /// Only these steps of a deploy, in their order, such as building and loading.
    RunEnding run(Set<StepName> steps, DeployRequest request, PipelineListener listener);

    /// What a roll-back would do.
    ///
    /// @param revision 0 for the last good one before the newest
    RunPlan planRollBack(int revision);

    /// Makes the release as it was.
    ///
    /// @param revision 0 for the last good one before the newest
    RunEnding rollBack(int revision, PipelineListener listener);

    /// Takes the release away; what the chart marks to be kept stays.
    RunEnding uninstall(PipelineListener listener);

    /// The revisions of the release, without a look at what runs.
    ReleaseHistory history();

    /// Where a roll-back goes: what runs from this machine have seen fail is no way back.
    WayBack wayBack();

    /// How the release, its workloads and its addresses are.
    ShipmentStatus status();

    /// How the newest verification ended, as it is kept on this machine: no cluster is asked.
    Optional<ShipmentStatus.LastVerification> lastVerification();

    /// Runs checks against the deployed app, and keeps the report; nothing else is done.
    ///
    /// @param restarts whether checks may delete pods
    VerificationReport verify(List<Check> checks, URI url, boolean restarts, Consumer<VerificationEvent> listener);

    /// Which images of the project nothing needs any more.
    Outcome<CleanUpPlan> planCleanUp();

    /// Removes what the plan says.
    CleanUpReport cleanUp(CleanUpPlan plan, Consumer<PlacedImage> removing);

    /// The report of the newest run when that failed, also from an earlier process.
    Optional<FailureReport> lastFailure();
}
