package dev.shipmate.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            took 12 ms | took <*> ms
            10.0.0.1:5432 refused | <*> refused
            at 12:00:00,123 task 9f8e7d6c-1234 | at <*> task <*>
            user alice | user alice
            GET /todos/17?page=2 | GET /todos/<*>?page=<*>
            ended after 3. | ended after <*>.
            psycopg2.OperationalError: port 5432 | psycopg2.OperationalError: port <*>
            """)
    void wordsWithDigitsAreValues(String text, String masked) {
        assertThat(Shape.mask(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            took 12 ms | took 7 ms | true
            took 12 ms | took 7 s | false
            GET /a 200 | GET /a 204 | true
            GET /a 200 | GET /a 503 | false
            {"level":30} | {"level":50} | false
            E0301 x | I0301 x | false
            I0301 x | I0302 x | true
            """)
    void linesOfOneShapeDifferInValuesOnly(String one, String other, boolean same) {
        assertThat(hash(one) == hash(other)).isEqualTo(same);
    }

    private static long hash(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return Shape.hash(bytes, 0, bytes.length);
    }
}
