package dev.shipmate.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// Lists that stay open and tell each change as it happens, one JSON object a line.
final class Watches {
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Store store;
    private final Reads reads;

    Watches(Store store, Reads reads) {
        this.store = store;
        this.reads = reads;
    }

    ApiResponse watch(Target target, ApiRequest request) {
        Predicate<Resource> selected = Selectors.of(target.type(), request)
                .and(resource -> target.collection() || resource.name().equals(target.name()));
        long version = request.number("resourceVersion", 0);
        return new ApiResponse.Stream(
                "application/json", out -> new Watch(target, request, selected, new HashSet<>()).run(version, out));
    }

    /// One open watch. `shown` are the objects that the client knows.
    private final class Watch {
        private final Target target;
        private final ApiRequest request;
        private final Predicate<Resource> selected;
        private final Set<String> shown;

        Watch(Target target, ApiRequest request, Predicate<Resource> selected, Set<String> shown) {
            this.target = target;
            this.request = request;
            this.selected = selected;
            this.shown = shown;
        }

        void run(long version, OutputStream out) throws IOException, InterruptedException {
            long seen = version;
            List<Resource> there = reads.all(target).stream().filter(selected).toList();
            there.forEach(resource -> shown.add(resource.uid()));
            if (seen == 0) {
                seen = store.version();
                for (Resource resource : there) {
                    write(out, Store.ChangeType.ADDED.name(), reads.item(resource, request));
                }
            }
            long end = System.nanoTime()
                    + Duration.ofSeconds(request.number("timeoutSeconds", LONGEST.toSeconds()))
                            .toNanos();
            while (!store.closed() && System.nanoTime() < end) {
                Optional<List<Store.Change>> changes = store.changesAfter(seen);
                if (changes.isEmpty()) {
                    write(out, "ERROR", ApiProblem.expired().status());
                    return;
                }
                for (Store.Change change : changes.get()) {
                    tell(out, change);
                    seen = change.version();
                }
                store.awaitChange(seen, Math.max(1, (end - System.nanoTime()) / 1_000_000));
            }
        }

        private void tell(OutputStream out, Store.Change change) throws IOException {
            Resource resource = change.resource();
            boolean wanted = resource.type().equals(target.type())
                    && (target.namespace().isEmpty() || resource.namespace().equals(target.namespace()));
            if (!wanted) {
                return;
            }
            boolean there = change.type() != Store.ChangeType.DELETED && selected.test(resource);
            if (there) {
                boolean known = !shown.add(resource.uid());
                write(out, (known ? change.type() : Store.ChangeType.ADDED).name(), reads.item(resource, request));
            } else if (shown.remove(resource.uid())) {
                write(out, Store.ChangeType.DELETED.name(), reads.item(resource, request));
            }
        }
    }

    private static void write(OutputStream out, String type, JsonNode object) throws IOException {
        var event = ApiRequest.JSON.createObjectNode().put("type", type);
        event.set("object", object);
        out.write((event + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
