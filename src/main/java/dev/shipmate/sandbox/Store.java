package dev.shipmate.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// All objects, in memory, ordered by kind, namespace and name; each change gets the next resource version.
///
/// Thread-safe. [#locked] makes several steps one; [#awaitChange] lets a reader wait for what comes next.
final class Store {
    /// How many changes a watch may lie behind.
    private static final int REMEMBERED = 2_000;

    /// Where an object is kept. `namespace` is empty for an object that has none.
    record Key(ResourceType type, String namespace, String name) {
        /// The zero sorts before every character that a name can have.
        private String place() {
            return namespace + "\0" + name;
        }
    }

    /// What happened to an object, in a watch's words.
    enum ChangeType {
        ADDED,
        MODIFIED,
        DELETED
    }

    record Change(long version, ChangeType type, Resource resource) {}

    /// By qualified plural, then by place.
    private final NavigableMap<String, NavigableMap<String, Resource>> objects = new TreeMap<>();
    private final Deque<Change> changes = new ArrayDeque<>();
    private long version = 1_000;
    private long stateVersion = version;
    private boolean closed;

    synchronized Optional<Resource> find(Key key) {
        return Optional.ofNullable(kept(key.type()).get(key.place()));
    }

    Optional<Resource> find(ResourceType type, String namespace, String name) {
        return find(new Key(type, namespace, name));
    }

    /// The objects of one kind in one namespace, or in all when `namespace` is empty.
    synchronized List<Resource> list(ResourceType type, String namespace) {
        NavigableMap<String, Resource> kept = kept(type);
        return List.copyOf(
                namespace.isEmpty()
                        ? kept.values()
                        : kept.subMap(namespace + "\0", namespace + "\1").values());
    }

    private NavigableMap<String, Resource> kept(ResourceType type) {
        return objects.computeIfAbsent(type.qualified(), _ -> new TreeMap<>());
    }

    synchronized List<Resource> all() {
        return objects.values().stream().flatMap(kept -> kept.values().stream()).toList();
    }

    /// Stores an object as it is, with a new resource version.
    synchronized Resource put(ResourceType type, ObjectNode json) {
        version++;
        json.withObject("/metadata").put("resourceVersion", Long.toString(version));
        var resource = new Resource(type, json);
        Resource before = kept(type).put(resource.key().place(), resource);
        remember(new Change(version, before == null ? ChangeType.ADDED : ChangeType.MODIFIED, resource));
        return resource;
    }

    /// Stores an object with another status, unless it has that one already.
    void putStatus(Resource resource, ObjectNode status) {
        if (!status.equals(resource.at("/status"))) {
            ObjectNode json = resource.copy();
            json.set("status", status);
            put(resource.type(), json);
        }
    }

    synchronized void remove(Key key) {
        Resource gone = kept(key.type()).remove(key.place());
        if (gone != null) {
            version++;
            ObjectNode last = gone.copy();
            last.withObject("/metadata").put("resourceVersion", Long.toString(version));
            remember(new Change(version, ChangeType.DELETED, new Resource(key.type(), last)));
        }
    }

    synchronized long version() {
        return version;
    }

    /// The version of the last change of anything but an event. Events tell, nobody acts on them.
    synchronized long stateVersion() {
        return stateVersion;
    }

    /// Runs several steps as one, so that nobody sees what is between them.
    synchronized <T> T locked(Supplier<T> steps) {
        return steps.get();
    }

    /// The changes after a version, or nothing when they are forgotten.
    synchronized Optional<List<Change>> changesAfter(long seen) {
        boolean forgotten =
                !changes.isEmpty() && changes.getFirst().version() > seen + 1 && changes.size() == REMEMBERED;
        return forgotten
                ? Optional.empty()
                : Optional.of(changes.stream()
                        .filter(change -> change.version() > seen)
                        .toList());
    }

    /// Waits until there is a change after a version, or the time is over, or the store is closed.
    synchronized void awaitChange(long seen, long milliseconds) throws InterruptedException {
        long end = System.nanoTime() + milliseconds * 1_000_000;
        while (!closed && version <= seen) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }

    synchronized boolean closed() {
        return closed;
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    private void remember(Change change) {
        if (changes.size() == REMEMBERED) {
            changes.removeFirst();
        }
        changes.addLast(change);
        if (!change.resource().type().equals(ResourceTypes.EVENT)) {
            stateVersion = change.version();
        }
        notifyAll();
    }
}
