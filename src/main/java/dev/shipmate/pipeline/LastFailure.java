package dev.shipmate.pipeline;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The report of the newest run, when that failed.
final class LastFailure {
    private final RunFolder folder;
    private final RunJournal journal;

    LastFailure(RunFolder folder, RunJournal journal) {
        this.folder = folder;
        this.journal = journal;
    }

    /// A report that cannot be kept is in the ending of its run all the same.
    void keep(FailureReport report) {
        try {
            RunFolder.write(folder.failure(), FailureReportJson.write(report).toPrettyString());
        } catch (IOException _) {
            // Whoever ran it has it.
        }
    }

    Optional<FailureReport> find() {
        return RunFolder.read(folder.failure())
                .flatMap(FailureReportJson::read)
                .filter(report -> isOfLastRun(report.run()));
    }

    /// Part of a deploy that ran alone makes nobody forget the run before it.
    private boolean isOfLastRun(String run) {
        List<RunJournal.Run> runs = journal.runs();
        return Stream.concat(
                        runs.reversed().stream().limit(1),
                        runs.reversed().stream()
                                .filter(one -> one.order().kind() != RunOrder.Kind.PART)
                                .limit(1))
                .anyMatch(one -> one.id().equals(run));
    }
}
