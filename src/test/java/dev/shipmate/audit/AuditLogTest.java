package dev.shipmate.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class AuditLogTest {
    private static final int ENTRIES = 6;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() {
        file = folder.resolve("state/audit.jsonl");
        for (int i = 1; i <= ENTRIES; i++) {
            log().append(entry("question " + i + " on K\u00f6ln \ud83d\ude80"));
        }
    }

    @Test
    void entriesAreNumberedAndSayWhoAndWhen() {
        List<JsonNode> entries = log().entries();

        assertThat(entries).hasSize(ENTRIES);
        assertThat(entries.getFirst().path("n").asLong()).isEqualTo(1);
        assertThat(entries.getFirst().path("user").asString()).isEqualTo("ann");
        assertThat(entries.getFirst().path("time").asString()).isEqualTo("2026-11-01T09:00:00Z");
        assertThat(entries.getLast().path("question").asString()).isEqualTo("question 6 on K\u00f6ln \ud83d\ude80");
    }

    @Test
    void onlyTheOwnerReadsIt() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(head())))
                .isEqualTo("rw-------");
    }

    @Test
    void whatWasOnlyAppendedToIsIntact() {
        assertThat(log().verify().fault()).isEmpty();
        assertThat(log().verify().entries()).isEqualTo(ENTRIES);
    }

    @Test
    void anInterruptedTurnIsWrittenAllTheSame() {
        Thread.currentThread().interrupt();
        log().append(entry("last words"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(log().verify().entries()).isEqualTo(ENTRIES + 1);
    }

    @Test
    void aFolderThatCannotBeWrittenToIsSaidSo() throws IOException {
        Path blocked = Files.writeString(folder.resolve("blocked"), "");

        assertThatThrownBy(
                        () -> new AuditLog(blocked.resolve("audit.jsonl"), Clock.systemUTC(), "ann").append(entry("x")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("Cannot write the audit log " + blocked);
    }

    @Nested
    class TamperingShows {
        @Test
        void inEveryByteOfEveryLine() throws IOException {
            byte[] whole = Files.readAllBytes(file);
            var random = new Random(1);
            for (int i = 0; i < 400; i++) {
                byte[] changed = whole.clone();
                int at = random.nextInt(whole.length);
                changed[at] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, changed);

                assertThat(log().verify().fault()).as("byte %d", at).isPresent();
            }
        }

        @Test
        void whenLinesAreTakenOutPutInOrSwapped() throws IOException {
            changed(lines -> lines.remove(2));
            changed(lines -> lines.removeFirst());
            changed(lines -> lines.add(3, lines.get(2)));
            changed(lines -> Collections.swap(lines, 1, 2));
            changed(lines -> lines.add(2, "{}"));
            changed(lines -> lines.add(0, ""));
        }

        @Test
        void whenTheEndIsCutOff() throws IOException {
            changed(List::removeLast);
            changed(List::clear);
        }

        @Test
        void whenTheFileThatRemembersTheEndIsGone() throws IOException {
            Files.delete(head());

            assertThat(log().verify().fault()).isPresent();
        }

        @Test
        void whereItBegins() throws IOException {
            List<String> lines = Files.readAllLines(file);
            lines.set(3, lines.get(3).replace("question 4", "question 5"));
            Files.write(file, lines);

            assertThat(log().verify().fault()).map(AuditCheck.Fault::line).contains(4L);
            assertThat(log().verify().entries()).isEqualTo(3);
        }

        private void changed(Consumer<List<String>> change) throws IOException {
            List<String> before = Files.readAllLines(file);
            List<String> lines = new ArrayList<>(before);
            change.accept(lines);
            Files.write(file, lines);
            assertThat(log().verify().fault()).as("%s", lines).isPresent();
            Files.write(file, before);
            assertThat(log().verify().fault()).isEmpty();
        }
    }

    @Nested
    class AfterACrash {
        @Test
        void aLineThatWasTornAtAnyByteIsOnRecordAndTheLogGoesOn() throws IOException {
            byte[] whole = Files.readAllBytes(file);
            String remembered = Files.readString(head());
            log().append(entry("torn"));
            byte[] next = Files.readAllBytes(file);
            for (int length = whole.length + 1; length < next.length; length += 7) {
                Files.write(file, Arrays.copyOf(next, length));
                Files.writeString(head(), remembered);
                assertThat(log().verify()).isEqualTo(new AuditCheck(ENTRIES, 1, Optional.empty()));

                log().append(entry("after the crash"));
                assertThat(log().verify()).isEqualTo(new AuditCheck(ENTRIES + 1, 1, Optional.empty()));
                assertThat(log().entries()).hasSize(ENTRIES + 1);
            }
        }

        @Test
        void aLineThatIsNotYetRememberedIsNoFault() throws IOException {
            String remembered = Files.readString(head());
            log().append(entry("written"));
            Files.writeString(head(), remembered);

            assertThat(log().verify()).isEqualTo(new AuditCheck(ENTRIES + 1, 0, Optional.empty()));
        }

        @Test
        void aTornLineThatIsNotOnRecordIsAFault() throws IOException {
            Files.writeString(file, "{\"n\":7,\n", StandardOpenOption.APPEND);
            assertThat(log().verify().torn()).isEqualTo(1);
            log().append(entry("next"));

            assertThat(log().verify().fault()).isPresent();
        }
    }

    @Test
    void linesOfManyPagesAreFoundAgain() {
        log().append(entry("x".repeat(300_000)));
        log().append(entry("y"));

        assertThat(log().verify()).isEqualTo(new AuditCheck(ENTRIES + 2, 0, Optional.empty()));
    }

    private AuditLog log() {
        return new AuditLog(file, Clock.fixed(Instant.parse("2026-11-01T09:00:00Z"), ZoneOffset.UTC), "ann");
    }

    private Path head() {
        return file.resolveSibling("audit.jsonl.head");
    }

    private static ObjectNode entry(String question) {
        return new JsonMapper().createObjectNode().put("event", "turn").put("question", question);
    }
}
