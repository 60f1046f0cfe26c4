package dev.shipmate.logs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The list of known failures, from `logs/failures.tsv`.
final class KnownFailures {
    private static final String FILE = "/logs/failures.tsv";
    private static final int COLUMNS = 5;

    private final List<Row> rows = new ArrayList<>();
    /// The row of each phrase. Those of one row stand together.
    private final List<Row> owners = new ArrayList<>();
    private final Phrases phrases;

    private KnownFailures(List<String> lines) {
        var all = new ArrayList<String>();
        for (String line : lines) {
            String[] cells = line.split("\t", COLUMNS);
            if (cells.length != COLUMNS) {
                throw new IllegalStateException("%s: not %d columns: %s".formatted(FILE, COLUMNS, line));
            }
            int first = all.size();
            all.addAll(words(cells[2]));
            int also = all.size();
            all.addAll(words(cells[3]));
            Severity from = Severity.of(cells[4]).orElseThrow();
            var row = new Row(new KnownFailure(cells[0], cells[1]), from, also, all.size());
            rows.add(row);
            owners.addAll(Collections.nCopies(all.size() - first, row));
        }
        phrases = new Phrases(all);
    }

    /// A text has the failure when it has one of the row's words, and one of those that must also be there if there
    /// are any.
    ///
    /// @param from how bad an entry must say that it is
    /// @param also the number of the first phrase that must also be there
    /// @param end the number behind its last phrase
    private record Row(KnownFailure failure, Severity from, int also, int end) {
        /// @param first the first of the phrases that were found
        boolean isIn(BitSet found, int first) {
            int second = found.nextSetBit(also);
            return first < also && (also == end || (second >= 0 && second < end));
        }
    }

    private static List<String> words(String cell) {
        return Arrays.stream(cell.split(" \\| "))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    static KnownFailures load() {
        try (InputStream in = Objects.requireNonNull(KnownFailures.class.getResourceAsStream(FILE), FILE)) {
            return new KnownFailures(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<KnownFailure> all() {
        return rows.stream().map(Row::failure).toList();
    }

    /// The failure that a text tells of.
    ///
    /// @param said how bad the text says that it is
    Optional<KnownFailure> find(String text, Severity said) {
        BitSet found = phrases.in(text);
        int first = found.nextSetBit(0);
        while (first >= 0) {
            Row row = owners.get(first);
            if (said.isAtLeast(row.from()) && row.isIn(found, first)) {
                return Optional.of(row.failure());
            }
            first = found.nextSetBit(row.end());
        }
        return Optional.empty();
    }
}
