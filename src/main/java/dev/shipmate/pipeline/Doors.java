package dev.shipmate.pipeline;

import dev.shipmate.cluster.ServiceForward;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.stream.Collectors;

/// The forwards that a run has opened, kept until somebody closes them all.
public final class Doors implements AutoCloseable {
    private final Deque<ServiceForward> open = new ArrayDeque<>();

    synchronized void keep(ServiceForward forward) {
        open.push(forward);
    }

    /// Whether an address only works for as long as these stay open.
    public synchronized boolean any() {
        return !open.isEmpty();
    }

    /// The ports of this machine at which they answer.
    public synchronized Set<Integer> ports() {
        return open.stream().map(ServiceForward::port).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public synchronized void close() {
        open.forEach(ServiceForward::close);
        open.clear();
    }
}
