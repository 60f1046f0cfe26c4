package dev.shipmate.cluster;

/// What is heard of the objects of one kind while they are watched.
public sealed interface WatchEvent<T> {
    /// All that there are follow, up to [Listed]. What was known before and is not among them is gone.
    record Listing<T>() implements WatchEvent<T> {}

    /// There is this object, new or changed.
    record Seen<T>(T object) implements WatchEvent<T> {}

    /// The object is gone; this is how it was last.
    record Gone<T>(T object) implements WatchEvent<T> {}

    /// All that there are were seen; changes follow.
    record Listed<T>() implements WatchEvent<T> {}

    /// Nothing is heard any more, and why. It is tried again and again until the next [Listing].
    record Lost<T>(String reason) implements WatchEvent<T> {}

    /// The user may not look at this kind, or the cluster does not have it. It is tried again from time to time.
    record Denied<T>(String reason) implements WatchEvent<T> {}
}
