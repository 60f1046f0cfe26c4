package dev.shipmate.image;

import java.util.function.Function;

/// What a request to a program came to.
public sealed interface Outcome<T> {
    record Got<T>(T value) implements Outcome<T> {}

    /// There is no such thing; the program worked.
    record Missing<T>(String name) implements Outcome<T> {}

    record Failed<T>(Problem problem) implements Outcome<T> {}

    /// The calling thread was interrupted; its flag is set.
    record Stopped<T>() implements Outcome<T> {}

    default <U> Outcome<U> then(Function<? super T, ? extends Outcome<U>> next) {
        return switch (this) {
            case Got<T>(T value) -> next.apply(value);
            case Missing<T>(String name) -> new Missing<>(name);
            case Failed<T>(Problem problem) -> new Failed<>(problem);
            case Stopped<T>() -> new Stopped<>();
        };
    }

    default <U> Outcome<U> map(Function<? super T, ? extends U> change) {
        return then(value -> new Got<>(change.apply(value)));
    }
}
