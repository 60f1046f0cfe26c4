package dev.shipmate.benchmark;

import java.util.List;

/// Something to ask, and what a right answer is.
///
/// @param questions asked one after the other in one conversation; the last answer counts
public record Task(List<String> questions, Expectation expected) {
    public Task {
        questions = List.copyOf(questions);
    }

    /// The questions in one line.
    public String display() {
        return String.join(" / ", questions);
    }
}
