package dev.shipmate.sandbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
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
        private static final Comparator<Key> ORDER = Comparator.comparing(
                        (Key key) -> key.type().qualified())
                .thenComparing(Key::namespace)
                .thenComparing(Key::name);
    }

    /// What happened to an object, in a watch's words.
    enum ChangeType {
        ADDED,
        MODIFIED,
        DELETED
    }

    record Change(long version, ChangeType type, Resource resource) {}

    private final NavigableMap<Key, Resource> objects = new TreeMap<>(Key.ORDER);
    private final Deque<Change> changes = new ArrayDeque<>();
    private long version = 1_000;
    private boolean closed;

    synchronized Optional<Resource> find(Key key) {
        return Optional.ofNullable(objects.get(key));
    }

    Optional<Resource> find(ResourceType type, String namespace, String name) {
        return find(new Key(type, namespace, name));
    }

    /// The objects of one kind in one namespace, or in all when `namespace` is empty.
    synchronized List<Resource> list(ResourceType type, String namespace) {
        var from = new Key(type, namespace, "");
        List<Resource> found = new ArrayList<>();
        for (Resource resource : objects.tailMap(from, true).values()) {
            if (!resource.type().qualified().equals(type.qualified())
                    || !(namespace.isEmpty() || resource.namespace().equals(namespace))) {
                break;
            }
            found.add(resource);
        }
        return found;
    }

    synchronized List<Resource> all() {
        return List.copyOf(objects.values());
    }

    /// Stores an object as it is, with a new resource version.
    synchronized Resource put(ResourceType type, ObjectNode json) {
        version++;
        json.withObject("/metadata").put("resourceVersion", Long.toString(version));
        var resource = new Resource(type, json);
        Resource before = objects.put(resource.key(), resource);
        remember(new Change(version, before == null ? ChangeType.ADDED : ChangeType.MODIFIED, resource));
        return resource;
    }

    synchronized void remove(Key key) {
        Resource gone = objects.remove(key);
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
        notifyAll();
    }
}
