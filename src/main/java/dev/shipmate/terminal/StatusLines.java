package dev.shipmate.terminal;

import dev.shipmate.cluster.WorkloadView;
import dev.shipmate.helm.ReleaseRevision;
import dev.shipmate.pipeline.RunJournal;
import dev.shipmate.pipeline.ShipmentStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// How a shipment is, as lines.
record StatusLines(Theme theme, int width, Instant now) {
    private static final int LABEL_COLUMNS = 11;

    List<Styled> of(String title, ShipmentStatus status) {
        var lines = new ArrayList<Styled>();
        lines.addAll(LineBreaks.wrap(Styled.of(Role.STRONG, title), width));
        status.history().newest().ifPresent(newest -> lines.addAll(revision(newest)));
        boolean there = status.history().newest().isPresent();
        status.addresses().stream()
                .filter(address -> there || address.answers())
                .forEach(address -> lines.addAll(fact(
                        "Address",
                        address.answers() ? Role.TEXT : Role.WARNING,
                        "%s %s"
                                .formatted(
                                        address.url(),
                                        address.answers()
                                                ? "answers with " + address.answer()
                                                : "does not answer: " + address.answer()))));
        if (!status.history().damaged().isEmpty()) {
            lines.addAll(fact(
                    "Damaged",
                    Role.WARNING,
                    "%d of Helm's records cannot be read"
                            .formatted(status.history().damaged().size())));
        }
        status.lastRun().ifPresent(run -> lines.addAll(fact("Last run", Role.TEXT, run(run))));
        status.lastVerification()
                .ifPresent(last ->
                        lines.addAll(fact("Verified", last.passed() ? Role.TEXT : Role.WARNING, verification(last))));
        if (!status.workloads().isEmpty()) {
            lines.add(Styled.EMPTY);
            lines.addAll(workloads(status.workloads()));
        }
        return lines;
    }

    private List<Styled> revision(ReleaseRevision revision) {
        var lines = new ArrayList<Styled>();
        lines.addAll(fact(
                "Revision",
                Role.TEXT,
                "%d, %s%s"
                        .formatted(
                                revision.number(),
                                revision.status().display(),
                                revision.description().isBlank() ? "" : ": " + revision.description())));
        if (!revision.deployed().equals(Instant.EPOCH)) {
            lines.addAll(fact("Deployed", Role.TEXT, when(revision.deployed())));
        }
        String app = revision.appVersion().isEmpty() ? "" : ", app " + revision.appVersion();
        lines.addAll(fact("Chart", Role.TEXT, "%s %s%s".formatted(revision.chart(), revision.chartVersion(), app)));
        return lines;
    }

    private List<Styled> workloads(List<WorkloadView> workloads) {
        List<List<Styled>> rows = workloads.stream()
                .map(workload -> List.of(
                        Styled.text(workload.id().display()),
                        Styled.of(
                                workload.healthy() ? Role.GOOD : Role.WARNING,
                                "%d/%d".formatted(workload.ready(), workload.desired())),
                        Styled.text(workload.images().stream()
                                .map(WorkloadView.ContainerImage::image)
                                .distinct()
                                .collect(Collectors.joining(", ")))))
                .toList();
        List<Styled> header = List.of(Styled.text("WORKLOAD"), Styled.text("READY"), Styled.text("IMAGE"));
        return new TableLayout(header, rows, List.of(false, false, false)).lines(width);
    }

    private String run(RunJournal.Run run) {
        String how = run.next()
                .map(step -> run.finished()
                        ? "ended at step %s".formatted(step.word())
                        : "was ended from outside in step %s".formatted(step.word()))
                .orElse(run.finished() ? "done" : "not finished");
        return "%s, begun %s".formatted(how, when(run.started()));
    }

    private String verification(ShipmentStatus.LastVerification last) {
        return "%s%s, %s"
                .formatted(
                        last.revision() == 0 ? "" : "revision %d: ".formatted(last.revision()),
                        last.summary(),
                        when(last.at()));
    }

    private List<Styled> fact(String label, Role role, String text) {
        return Indented.of(Styled.of(Role.DIM, label).padded(LABEL_COLUMNS), Styled.of(role, text), width);
    }

    /// `5 min ago`.
    private String when(Instant instant) {
        Duration ago = Duration.between(instant, now);
        if (ago.toMinutes() < 1) {
            return "just now";
        }
        if (ago.toHours() < 1) {
            return ago.toMinutes() + " min ago";
        }
        return ago.toDays() < 1 ? ago.toHours() + " h ago" : ago.toDays() + " d ago";
    }
}
