package dev.shipmate.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestCountTest {
    @Test
    void requestsAreCountedByTheirStatus() {
        assertThat(RequestCount.in("""
                # TYPE http_requests_total counter
                http_requests_total{method="get",code="200"} 90
                http_requests_total{method="post",code="404"} 6
                http_requests_total{method="post",code="503"} 4
                process_cpu_seconds_total 12
                """)).contains(new RequestCount("http_requests_total", 100, 4));
    }

    @Test
    void aClassOfStatusesIsAStatus() {
        assertThat(RequestCount.in("""
                http_requests_total{status="2xx"} 7
                http_requests_total{status="5xx"} 3
                """)).contains(new RequestCount("http_requests_total", 10, 3));
    }

    @Test
    void whatIsCountedTwiceCountsOnce() {
        assertThat(RequestCount.in("""
                http_request_duration_seconds_count{code="200"} 10
                http_request_duration_seconds_bucket{code="200",le="1"} 9
                http_requests_total{code="200"} 10
                """)).contains(new RequestCount("http_requests_total", 10, 0));
    }

    @Test
    void requestsThatTheProgramMakesItselfAreNotItsOwn() {
        assertThat(RequestCount.in("rest_client_requests_total{code=\"500\"} 10\n"))
                .isEmpty();
    }

    @Test
    void withoutAStatusNothingIsKnownOfFailures() {
        assertThat(RequestCount.in("http_requests_total{method=\"get\"} 10\n")).isEmpty();
        assertThat(RequestCount.in("<html>")).isEmpty();
    }

    @Test
    void betweenTwoReadingsOnlyWhatWasAddedCounts() {
        var first = new RequestCount("http_requests_total", 100, 4);
        var second = new RequestCount("http_requests_total", 150, 14);

        assertThat(second.since(first)).isEqualTo(new RequestCount("http_requests_total", 50, 10));
    }

    @Test
    void aCounterThatBeganAnewCountsFromItsBeginning() {
        var first = new RequestCount("http_requests_total", 100, 4);
        var restarted = new RequestCount("http_requests_total", 3, 1);

        assertThat(restarted.since(first)).isEqualTo(restarted);
    }
}
