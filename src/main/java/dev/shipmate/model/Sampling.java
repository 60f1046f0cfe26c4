package dev.shipmate.model;

/// How a model chooses among the words that it finds likely.
///
/// @param temperature 0 takes the likeliest; more is freer
/// @param seed the same seed gives the same words again
public record Sampling(double temperature, int seed) {
    /// The same answer to the same question.
    public static final Sampling DEFAULT = new Sampling(0, 1);

    public Sampling {
        if (!(temperature >= 0 && temperature <= 2)) {
            throw new IllegalArgumentException("A temperature must be from 0 to 2, but was %s.".formatted(temperature));
        }
    }
}
