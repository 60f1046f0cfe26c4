package dev.shipmate.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Removes what has lost its owner, the content of namespaces that are being deleted, and events that are old.
final class GarbageCollector implements Controller {
    private final Store store;
    private final Recorder recorder;

    GarbageCollector(Store store, Recorder recorder) {
        this.store = store;
        this.recorder = recorder;
    }

    @Override
    public Instant reconcile(Instant now) {
        List<Resource> all = store.all();
        Set<String> uids = all.stream().map(Resource::uid).collect(Collectors.toSet());
        all.stream()
                .filter(resource -> resource.deleted().isEmpty())
                .filter(resource ->
                        resource.controller().filter(uid -> !uids.contains(uid)).isPresent())
                .forEach(orphan -> Deletion.PLAIN.apply(store, orphan, now));
        store.list(ResourceTypes.NAMESPACE, "").stream()
                .filter(namespace -> namespace.deleted().isPresent())
                .forEach(namespace -> empty(namespace, now));
        recorder.expire(now);
        return NEVER;
    }

    private void empty(Resource namespace, Instant now) {
        List<Resource> content = store.all().stream()
                .filter(resource -> resource.namespace().equals(namespace.name()))
                .toList();
        if (content.isEmpty()) {
            store.remove(namespace.key());
            return;
        }
        content.stream()
                .filter(resource -> resource.deleted().isEmpty())
                .forEach(resource -> Deletion.PLAIN.apply(store, resource, now));
    }
}
