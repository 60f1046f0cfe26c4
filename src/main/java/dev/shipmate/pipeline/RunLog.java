package dev.shipmate.pipeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// Writes the whole output of each step to a file of its own. A line is on the disk before the next event, so a run
/// that is killed leaves its logs too.
final class RunLog implements PipelineListener {
    private final RunFolder folder;
    private String run = "";

    RunLog(RunFolder folder) {
        this.folder = folder;
    }

    @Override
    public void on(PipelineEvent event) {
        switch (event) {
            case PipelineEvent.Started started -> run = started.run();
            case PipelineEvent.StepStarted _, PipelineEvent.Ended _ -> {}
            case PipelineEvent.StepDoing(StepName step, String what) -> write(step, "# " + what);
            case PipelineEvent.StepOutput(StepName step, String line) -> write(step, line);
            case PipelineEvent.StepEnded ended -> lines(ended.outcome()).forEach(line -> write(ended.step(), line));
        }
    }

    private static List<String> lines(StepOutcome outcome) {
        return switch (outcome) {
            case StepOutcome.Done(List<String> facts) -> facts;
            case StepOutcome.Skipped(String reason) -> List.of("skipped: " + reason);
            case StepOutcome.Failed(String cause, String suggestion, List<String> evidence) -> {
                var lines = new ArrayList<>(evidence);
                lines.add("failed: " + cause);
                lines.add(suggestion);
                yield lines;
            }
            case StepOutcome.Cancelled(String left) -> List.of("cancelled: " + left);
        };
    }

    private void write(StepName step, String line) {
        Path file = folder.log(run, step);
        try {
            if (!Files.exists(file)) {
                RunFolder.createFolder(folder.logs(run));
                RunFolder.createFile(file);
            }
            Files.writeString(file, line + "\n", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        } catch (IOException _) {
            // A log that cannot be written is no reason to end a deploy.
        }
    }
}
