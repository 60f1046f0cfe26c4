package dev.shipmate.cli;

import dev.shipmate.cluster.ClusterTarget;
import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.diagnosis.Remedy;
import dev.shipmate.pipeline.Offer;
import dev.shipmate.pipeline.RunInputs;
import dev.shipmate.project.ExposeSpec;
import dev.shipmate.redaction.Redactor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The commands that go on from where a run ended.
///
/// @param place the options that name the same project, environment and cluster
/// @param kubeconfig as it was named, or empty
record Commands(List<String> place, String kubeconfig, ClusterTarget target, Redactor redactor) {
    Commands {
        place = List.copyOf(place);
    }

    static Commands of(ProjectOptions project, GlobalOptions global, ClusterTarget target, Redactor redactor) {
        return new Commands(
                Stream.concat(global.arguments().stream(), project.arguments().stream())
                        .toList(),
                global.toEndpoints().kubeconfig(),
                target,
                redactor);
    }

    String resume() {
        return shipmate("deploy", "--resume");
    }

    /// Settings that look like secrets are left out with all others: a run that goes on takes all from one place.
    String of(Undertaking undertaking) {
        return switch (undertaking) {
            case Undertaking.Deploy(var request) -> {
                var command = new ArrayList<>(
                        List.of("deploy", request.resume() ? "--resume" : "", request.atomic() ? "--atomic" : ""));
                if (RunInputs.plain(request.settings(), redactor)) {
                    request.settings()
                            .forEach(setting ->
                                    command.addAll(List.of("--set", setting.name() + "=" + setting.value())));
                }
                command.removeIf(String::isEmpty);
                yield shipmate(command.toArray(String[]::new));
            }
            case Undertaking.RollBack(int revision) ->
                revision == 0 ? shipmate("rollback") : shipmate("rollback", String.valueOf(revision));
            case Undertaking.Uninstall() -> shipmate("rollback", "--uninstall");
        };
    }

    /// What has to be added to the command; empty when it is whole.
    String leftOut(Undertaking undertaking) {
        return undertaking instanceof Undertaking.Deploy(var request) && !RunInputs.plain(request.settings(), redactor)
                ? "Add each --set again: one of them looks like a secret, so they are neither kept nor shown."
                : "";
    }

    String deploy() {
        return shipmate("deploy");
    }

    /// What is to be done about a failure, in words.
    static String words(Offer offer) {
        return switch (offer) {
            case Offer.Apply(Remedy remedy) -> remedy.title() + ", then go on";
            case Offer.RollBack(int revision) -> "Roll back to revision %d".formatted(revision);
            case Offer.Uninstall() -> "Uninstall the release: no revision of it was ever good";
            case Offer.Resume(String after) ->
                after.isBlank() ? "Go on from the step that failed" : "Go on from the step that failed: " + after;
        };
    }

    String of(Offer offer) {
        return switch (offer) {
            case Offer.Apply(Remedy remedy) -> mend(remedy) + " && " + resume();
            case Offer.RollBack(int revision) -> shipmate("rollback", String.valueOf(revision));
            case Offer.Uninstall() -> shipmate("rollback", "--uninstall");
            case Offer.Resume _ -> resume();
        };
    }

    private String mend(Remedy remedy) {
        return switch (remedy) {
            case Remedy.PatchObject(String _, var object, String patch) ->
                kubectl(
                        object.namespace(),
                        "patch",
                        object.kind().singular() + "/" + object.name(),
                        "--type",
                        object.kind().group().contains(".")
                                        && !object.kind().group().endsWith(".k8s.io")
                                ? "merge"
                                : "strategic",
                        "--patch",
                        patch);
            case Remedy.DeleteObject(String _, var object) ->
                kubectl(object.namespace(), "delete", object.kind().display(), object.name());
            case Remedy.SetImage(String _, WorkloadName workload, String container, String image) ->
                kubectl(workload.namespace(), "set", "image", workload.display(), container + "=" + image);
            case Remedy.UndoRollout(String _, WorkloadName workload) ->
                kubectl(workload.namespace(), "rollout", "undo", workload.display());
        };
    }

    /// Opens the address of an exposed Service for as long as it runs.
    String forward(ExposeSpec exposed) {
        return kubectl(
                target.namespace(),
                "port-forward",
                "service/" + exposed.service(),
                "%d:%d".formatted(exposed.url().getPort(), exposed.port()));
    }

    private String kubectl(String namespace, String... arguments) {
        var all = new ArrayList<>(List.of("--context", target.context()));
        if (!kubeconfig.isEmpty()) {
            all.addAll(List.of("--kubeconfig", kubeconfig));
        }
        if (!namespace.isEmpty()) {
            all.addAll(List.of("--namespace", namespace));
        }
        all.addAll(List.of(arguments));
        return CommandLineText.of("kubectl", all);
    }

    private String shipmate(String... command) {
        var all = new ArrayList<>(List.of(command));
        all.addAll(place);
        return CommandLineText.of("shipmate", all);
    }
}
