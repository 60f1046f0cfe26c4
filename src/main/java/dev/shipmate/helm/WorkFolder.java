package dev.shipmate.helm;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The files of one call to Helm, which nobody else can read, and which go when it is over.
///
/// A Shipmate that is killed leaves its folder behind; the next one sweeps it away.
final class WorkFolder implements AutoCloseable {
    private static final String PREFIX = "helm-";

    private final Path folder;

    private WorkFolder(Path folder) {
        this.folder = folder;
    }

    static WorkFolder in(Path parent) throws IOException {
        Files.createDirectories(parent);
        sweep(parent);
        String owner = PREFIX + ProcessHandle.current().pid() + "-";
        return new WorkFolder(Files.createTempDirectory(parent, owner, attributes("rwx------")));
    }

    Path path() {
        return folder;
    }

    Path write(String name, String text) throws IOException {
        Path file = Files.createFile(folder.resolve(name), attributes("rw-------"));
        return Files.writeString(file, text);
    }

    Path folder(String name) throws IOException {
        return Files.createDirectory(folder.resolve(name), attributes("rwx------"));
    }

    /// All values of a request as files, the last one wins. Both Helms take a list that is cut at each comma, so a file
    /// with one in its path gets another name.
    List<Path> values(ChartRequest request, SettingsTree settings) throws IOException {
        var files = new ArrayList<Path>();
        for (Path file : request.values()) {
            boolean cut = file.toString().chars().anyMatch(c -> c == ',' || c == '"');
            files.add(cut ? write("values-%d.yaml".formatted(files.size()), Files.readString(file)) : file);
        }
        if (!settings.isEmpty()) {
            files.add(write("settings.yaml", settings.text()));
        }
        return files;
    }

    @Override
    public void close() throws IOException {
        delete(folder);
    }

    private static void sweep(Path parent) throws IOException {
        try (Stream<Path> left = Files.list(parent)) {
            for (Path folder : left.filter(WorkFolder::ownerless).toList()) {
                delete(folder);
            }
        }
    }

    private static boolean ownerless(Path folder) {
        String name = folder.getFileName().toString();
        String pid = name.replaceFirst("^" + PREFIX + "(\\d{1,9})-.*$", "$1");
        return !pid.equals(name) && ProcessHandle.of(Long.parseLong(pid)).isEmpty();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static FileAttribute<?>[] attributes(String permissions) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
