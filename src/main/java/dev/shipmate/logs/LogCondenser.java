package dev.shipmate.logs;

import dev.shipmate.cluster.LineSink;
import dev.shipmate.redaction.PlainText;
import dev.shipmate.redaction.Redactor;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Takes the logs of any number of containers line by line, and keeps of them what a [Condensation] shows: a few
/// hundred groups, the last lines, the last error. What it holds does not grow with the logs.
///
/// Each container has a [Source] of its own; several may write at once.
public final class LogCondenser {
    private final Redactor redactor;
    private final LogFilter filter;
    private final int lastLines;
    private final List<EntryListener> listeners;
    private final KnownFailures failures = KnownFailures.load();
    private final Drain drain;
    private final ShapeCache cache = new ShapeCache();
    private final List<Source> sources = new ArrayList<>();

    /// @param lastLines how many lines of the end to keep as they are
    public LogCondenser(Redactor redactor, LogFilter filter, int lastLines) {
        this(redactor, filter, lastLines, List.of());
    }

    /// @param listeners hear of the entries as they come, those of all containers mixed
    LogCondenser(Redactor redactor, LogFilter filter, int lastLines, List<EntryListener> listeners) {
        this.listeners = List.copyOf(listeners);
        this.redactor = redactor;
        this.filter = filter;
        this.drain = new Drain(redactor);
        this.lastLines = lastLines;
    }

    /// The log of one container, called as it is to be shown.
    public synchronized Source source(String name) {
        var source = new Source(name);
        sources.add(source);
        return source;
    }

    /// What was taken up to here. `crash` is when a container ended badly, or `Instant.EPOCH`.
    public synchronized Condensation condense(Instant crash) {
        sources.forEach(Source::end);
        List<LogGroup> groups =
                drain.templates().stream().map(Template::toGroup).toList();
        long matching = sources.stream().mapToLong(source -> source.matching).sum();
        List<LogGroup> ranked = new Ranking(crash, matching).ranked(groups);
        return new Condensation(
                new Condensation.Size(
                        sources.stream()
                                .mapToLong(source -> source.stamped.lines())
                                .sum(),
                        matching,
                        sources.size()),
                TimeStamp.instant(sources.stream()
                        .mapToLong(source -> source.stamped.first())
                        .filter(nanos -> nanos != TimeStamp.NONE)
                        .min()
                        .orElse(TimeStamp.NONE)),
                TimeStamp.instant(sources.stream()
                        .mapToLong(source -> source.stamped.last())
                        .max()
                        .orElse(TimeStamp.NONE)),
                ranked,
                lastError(),
                lastLines());
    }

    private List<ShownLine> lastError() {
        return sources.stream()
                .flatMap(source ->
                        Optional.ofNullable(source.lastError).stream().map(entry -> new Said(source.name, entry)))
                .max(Comparator.comparingLong(said -> said.entry().nanos()))
                .map(said -> shown(List.of(said)))
                .orElse(List.of());
    }

    private List<ShownLine> lastLines() {
        List<Said> said = sources.stream()
                .flatMap(source -> source.tail.stream().map(entry -> new Said(source.name, entry)))
                .sorted(Comparator.comparingLong(it -> it.entry().nanos()))
                .toList();
        List<ShownLine> lines = shown(said);
        return lines.subList(Math.max(0, lines.size() - lastLines), lines.size());
    }

    private record Said(String source, LogEntry entry) {}

    /// Entries are redacted together, because a key or a certificate may span several.
    private List<ShownLine> shown(List<Said> entries) {
        var lines = new ArrayList<ShownLine>();
        for (Said said : entries) {
            Instant time = TimeStamp.instant(said.entry().nanos());
            said.entry().lines().forEach(line -> lines.add(new ShownLine(said.source(), time, line)));
        }
        List<String> texts = List.of(redactor.redact(
                        String.join("\n", lines.stream().map(ShownLine::text).toList()))
                .split("\n", -1));
        var shown = new ArrayList<ShownLine>();
        for (int i = 0; i < Math.min(lines.size(), texts.size()); i++) {
            shown.add(new ShownLine(lines.get(i).source(), lines.get(i).time(), PlainText.line(texts.get(i))));
        }
        return shown;
    }

    private void add(Source source, LogEntry entry) {
        long shape = entry.shape();
        synchronized (this) {
            count(source, entry, template(source, entry, shape));
        }
    }

    private void count(Source source, LogEntry entry, Template template) {
        if (!filter.lets(template.severity(), entry)) {
            return;
        }
        source.matching += entry.size();
        template.count(entry, source.name);
        for (EntryListener listener : listeners) {
            listener.on(template.severity(), TimeStamp.instant(entry.nanos()));
        }
        source.keep(entry);
        if (template.severity().isAtLeast(Severity.ERROR)) {
            source.lastError = entry;
        }
    }

    private Template template(Source source, LogEntry entry, long shape) {
        Template known = cache.find(shape);
        if (known != null) {
            return known;
        }
        LogMessage message = LogMessage.of(entry);
        String text = entry.text();
        // The message lacks other fields and the frames, and in JSON its quotes are escaped.
        String whole = text.endsWith(message.text()) ? text : message.text() + "\n" + text;
        Optional<KnownFailure> failure = failures.find(whole, message.severity());
        Template template = drain.place(new Drain.Item(message.severity(), message.text(), text, failure, source.name));
        cache.put(shape, template);
        return template;
    }

    /// The lines of one container, oldest first, each with the time before it if the reader asked for times.
    public final class Source implements LineSink, Consumer<String> {
        private final String name;
        private final StampedLines stamped = new StampedLines(entry -> add(this, entry));
        private final Deque<LogEntry> tail = new ArrayDeque<>();
        private @Nullable LogEntry lastError;
        private int tailLines;
        private long matching;

        private Source(String name) {
            this.name = name;
        }

        @Override
        public void take(byte[] bytes, int start, int end) {
            stamped.take(bytes, start, end);
        }

        @Override
        public void accept(String line) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            take(bytes, 0, bytes.length);
        }

        private void keep(LogEntry entry) {
            tail.addLast(entry);
            tailLines += entry.size();
            while (tailLines - tail.getFirst().size() >= lastLines) {
                tailLines -= tail.removeFirst().size();
            }
        }

        private void end() {
            stamped.end();
        }
    }
}
