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
    void theNewestEntryOfTheClusterComesBackAsItWas() {
        Path file = folder.resolve("state/undo.jsonl");
        new UndoFile(file).of(() -> "https://127.0.0.1 a").record(entry("1", 2));
        new UndoFile(file).of(() -> "https://127.0.0.1 b").record(entry("2", 5));

        assertThat(new UndoFile(file).of(() -> "https://127.0.0.1 a").newest()).contains(entry("1", 2));
        assertThat(new UndoFile(file).of(() -> "https://127.0.0.1 c").newest()).isEmpty();
    }

    @Test
    void anEntryThatKnowsOnlyItsContextIsPassedOver() throws IOException {
        Path file = folder.resolve("undo.jsonl");
        Files.writeString(file, "{\"id\":\"1\",\"context\":\"minikube\",\"namespace\":\"todo\"}\n");

        assertThat(new UndoFile(file).of(() -> "minikube").newest()).isEmpty();
        assertThat(new UndoFile(file).of(() -> "").newest()).isEmpty();
    }

    @Test
    void aTakenEntryGivesWayToTheOneBefore() {
        UndoJournal journal = new UndoFile(folder.resolve("undo.jsonl")).of(() -> "minikube");
        journal.record(entry("1", 2));
        journal.record(entry("2", 3));

        journal.taken(entry("2", 3));

        assertThat(journal.newest()).contains(entry("1", 2));
    }

    @Test
    void anEntryTakesThePlaceOfTheOneWithItsId() {
        UndoJournal journal = new UndoFile(folder.resolve("undo.jsonl")).of(() -> "minikube");
        UndoEntry whole = entry("1", 2);
        journal.record(new UndoEntry(
                whole.id(),
                whole.time(),
                whole.context(),
                whole.namespace(),
                whole.done(),
                whole.undo(),
                whole.changes(),
                false));
        assertThat(journal.newest())
                .hasValueSatisfying(entry -> assertThat(entry.made()).isFalse());

        journal.record(whole);

        assertThat(journal.newest()).contains(whole);
        journal.taken(whole);
        assertThat(journal.newest()).isEmpty();
    }

    @Test
    void aTornLineIsPassedOverAndTheNextOneIsWhole() throws IOException {
        Path file = folder.resolve("undo.jsonl");
        UndoJournal journal = new UndoFile(file).of(() -> "minikube");
        journal.record(entry("1", 2));
        Files.writeString(file, "{\"id\":\"2\",\"con", StandardOpenOption.APPEND);

        journal.record(entry("3", 4));

        assertThat(journal.newest()).contains(entry("3", 4));
    }

    @Test
    void onlyTheUserMayReadTheFile() throws IOException {
        Path file = folder.resolve("undo.jsonl");
        new UndoFile(file).of(() -> "minikube").record(entry("1", 2));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void withoutAFileThereIsNothingToTakeBack() {
        assertThat(new UndoFile(folder.resolve("none.jsonl"))
                        .of(() -> "minikube")
                        .newest())
                .isEmpty();
    }

    private static UndoEntry entry(String id, int before) {
        return new UndoEntry(
                id,
                Instant.parse("2026-11-01T10:00:00Z"),
                "minikube",
                "todo",
                new ToolCall("scale", Map.of("replicas", 7)),
                new ToolCall("scale", Map.of("replicas", before)),
                List.of(new Change("deployment/web", "todo", "replicas", "" + before, "7")),
                true);
    }
}
