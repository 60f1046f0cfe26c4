package dev.shipmate.planning;

import java.util.List;
import java.util.Optional;

/// The calls that a question may mean, best first, at most five. Several of the user's wishes in one question
/// ("restart the frontend and tail its logs") are `steps`: the calls to make one after the other; a plain
/// question has one step, the best candidate, or none.
public record Shortlist(Topic topic, List<Candidate> candidates, List<Candidate> steps, List<UnknownName> unknown) {
    /// At most this many tools are ever shown to a model.
    public static final int LIMIT = 5;

    public Shortlist {
        candidates = List.copyOf(candidates);
        steps = List.copyOf(steps);
        unknown = List.copyOf(unknown);
        if (candidates.size() > LIMIT) {
            throw new IllegalArgumentException("More than %d candidates.".formatted(LIMIT));
        }
    }

    public Optional<Candidate> best() {
        return candidates.stream().findFirst();
    }

    public double confidence() {
        return best().map(Candidate::confidence).orElse(0.0);
    }
}
