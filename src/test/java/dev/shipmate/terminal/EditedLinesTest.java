package dev.shipmate.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.redaction.Redactor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditedLinesTest {
    @TempDir
    private Path folder;

    @Test
    void historyIsKeptForItsOwnerAloneAndWithoutSecrets() throws IOException {
        Path history = folder.resolve("state/shipmate/history");
        read(history, "why is web failing?\ncurl with password=hunter2\n");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history.getParent())))
                .isEqualTo("rwx------");
        assertThat(Files.readString(history))
                .contains("why is web failing?", "password=[redacted]")
                .doesNotContain("hunter2");
    }

    @Test
    void aHistoryThatOthersCouldReadIsClosedToThem() throws IOException {
        Path history = Files.createFile(
                folder.resolve("history"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
        read(history, "hello\n");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
                .isEqualTo("rw-------");
    }

    @Test
    void aLinkIsNotFollowed() throws IOException {
        Path target = Files.writeString(folder.resolve("precious"), "mine");
        Path history = Files.createSymbolicLink(folder.resolve("history"), target);

        assertThat(read(history, "hello\n")).contains("hello");
        assertThat(Files.readString(target)).isEqualTo("mine");
    }

    @Test
    void anOpenQuoteReadsOn() throws IOException {
        assertThat(read(folder.resolve("history"), "explain \"a\nb\"\nnext\n"))
                .containsExactly("explain \"a\nb\"", "next");
    }

    private static List<String> read(Path history, String typed) throws IOException {
        var input = new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
        List<String> lines = new ArrayList<>();
        try (Terminal terminal =
                new DumbTerminal("test", "dumb", input, new ByteArrayOutputStream(), StandardCharsets.UTF_8)) {
            Lines edited = EditedLines.open(terminal, (_, _, _) -> {}, history, new Masking());
            while (edited.question("> ") instanceof Lines.Read.Line(String text)) {
                lines.add(text);
            }
        }
        return lines;
    }

    private static final class Masking implements Redactor {
        @Override
        public String redact(String text) {
            return text.replaceAll("password=\\S+", "password=[redacted]");
        }

        @Override
        public void learn(String value) {}
    }
}
