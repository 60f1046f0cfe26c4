package dev.shipmate.pipeline;

import dev.shipmate.helm.ChartProblem;
import dev.shipmate.helm.HelmOutcome;
import dev.shipmate.helm.ReleaseHistory;
import dev.shipmate.helm.ReleaseStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Tells how a call to Helm ended that did not end well, as a step does. Whatever is left of the release, its way out
/// is named.
final class HelmEndings {
    private final Clock clock;
    private final WayBack way;

    HelmEndings(Clock clock, WayBack way) {
        this.clock = clock;
        this.way = way;
    }

    /// @param history of the release as it is now, for the way back
    StepOutcome of(HelmOutcome outcome, ReleaseHistory history) {
        return switch (outcome) {
            case HelmOutcome.Rejected(List<ChartProblem> problems) ->
                rejected(problems.stream().map(ChartProblem::display).toList());
            case HelmOutcome.Stuck(int revision, ReleaseStatus status, Instant since, String suggestion) ->
                new StepOutcome.Failed(stuck(revision, status, since), suggestion);
            case HelmOutcome.HookFailed(String hook, String cause, String suggestion) ->
                new StepOutcome.Failed(
                        hook.isEmpty()
                                ? "A hook of the chart failed, so the release was not changed as it should be."
                                : "The hook %s failed, so the release was not changed as it should be.".formatted(hook),
                        suggestion + wayBack(history),
                        cause.lines().toList());
            case HelmOutcome.Failed(String cause, String suggestion) -> failed(cause, suggestion + wayBack(history));
            case HelmOutcome.Cancelled(String state, String suggestion) ->
                new StepOutcome.Cancelled((state + " " + suggestion).strip());
            case HelmOutcome.Sound _, HelmOutcome.Rendered _, HelmOutcome.Deployed _, HelmOutcome.Removed _ ->
                throw new IllegalArgumentException("Ended well: " + outcome);
        };
    }

    /// Helm was not left to wait for a hook that can never start.
    StepOutcome hopeless(HookWatch.Trouble trouble, ReleaseHistory history) {
        return new StepOutcome.Failed(
                "The hook %s cannot start, so the release was not changed as it should be.".formatted(trouble.hook()),
                "Mend what the hook needs, then deploy again." + wayBack(history),
                List.of(trouble.reason()));
    }

    /// @param problems the values that the chart does not take, in the words of [RejectedValues]
    static StepOutcome rejected(List<String> problems) {
        String first = problems.isEmpty() ? "Helm does not say why" : problems.getFirst();
        return new StepOutcome.Failed(
                "The chart does not take its values: %s".formatted(first),
                "Correct that value in the values file, or the chart. Nothing was changed.",
                problems.stream().skip(1).toList());
    }

    /// How long ago is told, for that decides whether anybody may still be at work.
    String stuck(int revision, ReleaseStatus status, Instant since) {
        String age = since.equals(Instant.EPOCH)
                ? ""
                : ", since %s".formatted(age(Duration.between(since, clock.instant())));
        return revision == 0
                ? "Another Helm is at work on the release."
                : "Revision %d of the release is %s%s: a Helm is at work on it, or was ended while it was."
                        .formatted(revision, status.display(), age);
    }

    private StepOutcome failed(String cause, String suggestion) {
        List<String> lines = cause.lines().toList();
        return lines.size() < 2
                ? new StepOutcome.Failed(cause, suggestion)
                : new StepOutcome.Failed(lines.getFirst(), suggestion, lines.subList(1, lines.size()));
    }

    private String wayBack(ReleaseHistory history) {
        return history.newest()
                .filter(newest -> newest.status() == ReleaseStatus.FAILED)
                .flatMap(_ -> way.lastGood(history))
                .map(good -> " Or go back to revision %d, the last good one: shipmate rollback %d"
                        .formatted(good.number(), good.number()))
                .orElse("");
    }

    static String age(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7_200 ? seconds / 60 + " min" : seconds / 3_600 + " h";
    }
}
