package dev.shipmate.image;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The folder that a build is sent, seen through its `.dockerignore`.
final class BuildContext {
    private static final String IGNORE_FILE = ".dockerignore";

    private final Path folder;
    private final IgnoreRules rules;
    private final Class<? extends BasicFileAttributes> attributesType;

    private BuildContext(Path folder, IgnoreRules rules) {
        this.folder = folder;
        this.rules = rules;
        attributesType = folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? PosixFileAttributes.class
                : BasicFileAttributes.class;
    }

    /// A file `<Dockerfile>.dockerignore` wins over the one at the root of the context, as in BuildKit.
    static BuildContext open(Path folder, Path dockerfile) throws IOException {
        Path own = dockerfile.resolveSibling(dockerfile.getFileName() + IGNORE_FILE);
        Path file = Files.isRegularFile(own) ? own : folder.resolve(IGNORE_FILE);
        String text = Files.isRegularFile(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
        return new BuildContext(folder, IgnoreRules.parse(text));
    }

    /// Visits what the build gets, in an order that is the same on every machine: by name, a folder before what is in
    /// it. An interrupt ends it with a `ClosedByInterruptException`.
    void walk(Visitor visitor) throws IOException {
        walk(folder, "", rules.root(), visitor);
    }

    private void walk(Path parent, String prefix, IgnoreRules.Verdict above, Visitor visitor) throws IOException {
        for (Path child : children(parent)) {
            if (Thread.currentThread().isInterrupted()) {
                throw new ClosedByInterruptException();
            }
            String path = prefix + child.getFileName();
            var attributes = Files.readAttributes(child, attributesType, LinkOption.NOFOLLOW_LINKS);
            IgnoreRules.Verdict verdict = rules.judge(path, above);
            if (!verdict.ignored()) {
                visitor.visit(new Entry(path, child, kind(attributes), executable(attributes)));
            }
            if (attributes.isDirectory() && (!verdict.ignored() || rules.mayLetThroughIn(path))) {
                walk(child, path + "/", verdict, visitor);
            }
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> listed = Files.list(folder)) {
            var children = new ArrayList<>(listed.toList());
            children.sort(Comparator.comparing(child -> child.getFileName().toString()));
            return children;
        }
    }

    private static Kind kind(BasicFileAttributes attributes) {
        if (attributes.isRegularFile()) {
            return Kind.FILE;
        }
        if (attributes.isDirectory()) {
            return Kind.FOLDER;
        }
        return attributes.isSymbolicLink() ? Kind.LINK : Kind.OTHER;
    }

    private static boolean executable(BasicFileAttributes attributes) {
        return attributes instanceof PosixFileAttributes posix
                && posix.isRegularFile()
                && posix.permissions().contains(PosixFilePermission.OWNER_EXECUTE);
    }

    enum Kind {
        FILE,
        FOLDER,
        LINK,
        /// A pipe or a socket, which no image can hold; it is never opened.
        OTHER
    }

    /// One thing that the build gets.
    ///
    /// @param path with slashes, from the root of the context
    record Entry(String path, Path file, Kind kind, boolean executable) {
        String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    @FunctionalInterface
    interface Visitor {
        void visit(Entry entry) throws IOException;
    }
}
