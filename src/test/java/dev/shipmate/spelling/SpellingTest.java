package dev.shipmate.spelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    @ParameterizedTest
    @CsvSource({"web,web,0", "bakend,backend,1", "forntend,frontend,1", "web,api,3", "'',abc,3", "redsi,redis,1"})
    void distanceCountsEditsAndSwaps(String a, String b, int edits) {
        assertThat(Spelling.distance(a, b)).isEqualTo(edits);
        assertThat(Spelling.distance(b, a)).isEqualTo(edits);
    }

    @Test
    void shortWordsAreNeverSlips() {
        assertThat(Spelling.slip("web", "wab")).isFalse();
        assertThat(Spelling.slip("bakend", "backend")).isTrue();
        assertThat(Spelling.slip("worker", "walker")).isFalse();
    }

    @Test
    void nearestNamesComeBestFirst() {
        assertThat(Spelling.nearest("front", List.of("backend", "frontend-admin", "frontend", "redis")))
                .containsExactly("frontend", "frontend-admin");
        assertThat(Spelling.nearest("bakend", List.of("frontend", "backend"))).containsExactly("backend");
        assertThat(Spelling.nearest("zzz", List.of("frontend", "backend"))).isEmpty();
    }

    @Test
    void theBestNameIsNearerThanAllOthers() {
        assertThat(Spelling.best("postgres", List.of("todo-postgresql", "todo-postgresql-headless", "web")))
                .contains("todo-postgresql");
        assertThat(Spelling.best("api", List.of("api-a", "api-b"))).isEmpty();
        assertThat(Spelling.best("api", List.of("frontend"))).isEmpty();
    }
}
