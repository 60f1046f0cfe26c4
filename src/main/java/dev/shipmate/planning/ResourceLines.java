package dev.shipmate.planning;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The lines of a file under `planning/` on the class path, without comments and empty lines.
final class ResourceLines {
    private ResourceLines() {}

    static List<String> of(String file) {
        return text(file)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    /// The whole file as it stands.
    static String text(String file) {
        try (InputStream content = ResourceLines.class.getResourceAsStream("/planning/" + file)) {
            if (content == null) {
                throw new IllegalArgumentException("There is no planning/%s.".formatted(file));
            }
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read planning/%s.".formatted(file), e);
        }
    }

    /// The lines cut at tabs; a line with fewer than `columns` cells is our mistake.
    static List<String[]> cells(String file, int columns) {
        return of(file).stream().map(line -> cut(file, line, columns)).toList();
    }

    private static String[] cut(String file, String line, int columns) {
        String[] cells = line.split("\t", columns);
        if (cells.length < columns) {
            throw new IllegalArgumentException("planning/%s needs %d cells: %s".formatted(file, columns, line));
        }
        return cells;
    }
}
