package dev.shipmate.monitoring;

import dev.shipmate.cluster.WatchEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// The objects of one kind by name, as a watch tells of them, made small when they come in.
final class BoardShelf<T, S> {
    private final Function<T, String> name;
    private final Function<T, S> small;
    private Map<String, S> known = new HashMap<>();
    /// The same map, but for the time in which a list comes in.
    private Map<String, S> coming = known;
    private Sight sight = new Sight.Loading();

    /// Whether the kind can be seen.
    sealed interface Sight {
        record Loading() implements Sight {}

        record Live() implements Sight {}

        /// It will be seen again.
        record Lost(String reason) implements Sight {}

        record Denied(String reason) implements Sight {}
    }

    BoardShelf(Function<T, String> name, Function<T, S> small) {
        this.name = name;
        this.small = small;
    }

    void hear(WatchEvent<T> event) {
        switch (event) {
            // While a list comes in, what is known stays as it was.
            case WatchEvent.Listing<T>() -> coming = new HashMap<>();
            case WatchEvent.Seen<T>(T object) -> coming.put(name.apply(object), small.apply(object));
            case WatchEvent.Gone<T>(T object) -> coming.remove(name.apply(object));
            case WatchEvent.Listed<T>() -> {
                known = coming;
                sight = new Sight.Live();
            }
            case WatchEvent.Lost<T>(String reason) -> sight = new Sight.Lost(reason);
            case WatchEvent.Denied<T>(String reason) -> sight = new Sight.Denied(reason);
        }
    }

    Collection<S> all() {
        return known.values();
    }

    Sight sight() {
        return sight;
    }
}
