package dev.shipmate.audit;

import dev.shipmate.journal.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The audit log: a file of JSON lines, mode 0600, that is only ever appended to. Each line holds the hash of the one
/// before and its own, so that a line which was changed, taken out or put in shows; a second file holds the number and
/// the hash of the last line, so that an end which was cut off shows as well.
///
/// Several programs may write at once: each holds a lock on the file for the time of one line.
public final class AuditLog {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int TAIL = 64 * 1024;

    private final Path file;
    private final Clock clock;
    private final String user;

    /// @param user who works with the program
    public AuditLog(Path file, Clock clock, String user) {
        this.file = file;
        this.clock = clock;
        this.user = user;
    }

    /// Adds an entry. It is in the file when this returns.
    synchronized void append(ObjectNode entry) {
        // An interrupt is for the turn; it must not break the writing.
        boolean interrupted = Thread.interrupted();
        try {
            PrivateFile.prepare(file);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                append(entry, channel);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the audit log %s.".formatted(file), e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void append(ObjectNode entry, FileChannel channel) throws IOException {
        Tail tail = tail(channel);
        ObjectNode line = JSON.createObjectNode()
                .put("n", tail.last().number() + 1)
                .put("time", clock.instant().toString())
                .put("user", user);
        line.setAll(entry);
        if (!tail.torn().isEmpty()) {
            line.put("torn", AuditLine.hash(tail.torn()));
        }
        line.put("before", tail.last().hash());
        AuditLine written = AuditLine.of(line.get("n").asLong(), JSON.writeValueAsString(line));
        String text = (tail.torn().isEmpty() ? "" : "\n") + written.text() + "\n";
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        channel.position(channel.size());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        remember(written);
    }

    /// How a file ends: its last whole line, and what a crash has left after it.
    private record Tail(AuditLine last, String torn) {}

    private static Tail tail(FileChannel channel) throws IOException {
        long size = channel.size();
        for (long length = Math.min(TAIL, size); ; length = Math.min(length * 2, size)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) length);
            channel.position(size - length);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
            String text = new String(bytes.array(), StandardCharsets.ISO_8859_1);
            int end = text.lastIndexOf('\n');
            String torn = text.substring(end + 1);
            List<AuditLine> whole = Stream.of(
                            text.substring(0, Math.max(0, end)).split("\n"))
                    .skip(length < size ? 1 : 0)
                    .flatMap(line -> AuditLine.read(line).stream())
                    .toList();
            if (!whole.isEmpty() || length == size) {
                return new Tail(whole.isEmpty() ? AuditLine.NONE : whole.getLast(), torn);
            }
        }
    }

    private void remember(AuditLine last) throws IOException {
        Path head = head();
        Path fresh = head.resolveSibling(head.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PrivateFile.attributes());
        Files.writeString(fresh, "%d %s\n".formatted(last.number(), last.hash()));
        Files.move(fresh, head, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path head() {
        return file.resolveSibling(file.getFileName() + ".head");
    }

    /// The entries that can be read, oldest first; none when there is no file.
    public List<JsonNode> entries() {
        return lines().stream()
                .flatMap(line -> AuditLine.read(line).stream())
                .<JsonNode>map(line -> JSON.readTree(line.text().getBytes(StandardCharsets.ISO_8859_1)))
                .toList();
    }

    /// Whether the file is as it was written.
    public AuditCheck verify() {
        try {
            return AuditCheck.of(lines(), Files.exists(head()) ? Files.readString(head()) : "");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the audit log %s.".formatted(file), e);
        }
    }

    public Path file() {
        return file;
    }

    /// One character is one byte.
    private List<String> lines() {
        try {
            return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.ISO_8859_1) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the audit log %s.".formatted(file), e);
        }
    }
}
