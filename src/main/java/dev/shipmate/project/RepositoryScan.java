package dev.shipmate.project;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The Dockerfiles and charts that lie in a repository, and not in what it was built or installed from.
record RepositoryScan(List<Path> dockerfiles, List<Path> charts) {
    private static final int DEEPEST = 6;
    private static final Pattern DOCKERFILE = Pattern.compile("Dockerfile|Dockerfile\\.\\w+|\\w+\\.Dockerfile");
    private static final Set<String> LEFT_OUT =
            Set.of("node_modules", "target", "build", "dist", "out", "vendor", "venv", "__pycache__");

    RepositoryScan {
        dockerfiles = List.copyOf(dockerfiles);
        charts = List.copyOf(charts);
    }

    static RepositoryScan of(Path root) {
        var dockerfiles = new ArrayList<Path>();
        var charts = new ArrayList<Path>();
        try {
            Files.walkFileTree(root, EnumSet.noneOf(FileVisitOption.class), DEEPEST, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return folder.equals(root) || !leftOut(folder)
                            ? FileVisitResult.CONTINUE
                            : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    String name = name(file);
                    if (DOCKERFILE.matcher(name).matches() && !name.endsWith(".dockerignore")) {
                        dockerfiles.add(file);
                    } else if (name.equals("Chart.yaml") && file.getParent() != null) {
                        charts.add(file.getParent());
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new ProjectException("Cannot look through %s: %s".formatted(root, e.getMessage()), e);
        }
        Comparator<Path> order = Comparator.comparingInt(Path::getNameCount).thenComparing(Comparator.naturalOrder());
        return new RepositoryScan(
                dockerfiles.stream().sorted(order).toList(),
                charts.stream()
                        .filter(chart -> !isPartOf(chart, charts))
                        .sorted(order)
                        .toList());
    }

    /// The chart that is nearest to the root.
    Optional<Path> chart() {
        return charts.stream().findFirst();
    }

    /// The chart's files of values for one environment, such as `values-dev.yaml`.
    List<Path> valuesOfEnvironments() {
        if (charts.isEmpty()) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(charts.getFirst())) {
            return files.filter(file -> name(file).matches("values-[a-z0-9-]+\\.ya?ml"))
                    .sorted(Comparator.comparingInt(RepositoryScan::usualOrder)
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
        } catch (IOException e) {
            throw new ProjectException("Cannot list %s: %s".formatted(charts.getFirst(), e.getMessage()), e);
        }
    }

    /// The environment that is worked with most comes first: a project file means that one when none is named.
    private static int usualOrder(Path file) {
        int place = List.of("local", "dev", "test", "staging", "prod")
                .indexOf(name(file).replaceAll("^values-|\\.ya?ml$", ""));
        return place < 0 ? 3 : place;
    }

    private static boolean leftOut(Path folder) {
        return name(folder).startsWith(".") || LEFT_OUT.contains(name(folder));
    }

    /// A chart that another one brings along is not deployed by itself.
    private static boolean isPartOf(Path chart, List<Path> charts) {
        return charts.stream().anyMatch(other -> !other.equals(chart) && chart.startsWith(other));
    }

    static String name(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }
}
