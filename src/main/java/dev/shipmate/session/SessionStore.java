package dev.shipmate.session;

import dev.shipmate.redaction.Redactor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The sessions of a user: a folder with a file for each.
public final class SessionStore {
    private static final String ENDING = ".jsonl";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss", Locale.ROOT);

    private final Path folder;
    private final Redactor redactor;
    private final Clock clock;

    public SessionStore(Path folder, Redactor redactor, Clock clock) {
        this.folder = folder;
        this.redactor = redactor;
        this.clock = clock;
    }

    /// Whether a session can be called so.
    public static boolean isName(String name) {
        return NAME.matcher(name).matches() && !name.endsWith(ENDING);
    }

    /// A new one, named after the time.
    public StoredSession begin() {
        String name = STAMP.format(LocalDateTime.ofInstant(clock.instant(), ZoneId.systemDefault()));
        return Files.exists(file(name))
                ? open(name + "-" + ProcessHandle.current().pid())
                : open(name);
    }

    /// A new one; empty when there is one of that name already.
    public Optional<StoredSession> begin(String name) {
        return Files.exists(file(name)) ? Optional.empty() : Optional.of(open(name));
    }

    public Optional<StoredSession> find(String name) {
        return isName(name) && Files.exists(file(name)) ? Optional.of(open(name)) : Optional.empty();
    }

    /// All that there are, the one that was used last first.
    public List<StoredSession> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .filter(SessionStore::isName)
                    .map(this::open)
                    .map(session -> new Dated(session, session.changed()))
                    .sorted(Comparator.comparing(Dated::changed)
                            .reversed()
                            .thenComparing(dated -> dated.session().name()))
                    .map(Dated::session)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the sessions in %s.".formatted(folder), e);
        }
    }

    /// Read once from its file, however often it is compared.
    private record Dated(StoredSession session, Instant changed) {}

    /// Says whether there was one of that name.
    public boolean delete(String name) {
        try {
            return isName(name) && Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete the session %s.".formatted(name), e);
        }
    }

    private StoredSession open(String name) {
        return new StoredSession(name, file(name), redactor, clock);
    }

    private Path file(String name) {
        return folder.resolve(name + ENDING);
    }
}
