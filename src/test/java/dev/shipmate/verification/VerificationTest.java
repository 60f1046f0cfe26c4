package dev.shipmate.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.FakeApiServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class VerificationTest {
    private static final String SECRET = "q7Jm2kLp9sVb4xWz";

    private final FakeApiServer app = new FakeApiServer()
            .with("/make", 201, "{\"id\": \"t-1\"}")
            .with("/tasks/t-1", 200, "{}")
            .with("/bad", 500, "{\"detail\": \"no database\"}");
    private final CheckRun run = CheckRun.at(app.url());

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void failureDoesNotKeepTheOthersFromRunning() {
        VerificationReport report = run.run("- {name: bad, get: /bad}\n- {name: make, post: /make}");
        assertThat(report.results())
                .extracting(result -> VerificationReport.mark(result.outcome()))
                .containsExactly(ReportLine.Mark.FAILED, ReportLine.Mark.PASSED);
        assertThat(report.passed()).isFalse();
    }

    @Test
    void eventsTellWhenACheckBeginsAndEnds() {
        run.run("- {name: make, post: /make}\n- {name: bad, get: /bad}");
        assertThat(run.events)
                .extracting(event -> switch (event) {
                    case VerificationEvent.Started started ->
                        "%d of %d: %s"
                                .formatted(
                                        started.number(),
                                        started.total(),
                                        started.check().name());
                    case VerificationEvent.Progress progress -> progress.text();
                    case VerificationEvent.Finished finished ->
                        VerificationReport.mark(finished.result().outcome()).name();
                })
                .containsExactly("1 of 2: make", "PASSED", "2 of 2: bad", "FAILED");
    }

    @Test
    void checkAfterAnotherIsMadeOnlyIfThatPassed() {
        VerificationReport report = run.run("""
                - {name: restart, restart: {workload: deployment/web}}
                - {name: survived, after: restart, get: /tasks/t-1}
                - {name: make, post: /make}
                - {name: made, after: make, get: /tasks/t-1}
                """);
        assertThat(report.results().get(1).outcome())
                .isEqualTo(new Outcome.NotChecked("it comes after 'restart', which did not pass or was left out"));
        assertThat(report.results().get(3).outcome()).isEqualTo(Outcome.passed());
    }

    @Nested
    class CleanUp {
        @Test
        void runsAtTheEndEvenAfterAFailure() {
            run.run("""
                    - {name: make, post: /make, capture: {id: {json: /id}}}
                    - {name: remove, cleanup: true, delete: "/tasks/${id}"}
                    - {name: bad, get: /bad}
                    """);
            assertThat(app.requests()).containsExactly("POST /make", "GET /bad", "DELETE /tasks/t-1");
        }

        @Test
        void hasNothingToDoWhenNothingWasMade() {
            VerificationReport report = run.run("""
                    - {name: make, post: /bad, capture: {id: {json: /id}}}
                    - {name: remove, cleanup: true, delete: "/tasks/${id}"}
                    - {name: leave, cleanup: true, needs: [id], post: /leave}
                    """);
            assertThat(report.results().subList(1, 3))
                    .extracting(CheckResult::outcome)
                    .containsOnly(
                            new Outcome.NotChecked("there is nothing to remove: it needs ${id}, which no check gave"));
        }

        @Test
        void thatFailsSaysWhatIsLeft() {
            assertThat(run.failure("- {name: remove, cleanup: true, delete: /bad}")
                            .suggestion())
                    .isEqualTo("Remove by hand what this should have removed.");
        }
    }

    @Nested
    class Stopping {
        @Test
        void leavesOutTheRestButCleansUp() throws Exception {
            var asked = new CountDownLatch(1);
            var released = new CountDownLatch(1);
            app.with("/slow", exchange -> {
                asked.countDown();
                await(released);
                FakeApiServer.send(exchange, 200, "{}");
            });
            var report = new CompletableFuture<VerificationReport>();
            var flag = new CompletableFuture<Boolean>();
            Thread thread = Thread.ofVirtual().start(() -> {
                report.complete(run.run("""
                        - {name: make, post: /make, capture: {id: {json: /id}}}
                        - {name: slow, get: /slow}
                        - {name: never, get: /tasks/t-1}
                        - {name: remove, cleanup: true, delete: "/tasks/${id}"}
                        """));
                flag.complete(Thread.currentThread().isInterrupted());
            });
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            thread.interrupt();
            List<CheckResult> results = report.get(10, TimeUnit.SECONDS).results();
            released.countDown();
            assertThat(results)
                    .extracting(CheckResult::outcome)
                    .containsExactly(Outcome.passed(), Outcome.stopped(), Outcome.stopped(), Outcome.passed());
            assertThat(flag.get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(app.requests()).contains("DELETE /tasks/t-1").doesNotContain("GET /tasks/t-1");
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Nested
    class Secrets {
        @Test
        void areShownNowhere() {
            app.with("/in", exchange -> {
                exchange.getResponseHeaders().add("Set-Cookie", "session=C%s; Path=/".formatted(SECRET));
                FakeApiServer.send(exchange, 200, "{\"token\": \"T%s\", \"key\": \"K%s\"}".formatted(SECRET, SECRET));
            });
            app.with(
                    "/leak", 500, "{\"a\": \"T%s\", \"b\": \"C%s\", \"c\": \"K%s\"}".formatted(SECRET, SECRET, SECRET));
            VerificationReport report = run.run("""
                    - name: in
                      as: ann
                      get: /in
                      capture: {token: {json: /token}, signing: {json: /key, secret: true}}
                    - {name: leak, as: ann, get: /leak, headers: {Authorization: "Bearer ${token}"}}
                    - {name: equal, get: /leak, retrySeconds: 1, expect: {status: 500, json: {/a: "x${token}"}}}
                    """);
            assertThat(report.count(ReportLine.Mark.FAILED)).isEqualTo(2);
            assertThat(report.results().get(1).outcome().toString())
                    .contains("[token]", "[cookie session]", "[signing]");
            assertNowhere(report);
        }

        @Test
        void areHiddenInTheVeryAnswerThatBringsThem() {
            app.with("/in", 500, "{\"token\": \"T%s\"}".formatted(SECRET));
            assertNowhere(run.run("- {name: in, get: /in, capture: {token: {json: /token}}}"));
        }

        @Test
        void areHiddenBeforeALongAnswerIsCut() {
            app.with("/in", 200, "{\"token\": \"T%s\"}".formatted(SECRET));
            app.with("/leak", 500, "%sT%s".formatted("x ".repeat(95), SECRET));
            VerificationReport report =
                    run.run("- {name: in, get: /in, capture: {token: {json: /token}}}\n- {name: leak, get: /leak}");
            assertThat(report.json().toString()).doesNotContain(SECRET.substring(0, 6));
        }

        @Test
        void passwordsThatWereMadeUpAreHidden() {
            app.with("/echo", exchange -> {
                byte[] body = exchange.getRequestBody().readAllBytes();
                FakeApiServer.send(exchange, 400, new String(body, StandardCharsets.UTF_8));
            });
            Outcome.Failed failed = run.failure("- {name: in, as: ann, post: /echo, json: {mine: \"x ${password}\"}}");
            assertThat(failed.seen()).contains("[password]").doesNotContain("Aa1-");
        }

        @Test
        void whatLooksLikeASecretIsHiddenWithoutBeingCaptured() {
            app.with("/leak", 500, "{\"password\": \"%s\"}".formatted(SECRET));
            assertNowhere(run.run("- {name: leak, get: /leak}"));
        }

        private void assertNowhere(VerificationReport report) {
            assertThat(report.json().toString()).doesNotContain(SECRET);
            assertThat(report.junitXml()).doesNotContain(SECRET);
            assertThat(report.lines().toString()).doesNotContain(SECRET);
            assertThat(run.events.toString()).doesNotContain(SECRET);
        }
    }
}
