package dev.shipmate.pipeline;

import dev.shipmate.helm.ChartProblem;
import dev.shipmate.helm.ChartRequest;
import dev.shipmate.helm.Helm;
import dev.shipmate.helm.HelmChoice;
import dev.shipmate.helm.HelmOutcome;
import dev.shipmate.helm.Manifest;
import dev.shipmate.redaction.Redactor;
import java.util.ArrayList;
import java.util.List;

/// Whether the chart is sound and takes its values, and what it renders to.
final class ChartChecks {
    private final HelmChoice helm;
    private final ChartRequest request;
    private final RejectedValues rejected;
    private final List<Remark> remarks = new ArrayList<>();
    private Manifest manifest = Manifest.of("");

    private ChartChecks(HelmChoice helm, ChartRequest request, RejectedValues rejected) {
        this.helm = helm;
        this.request = request;
        this.rejected = rejected;
    }

    static ChartChecks make(HelmChoice helm, ChartRequest request, Redactor redactor) {
        var checks = new ChartChecks(helm, request, new RejectedValues(redactor));
        checks.run();
        return checks;
    }

    List<Remark> remarks() {
        return List.copyOf(remarks);
    }

    /// The objects of the chart; none when it cannot be rendered.
    Manifest manifest() {
        return manifest;
    }

    private void run() {
        switch (helm) {
            case HelmChoice.None(String cause, String suggestion) -> remarks.add(new Remark.Wrong(cause, suggestion));
            case HelmChoice.Chosen(Helm chosen, String reason) -> {
                remarks.add(new Remark.Fine("Helm: " + reason));
                render(chosen);
            }
        }
    }

    private void render(Helm chosen) {
        switch (chosen.template(request)) {
            case HelmOutcome.Rendered(String text, boolean _) -> {
                manifest = Manifest.of(text);
                remarks.add(new Remark.Fine("the chart renders to %d objects"
                        .formatted(manifest.objects().size())));
                lint(chosen);
            }
            case HelmOutcome.Rejected(List<ChartProblem> problems) -> wrong(problems);
            case HelmOutcome.Failed(String cause, String suggestion) ->
                remarks.add(new Remark.Wrong(cause, suggestion));
            case HelmOutcome.Cancelled _ -> Thread.currentThread().interrupt();
        }
    }

    private void lint(Helm chosen) {
        switch (chosen.lint(request)) {
            case HelmOutcome.Sound(List<ChartProblem> advice) ->
                advice.stream()
                        .filter(remark -> remark.severity() == ChartProblem.Severity.WARNING)
                        .forEach(remark -> remarks.add(new Remark.Note("helm lint: " + remark.display())));
            case HelmOutcome.Rejected(List<ChartProblem> problems) -> wrong(problems);
            case HelmOutcome.Failed(String cause, String suggestion) ->
                remarks.add(new Remark.Wrong(cause, suggestion));
            case HelmOutcome.Cancelled _ -> Thread.currentThread().interrupt();
        }
    }

    private void wrong(List<ChartProblem> problems) {
        rejected.told(problems, request)
                .forEach(problem -> remarks.add(new Remark.Wrong(
                        "The chart does not take its values: %s".formatted(problem),
                        "Correct that in the values or in the chart.")));
    }
}
