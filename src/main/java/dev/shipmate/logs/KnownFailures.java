package dev.shipmate.logs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// The list of known failures, from `logs/failures.tsv`.
final class KnownFailures {
    private static final String FILE = "/logs/failures.tsv";
    private static final int COLUMNS = 4;

    private final List<Row> rows;

    private KnownFailures(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    /// A text has the failure when it has one of `words`, and one of `also` unless that is empty.
    private record Row(KnownFailure failure, List<String> words, List<String> also) {
        static Row parse(String line) {
            String[] cells = line.split("\t", COLUMNS);
            if (cells.length != COLUMNS) {
                throw new IllegalStateException("%s: not %d columns: %s".formatted(FILE, COLUMNS, line));
            }
            return new Row(new KnownFailure(cells[0], cells[1]), words(cells[2]), words(cells[3]));
        }

        private static List<String> words(String cell) {
            return Arrays.stream(cell.split(" \\| "))
                    .filter(word -> !word.isEmpty())
                    .toList();
        }

        boolean isIn(String lower) {
            return words.stream().anyMatch(lower::contains)
                    && (also.isEmpty() || also.stream().anyMatch(lower::contains));
        }
    }

    static KnownFailures load() {
        try (InputStream in = Objects.requireNonNull(KnownFailures.class.getResourceAsStream(FILE), FILE)) {
            return new KnownFailures(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(Row::parse)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<KnownFailure> all() {
        return rows.stream().map(Row::failure).toList();
    }

    /// The failure that a text tells of.
    Optional<KnownFailure> find(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return rows.stream().filter(row -> row.isIn(lower)).map(Row::failure).findFirst();
    }
}
