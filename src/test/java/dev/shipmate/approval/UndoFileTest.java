package dev.shipmate.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.tool.Change;
import dev.shipmate.tool.ToolCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UndoFileTest {
    @TempDir
    Path folder;

    @Test
    void theNewestEntryOfTheContextComesBackAsItWas() {
        UndoFile journal = new UndoFile(folder.resolve("state/undo.jsonl"));
        journal.record(entry("1", "minikube", 2));
        journal.record(entry("2", "prod", 5));

        assertThat(new UndoFile(folder.resolve("state/undo.jsonl")).newest("minikube"))
                .contains(entry("1", "minikube", 2));
    }

    @Test
    void aTakenEntryGivesWayToTheOneBefore() {
        UndoFile journal = new UndoFile(folder.resolve("undo.jsonl"));
        journal.record(entry("1", "minikube", 2));
        journal.record(entry("2", "minikube", 3));

        journal.taken(entry("2", "minikube", 3));

        assertThat(journal.newest("minikube")).contains(entry("1", "minikube", 2));
    }

    @Test
    void aTornLineIsPassedOverAndTheNextOneIsWhole() throws IOException {
        Path file = folder.resolve("undo.jsonl");
        UndoFile journal = new UndoFile(file);
        journal.record(entry("1", "minikube", 2));
        Files.writeString(file, "{\"id\":\"2\",\"con", StandardOpenOption.APPEND);

        journal.record(entry("3", "minikube", 4));

        assertThat(journal.newest("minikube")).contains(entry("3", "minikube", 4));
    }

    @Test
    void onlyTheUserMayReadTheFile() throws IOException {
        Path file = folder.resolve("undo.jsonl");
        new UndoFile(file).record(entry("1", "minikube", 2));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void withoutAFileThereIsNothingToTakeBack() {
        assertThat(new UndoFile(folder.resolve("none.jsonl")).newest("minikube"))
                .isEmpty();
    }

    private static UndoEntry entry(String id, String context, int before) {
        return new UndoEntry(
                id,
                Instant.parse("2026-11-01T10:00:00Z"),
                context,
                "todo",
                new ToolCall("scale", Map.of("replicas", 7)),
                new ToolCall("scale", Map.of("replicas", before)),
                List.of(new Change("deployment/web", "todo", "replicas", "" + before, "7")));
    }
}
