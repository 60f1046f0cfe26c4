package dev.shipmate.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpStatusTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "GET /todos HTTP/1.1" 503 12 | 5
            10.0.0.1 - "POST /todos?q=1 HTTP/2" 404 Not Found | 4
            GET /todos/7 502 | 5
            "GET /x" 200 | 2
            {"path":"/x","status":500} | 5
            {"statusCode": "404"} | 4
            status=201 took=12ms | 2
            status_code: 503 | 5
            status 502 from http://search:9200 | 0
            http_status=500 | 0
            GET /todos/7 5021 | 0
            TARGET /x 500 | 0
            GET  500 | 0
            status=50 | 0
            first GET /a 50x then POST /b 301 | 3
            all is well | 0
            """)
    void theClassOfAStatusIsRead(String line, int wanted) {
        assertThat(HttpStatus.classOf(line)).isEqualTo(wanted);
    }
}
