package dev.shipmate.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.FakeApiServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class HttpCheckTest {
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> headers = new CopyOnWriteArrayList<>();
    private final FakeApiServer app = new FakeApiServer()
            .with("/tasks", 200, "{\"items\": [{\"id\": 7, \"title\": \"Buy milk\"}], \"total\": 1}")
            .with("/echo", exchange -> {
                bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.getRequestHeaders().forEach((name, values) -> headers.add(name + ": " + values.getFirst()));
                exchange.getResponseHeaders().add("Set-Cookie", "session=abcdefgh12345; Path=/");
                FakeApiServer.send(exchange, 201, "{\"id\": \"t-1\"}");
            });
    private final CheckRun run = CheckRun.at(app.url());

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void answerAsExpectedPasses() {
        assertThat(run.outcome("""
                - name: tasks
                  get: /tasks
                  expect:
                    status: [200, 204]
                    headers: {content-type: {matches: "application/.*"}, x-powered-by: {present: false}}
                    body: {contains: milk, lacks: beer}
                    json: {/total: 1, /items/0/title: {equals: Buy milk}, /next: {present: false}}
                """)).isEqualTo(Outcome.passed());
    }

    @Test
    void withoutAStatusAnyGoodOneWillDo() {
        assertThat(run.outcome("- {name: echo, post: /echo}")).isEqualTo(Outcome.passed());
        assertThat(run.failure("- {name: gone, get: /gone}").expected()).isEqualTo("a status from 200 to 299");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {status: [201, 204]}                       | status 201 or 204                   | status 200: {"items": [{"id": 7, "title": "Buy milk"}], "total": 1}
            {headers: {etag: {present: true}}}         | header etag present                 | it is not there
            {headers: {content-type: text/html}}       | header content-type equal to 'text/html' | 'application/json'
            {headers: {content-type: {present: false}}} | header content-type absent         | 'application/json'
            {headers: {content-type: {matches: "text/.*"}}} | header content-type matching 'text/.*' | 'application/json'
            {body: {contains: beer}}                   | the body containing 'beer'          | '{"items": [{"id": 7, "title": "Buy milk"}], "total": 1}'
            {body: {lacks: milk}}                      | the body without 'milk'             | '{"items": [{"id": 7, "title": "Buy milk"}], "total": 1}'
            {json: {/total: 2}}                        | JSON /total equal to 2              | '1'
            {json: {/items/1: {present: true}}}        | JSON /items/1 present               | it is not there
            {json: {/total: {present: false}}}         | JSON /total absent                  | '1'
            """)
    void failureSaysWhatWasExpectedAndWhatWasSeen(String expect, String expected, String seen) {
        Outcome.Failed failed = run.failure("- {name: tasks, get: /tasks, expect: %s}".formatted(expect));
        assertThat(failed.where()).isEqualTo("GET /tasks");
        assertThat(failed.expected()).isEqualTo(expected);
        assertThat(failed.seen()).isEqualTo(seen);
        assertThat(failed.suggestion()).contains("verify[0]");
    }

    @Test
    void appThatIsNotThereFailsWithItsAddress() {
        assertThat(CheckRun.at("http://127.0.0.1:1").failure("- {name: page, get: /}"))
                .satisfies(failed -> {
                    assertThat(failed.expected()).isEqualTo("an answer from http://127.0.0.1:1");
                    assertThat(failed.seen()).contains("connection refused");
                    assertThat(failed.suggestion()).contains("are all pods healthy?");
                });
    }

    @Test
    void answerThatDoesNotComeInTimeFails() {
        app.with("/slow", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write("begun".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            sleepUntilClosed();
        });
        assertThat(run.failure("- {name: slow, get: /slow, limitSeconds: 1}").seen())
                .isEqualTo("no answer within 1 seconds");
    }

    private static void sleepUntilClosed() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void onlyTheBeginningOfALongBodyIsKept() {
        app.with("/long", 200, "{\"begun\": 1, \"rest\": \"%s\"}".formatted("x".repeat(200_000)));
        assertThat(run.outcome("- {name: long, get: /long, expect: {body: {contains: begun}}}"))
                .isEqualTo(Outcome.passed());
        assertThat(run.failure("- {name: long, get: /long, expect: {json: {/begun: 1}}}")
                        .seen())
                .isEqualTo("a body of more than 64 KiB");
    }

    @Test
    void answerThatIsNoJsonIsSaidToBeNone() {
        app.with("/page", 200, "<html>");
        assertThat(run.failure("- {name: page, get: /page, expect: {json: {/id: 1}}}")
                        .seen())
                .isEqualTo("no JSON, status 200: <html>");
    }

    @Test
    void requestIsRepeatedUntilItsAnswerIsAsExpected() {
        var asked = new AtomicInteger();
        app.with("/ready", exchange -> FakeApiServer.send(exchange, asked.incrementAndGet() < 3 ? 503 : 200, "{}"));
        assertThat(run.outcome("- {name: ready, get: /ready, retrySeconds: 20}"))
                .isEqualTo(Outcome.passed());
        assertThat(asked).hasValue(3);
        assertThat(run.events).anyMatch(VerificationEvent.Progress.class::isInstance);
    }

    @Test
    void jsonBodyIsSentWithItsGapsFilled() {
        run.run("""
                - name: make
                  post: /echo
                  json: {title: "Task ${random:6}", done: false, tags: ["${email}"], count: 3}
                """);
        assertThat(bodies.getFirst())
                .matches("\\{\"title\":\"Task [a-z0-9]{6}\",\"done\":false,"
                        + "\"tags\":\\[\"shipmate-[a-z0-9]{12}@example.com\"],\"count\":3}");
        assertThat(headers).contains("Content-type: application/json");
    }

    @Test
    void formIsSentEncoded() {
        run.run("- {name: form, post: /echo, form: {a: 'x & y', b: ''}}");
        assertThat(bodies).containsExactly("a=x+%26+y&b=");
        assertThat(headers).contains("Content-type: application/x-www-form-urlencoded");
    }

    @Nested
    class Origins {
        @Test
        void theAppsOwnGoesAlong() {
            run.run("- {name: echo, get: /echo}");
            assertThat(headers).contains("Origin: " + app.url());
        }

        @Test
        void anotherCanBeNamed() {
            run.run("- {name: echo, get: /echo, origin: 'https://evil.example'}");
            assertThat(headers).contains("Origin: https://evil.example");
        }

        @Test
        void noneIsNone() {
            run.run("- {name: echo, get: /echo, origin: none}");
            assertThat(headers).noneMatch(header -> header.startsWith("Origin"));
        }
    }

    @Nested
    class Captures {
        @Test
        void fillLaterRequests() {
            assertThat(run.run("""
                    - {name: list, get: /tasks, capture: {id: {json: /items/0/id}, kind: {header: content-type}}}
                    - {name: echo, post: /echo, json: {id: "${id}", kind: "${kind}"}}
                    - {name: same, get: /tasks, expect: {json: {/items/0/id: "${id}"}}}
                    """).passed()).isTrue();
            assertThat(bodies).containsExactly("{\"id\":\"7\",\"kind\":\"application/json\"}");
        }

        @Test
        void areQuotedInAnAddress() {
            app.with("/odd", 200, "{\"id\": \"a b?c\"}").with("/tasks/a b?c", 200, "{}");
            assertThat(run.run("""
                    - {name: odd, get: /odd, capture: {id: {json: /id}}}
                    - {name: by id, get: "/tasks/${id}"}
                    """).passed()).isTrue();
        }

        @Test
        void cannotBringAHeaderAlong() {
            app.with("/odd", 200, "{\"id\": \"a\\r\\nX-Evil: 1\\u0000\"}");
            run.run("""
                    - {name: odd, get: /odd, capture: {id: {json: /id}}}
                    - {name: echo, post: /echo, headers: {X-Id: "${id}"}}
                    """);
            assertThat(headers).contains("X-id: a X-Evil: 1").noneMatch(header -> header.startsWith("X-evil"));
        }

        @Test
        void thatLeadToNoAddressAreNotFollowed() {
            app.with("/odd", 200, "{\"next\": \"file:///etc/passwd\"}");
            VerificationReport report = run.run("""
                    - {name: odd, get: /odd, capture: {next: {json: /next}}}
                    - {name: follow, get: "${next}"}
                    """);
            assertThat(report.results().getLast().outcome())
                    .isEqualTo(new Outcome.NotChecked("${next} leads to no address"));
        }

        @Test
        void whatIsNotThereFails() {
            assertThat(run.failure("- {name: list, get: /tasks, capture: {next: {json: /next}}}"))
                    .satisfies(failed -> {
                        assertThat(failed.expected()).isEqualTo("JSON /next, to keep as ${next}");
                        assertThat(failed.seen()).startsWith("it is not there; status 200");
                    });
        }

        @Test
        void withoutThemLaterChecksAreNotChecked() {
            VerificationReport report = run.run("""
                    - {name: missing, get: /gone, capture: {id: {json: /id}}}
                    - {name: by id, get: "/tasks/${id}"}
                    """);
            assertThat(report.results().getLast().outcome())
                    .isEqualTo(new Outcome.NotChecked("it needs ${id}, which no check gave"));
            assertThat(app.requests()).containsExactly("GET /gone");
        }
    }

    @Nested
    class Cookies {
        @Test
        void areKeptForEachUserApart() {
            run.run("""
                    - {name: in, as: ann, post: /echo}
                    - {name: ann again, as: ann, post: /echo}
                    """);
            assertThat(headers).contains("Cookie: session=abcdefgh12345");
        }

        @Test
        void areNotSharedWithAnother() {
            run.run("""
                    - {name: in, as: ann, post: /echo}
                    - {name: ben, as: ben, post: /echo}
                    - {name: nobody, post: /echo}
                    """);
            assertThat(headers).noneMatch(header -> header.startsWith("Cookie"));
        }

        @Test
        void usersHaveAddressesOfTheirOwn() {
            run.run("""
                    - {name: a, as: ann, post: /echo, json: {email: "${email}"}}
                    - {name: again, as: ann, post: /echo, json: {email: "${email}"}}
                    - {name: b, as: ben, post: /echo, json: {email: "${email}"}}
                    """);
            assertThat(bodies.get(0)).isEqualTo(bodies.get(1)).isNotEqualTo(bodies.get(2));
        }
    }

    @Nested
    class Services {
        private static final String CHECK = "- {name: backend, service: todo-backend:8000, get: /tasks}";

        @Test
        void withoutAWayAreNotChecked() {
            assertThat(run.outcome(CHECK)).isEqualTo(new Outcome.NotChecked("no way is open"));
        }

        @Test
        void areAskedByTheWayThatIsOpen() {
            DeployedApp elsewhere = CheckRun.app(URI.create("http://127.0.0.1:1"), new FakeApiServer().cluster());
            var reachable = new DeployedApp(
                    elsewhere.url(),
                    elsewhere.cluster(),
                    "todo",
                    (service, port) -> {
                        assertThat(service + port).isEqualTo("todo-backend8000");
                        return new ServiceAccess.Way.Open(URI.create(app.url()));
                    },
                    List::of,
                    true);
            assertThat(new CheckRun(reachable).outcome(CHECK)).isEqualTo(Outcome.passed());
        }
    }
}
