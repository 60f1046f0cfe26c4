package dev.shipmate.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LikelihoodTest {
    private final Likelihood likelihood = new Likelihood(List.of(
            "always\tlist_pods=0.5 scale=0", "is:logs\tget_logs=3", "word:pods\tlist_pods=2", "word:scale\tscale=4"));

    @Test
    void theFirstTheLastAndAMiddleTraitAreFound() {
        assertThat(of(Map.of("always", 1.0))).containsOnlyKeys("list_pods", "scale");
        assertThat(of(Map.of("is:logs", 1.0))).containsOnlyKeys("get_logs");
        assertThat(of(Map.of("word:scale", 1.0))).containsOnlyKeys("scale");
    }

    @Test
    void anUnknownTraitSaysNothing() {
        assertThat(of(Map.of("a", 1.0, "word:pod", 1.0, "zebra", 1.0))).isEmpty();
    }

    @Test
    void theScoresOfAllTraitsAddUpAndBecomeProbabilities() {
        Map<String, Double> likely = of(Map.of("always", 1.0, "word:pods", 0.5, "word:scale", 0.25));

        assertThat(likely.get("list_pods")).isCloseTo(Math.exp(1.5) / (Math.exp(1.5) + Math.exp(1)), within(1e-9));
        assertThat(likely.values().stream().mapToDouble(Double::doubleValue).sum())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void everyToolThatWasLearnedIsInTheToolBook() {
        var tools = new ToolBook();

        assertThat(Likelihood.learned().of(new Traits(Map.of("always", 1.0))).keySet())
                .hasSizeGreaterThan(25)
                .allSatisfy(tool -> assertThat(tools.entry(tool)).isNotNull());
    }

    private Map<String, Double> of(Map<String, Double> traits) {
        return likelihood.of(new Traits(traits));
    }
}
