package dev.shipmate.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Prometheus' text format, by the examples of <https://prometheus.io/docs/instrumenting/exposition_formats/>.
class SampleTest {
    @Test
    void aLineHasANameLabelsAndAValue() {
        assertThat(Sample.parse("http_requests_total{method=\"post\",code=\"200\"} 1027 1395066363000"))
                .contains(new Sample("http_requests_total", Map.of("method", "post", "code", "200"), 1027));
        assertThat(Sample.parse("metric_without_timestamp_and_labels 12.47"))
                .contains(new Sample("metric_without_timestamp_and_labels", Map.of(), 12.47));
    }

    /// "Escaping in label values".
    @Test
    void escapedCharactersInLabelsAreThemselves() {
        assertThat(Sample.parse("msdos_file_access_time_seconds{path=\"C:\\\\DIR\\\\FILE.TXT\","
                        + "error=\"Cannot find file:\\n\\\"FILE.TXT\\\"\"} 1.458255915e9"))
                .contains(new Sample(
                        "msdos_file_access_time_seconds",
                        Map.of("path", "C:\\DIR\\FILE.TXT", "error", "Cannot find file:\n\"FILE.TXT\""),
                        1.458255915e9));
    }

    /// "`NaN`, `+Inf`, and `-Inf` are valid values".
    @Test
    void infinityAndNoNumberAreValues() {
        assertThat(Sample.parse("something_weird{problem=\"division by zero\"} +Inf -3982045"))
                .hasValueSatisfying(sample -> assertThat(sample.value()).isInfinite());
        assertThat(Sample.parse("weird NaN"))
                .hasValueSatisfying(sample -> assertThat(sample.value()).isNaN());
    }

    @Test
    void aCommaMayEndTheLabelsAndSpacesMayStandBetween() {
        assertThat(Sample.parse("http_requests_total { code = \"500\" , } 3"))
                .contains(new Sample("http_requests_total", Map.of("code", "500"), 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "# HELP http_requests_total The total number of HTTP requests.",
                "# TYPE http_requests_total counter",
                "<html><body>not metrics</body></html>",
                "http_requests_total{code=\"200\"",
                "http_requests_total{code=200} 1",
                "http_requests_total many",
                "{code=\"200\"} 1"
            })
    void whatIsNoSampleIsNone(String line) {
        assertThat(Sample.parse(line)).isEmpty();
    }
}
