package dev.shipmate.pipeline;

import dev.shipmate.cluster.ClusterEntry;
import dev.shipmate.cluster.ClusterTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/// Where the runs of one release in one cluster leave what others may want to read later. Nobody but the user can read
/// it.
final class RunFolder {
    private static final int KEPT_LOGS = 10;

    private final Path folder;

    private RunFolder(Path folder) {
        this.folder = folder;
    }

    /// The folder of a shipment. Contexts that lead to one server share it, whatever they are named; contexts of equal
    /// names that lead to different servers have folders of their own.
    static RunFolder of(Path state, Shipment shipment) {
        ClusterTarget target = shipment.cluster().target();
        ClusterEntry entry = shipment.cluster().entry();
        // A minikube has another address after each start, and is the same all the same.
        String server = entry.isMinikube()
                ? "%s of %s".formatted(entry.cluster(), entry.certificateAuthority())
                : target.server().toLowerCase(Locale.ROOT).replaceFirst("/+$", "");
        String release = shipment.project().release();
        var all = new CRC32();
        all.update(String.join("\n", server, target.namespace(), release).getBytes(StandardCharsets.UTF_8));
        String place = (entry.isMinikube() ? entry.cluster() : server.replaceFirst("^[a-z]+://", ""))
                .replaceAll("[^A-Za-z0-9.-]+", "-");
        String name = "%s-%s-%s-%s"
                .formatted(
                        place.substring(0, Math.min(60, place.length())),
                        target.namespace(),
                        release,
                        HexFormat.of().toHexDigits((int) all.getValue()));
        return new RunFolder(state.resolve("runs").resolve(name));
    }

    Path journal() {
        return folder.resolve("journal.jsonl");
    }

    Path lock() {
        return folder.resolve("lock");
    }

    /// The newest verification.
    Path verification() {
        return folder.resolve("verification.json");
    }

    /// The report of the newest run that failed.
    Path failure() {
        return folder.resolve("failure.json");
    }

    /// The full output of one step of a run.
    Path log(String run, StepName step) {
        return logs(run).resolve(step.word() + ".log");
    }

    Path logs(String run) {
        return folder.resolve("logs").resolve(run);
    }

    /// Makes it, for this user alone.
    void create() throws IOException {
        createFolder(folder);
    }

    static void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder, attributes("rwx------"));
    }

    static void createFile(Path file) throws IOException {
        Files.createFile(file, attributes("rw-------"));
    }

    /// Replaces a file as a whole, so that a crash leaves the old one or the new one.
    static void write(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        createFile(fresh);
        Files.writeString(fresh, text, StandardCharsets.UTF_8);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// The text of a file; nothing when it is not there or cannot be read.
    static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// Removes the logs of all but the newest runs. Runs are named after their time.
    void sweepLogs() {
        Path logs = folder.resolve("logs");
        if (!Files.isDirectory(logs)) {
            return;
        }
        try (Stream<Path> runs = Files.list(logs)) {
            List<Path> old =
                    runs.sorted(Comparator.reverseOrder()).skip(KEPT_LOGS).toList();
            for (Path run : old) {
                delete(run);
            }
        } catch (IOException _) {
            // What cannot be removed is looked at again after the next run.
        }
    }

    private static void delete(Path run) throws IOException {
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    static FileAttribute<?>[] attributes(String permissions) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
