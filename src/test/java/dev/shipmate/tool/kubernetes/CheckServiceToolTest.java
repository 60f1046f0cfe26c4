package dev.shipmate.tool.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.shipmate.cluster.Cluster;
import dev.shipmate.fake.FakeApiServer;
import dev.shipmate.tool.ToolResult.NotFound;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A Service with two pods, and what the API server's proxy says of it.
class CheckServiceToolTest {
    private static final String NAMESPACE = "/api/v1/namespaces/todo/";
    private static final String PROXY = NAMESPACE + "services/web:80/proxy/";

    private final FakeApiServer server = new FakeApiServer();
    private final Cluster cluster = server.cluster();
    private final ToolRun tools = new ToolRun(cluster, Clock.systemUTC());

    @BeforeEach
    void aServiceWithTwoReadyPods() {
        service("http", 80, "8080");
        pods(true);
        slice("\"ports\":[{\"name\":\"http\",\"port\":8080,\"protocol\":\"TCP\"}]", true);
        server.with(PROXY, 200, "<h1>secret page</h1>");
    }

    @AfterEach
    void stop() {
        cluster.close();
        server.close();
    }

    @Nested
    class WhenItWorks {
        @Test
        void oneSentenceSaysSoAndThePageIsNotShown() {
            assertThat(tools.text("check_service", "name=web"))
                    .startsWith("service/web in namespace todo works: it has 2 ready endpoints, and port 80 answers"
                            + " (HTTP 200).")
                    .contains("http 80/TCP 8080 2 ready HTTP 200")
                    .contains("Pods reach it as web.todo.svc.cluster.local, in its own namespace as web.")
                    .contains("Its selector app=web matches 2 pods of deployment/web.")
                    .doesNotContain("secret page");
        }

        @Test
        void anyAnswerOfTheProgramIsAnAnswer() {
            server.with(PROXY, 404, "no such page");

            assertThat(tools.text("check_service", "name=service/web")).contains("port 80 answers (HTTP 404)");
        }

        @Test
        void aRedirectIsAnAnswerAndNotFollowed() {
            server.with(PROXY, exchange -> {
                exchange.getResponseHeaders().set("Location", "/api/v1/namespaces/todo/secrets");
                FakeApiServer.send(exchange, 302, "");
            });

            assertThat(tools.text("check_service", "name=web")).contains("port 80 answers (HTTP 302)");
            assertThat(server.requests()).noneMatch(request -> request.contains("secrets"));
        }

        @Test
        void aWorkloadStandsForTheServicesThatLeadToIt() {
            server.with("/apis/apps/v1/namespaces/todo/deployments/shop", 200, """
                    {"metadata":{"namespace":"todo","name":"shop"},"spec":{"replicas":2,
                     "template":{"metadata":{"labels":{"app":"web","tier":"front"}}}}}""");

            assertThat(tools.text("check_service", "name=deployment/shop"))
                    .startsWith("service/web in namespace todo works");
        }

        @Test
        void anEndlessPageIsLeftAfterItsBeginning() {
            server.with(PROXY, CheckServiceToolTest::endless);

            assertThat(tools.text("check_service", "name=web")).contains("HTTP 500");
        }
    }

    @Nested
    class WhenItDoesNot {
        @Test
        void aPortWhereNothingListensIsNamed() {
            proxy("error trying to reach service: dial tcp 10.88.0.85:8080: connect: connection refused");

            assertThat(tools.text("check_service", "name=web"))
                    .startsWith("service/web in namespace todo does not work: it has 2 ready endpoints, but nothing"
                            + " listens on port 8080 of its pods, where its port 80 leads (connection refused).")
                    .contains("Next: ");
        }

        @Test
        void podsThatAreNotReadyAreNamedWithTheirState() {
            pods(false);
            slice("\"ports\":[{\"name\":\"http\",\"port\":8080,\"protocol\":\"TCP\"}]", false);

            assertThat(tools.text("check_service", "name=web"))
                    .startsWith("service/web in namespace todo does not work: none of the 2 pods behind it is ready"
                            + " (pod/web-1 is Running but not ready, pod/web-2 is Running but not ready).")
                    .contains("0 ready, 2 not ready");
            assertThat(server.requests()).noneMatch(request -> request.contains("/proxy"));
        }

        @Test
        void aNamedPortThatNoPodHasIsSaid() {
            service("http", 80, "nope");
            slice("\"ports\":null", true);

            assertThat(tools.text("check_service", "name=web"))
                    .contains("does not work: port 80 leads to port nope, which no ready pod has.");
        }

        @Test
        void aSelectorThatMatchesNothingIsSaid() {
            server.with(NAMESPACE + "pods", 200, "{\"kind\":\"PodList\",\"metadata\":{},\"items\":[]}");
            server.with(slices(), 200, "{\"kind\":\"List\",\"metadata\":{},\"items\":[]}");

            assertThat(tools.text("check_service", "name=web"))
                    .startsWith("service/web in namespace todo does not work: its selector app=web matches no pod.");
        }

        @Test
        void aProgramThatFailsIsReachedAllTheSame() {
            server.with(PROXY, 503, "busy");

            assertThat(tools.text("check_service", "name=web"))
                    .startsWith(
                            "service/web in namespace todo is reached, with 2 ready endpoints, but the program behind"
                                    + " it fails: port 80 answers with HTTP 503.");
        }

        @Test
        void whatTheUserMayNotTryIsSaid() {
            server.with(PROXY, 403, """
                    {"kind":"Status","code":403,"message":"services \\"web:80\\" is forbidden: User \\"eve\\" cannot get
                     resource \\"services/proxy\\" in API group \\"\\" in the namespace \\"todo\\""}""".replace("\n", ""));

            assertThat(tools.text("check_service", "name=web"))
                    .startsWith(
                            "service/web in namespace todo has 2 ready endpoints, but whether it answers could not be"
                                    + " tried: you may not use services/proxy there.");
        }
    }

    /// The words of a real API server, as Kubernetes 1.34 says them.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            net/http: HTTP/1.x transport connection broken: malformed HTTP response "hello-binary" | something listens behind port 80
            read tcp 10.88.0.1:34668->10.88.0.96:5433: read: connection reset by peer              | something listens behind port 80
            EOF                                                                                   | something listens behind port 80
            """)
    void aPortThatSpeaksSomethingElseListens(String said, String sentence) {
        service("postgres", 80, "8080");
        slice("\"ports\":[{\"name\":\"postgres\",\"port\":8080,\"protocol\":\"TCP\"}]", true);
        proxy("error trying to reach service: " + said);

        assertThat(tools.text("check_service", "name=web"))
                .contains("works: it has 2 ready endpoints, and " + sentence);
    }

    @Test
    void theTroublesOfOtherServicesOfThePodsAreLeftOut() {
        proxy("error trying to reach service: dial tcp 10.88.0.85:8080: connect: connection refused");
        server.with(NAMESPACE + "services", 200, """
                {"kind":"ServiceList","metadata":{},"items":[
                 {"metadata":{"namespace":"todo","name":"web"},"spec":{"selector":{"app":"web"},
                  "ports":[{"name":"http","port":80,"targetPort":"nope"}]}},
                 {"metadata":{"namespace":"todo","name":"other"},"spec":{"selector":{"app":"web"},
                  "ports":[{"name":"http","port":80,"targetPort":"nope"}]}}]}""");
        server.with(
                NAMESPACE + "pods",
                200,
                "{\"kind\":\"PodList\",\"metadata\":{},\"items\":[%s]}"
                        .formatted(pod("web-1", true)
                                .replace(
                                        "\"image\":\"web:1\"",
                                        "\"ports\":[{\"name\":\"http\",\"containerPort\":8080}]")));

        assertThat(tools.text("check_service", "name=web"))
                .contains("service/web: its port 80 leads to a port named nope")
                .doesNotContain("service/other");
    }

    @Test
    void aPortOfAnotherProtocolIsNotTried() {
        server.with(NAMESPACE + "services/web", 200, """
                {"metadata":{"namespace":"todo","name":"web"},"spec":{"clusterIP":"10.0.0.1","selector":{"app":"web"},
                 "ports":[{"name":"dns","port":53,"protocol":"UDP","targetPort":53}]}}""");
        slice("\"ports\":[{\"name\":\"dns\",\"port\":53,\"protocol\":\"UDP\"}]", true);

        assertThat(tools.text("check_service", "name=web")).contains("UDP cannot be tried from here");
        assertThat(server.requests()).noneMatch(request -> request.contains("/proxy"));
    }

    @Test
    void anotherNameForAHostHasNothingBehindIt() {
        server.with(NAMESPACE + "services/db", 200, """
                {"metadata":{"namespace":"todo","name":"db"},"spec":{"type":"ExternalName",
                 "externalName":"db.example.com"}}""");

        assertThat(tools.text("check_service", "name=db"))
                .isEqualTo("service/db in namespace todo is another name for the host db.example.com; nothing in the"
                        + " cluster is behind it.");
    }

    @Test
    void aMisspeltNameGetsTheNearest() {
        server.with("/api/v1/namespaces/todo", 200, "{\"metadata\":{\"name\":\"todo\"}}");
        server.with(NAMESPACE + "services", 200, """
                {"kind":"ServiceList","metadata":{},"items":[{"metadata":{"namespace":"todo","name":"web"},"spec":{}}]}""");

        assertThat(tools.run("check_service", "name=service/wbe"))
                .isEqualTo(new NotFound("service", "wbe", List.of("web")));
    }

    @Test
    void withoutANameTheServicesWithoutEndpointsComeFirst() {
        server.with(NAMESPACE + "services", 200, """
                {"kind":"ServiceList","metadata":{},"items":[
                 {"metadata":{"namespace":"todo","name":"api"},"spec":{"selector":{"app":"api"},"ports":[{"port":80}]}},
                 {"metadata":{"namespace":"todo","name":"web"},"spec":{"selector":{"app":"web"},"ports":[{"port":80}]}},
                 {"metadata":{"namespace":"todo","name":"zoo"},"spec":{"selector":{"app":"zoo"},"ports":[{"port":80}]}}]}""");

        var result = tools.run("check_service");

        assertThat(tools.text("check_service"))
                .startsWith("3 Services in namespace todo; without a ready endpoint: service/api and service/zoo.");
        assertThat(ToolRun.table(result).rows().stream().map(List::getFirst)).containsExactly("api", "zoo", "web");
    }

    private void service(String name, int port, String target) {
        String quoted = target.matches("[0-9]+") ? target : "\"" + target + "\"";
        String json = """
                {"metadata":{"namespace":"todo","name":"web"},"spec":{"type":"ClusterIP","clusterIP":"10.0.0.1",
                 "selector":{"app":"web"},"ports":[{"name":"%s","port":%d,"protocol":"TCP","targetPort":%s}]}}""".formatted(name, port, quoted);
        server.with(NAMESPACE + "services/web", 200, json);
        server.with(NAMESPACE + "services", 200, "{\"kind\":\"ServiceList\",\"metadata\":{},\"items\":[" + json + "]}");
    }

    private void pods(boolean ready) {
        server.with(
                NAMESPACE + "pods",
                200,
                "{\"kind\":\"PodList\",\"metadata\":{},\"items\":[%s,%s]}"
                        .formatted(pod("web-1", ready), pod("web-2", ready)));
    }

    private static String pod(String name, boolean ready) {
        return """
                {"metadata":{"namespace":"todo","name":"%s","labels":{"app":"web","pod-template-hash":"abc"},
                  "ownerReferences":[{"kind":"ReplicaSet","name":"web-abc","controller":true}]},
                 "spec":{"containers":[{"name":"web","image":"web:1"}]},
                 "status":{"phase":"Running","containerStatuses":[{"name":"web","ready":%b,"state":{"running":{}}}]}}""".formatted(name, ready);
    }

    private void slice(String ports, boolean ready) {
        server.with(slices(), 200, """
                {"kind":"EndpointSliceList","metadata":{},"items":[{
                 "metadata":{"namespace":"todo","name":"web-x","labels":{"kubernetes.io/service-name":"web"}},%s,
                 "endpoints":[{"addresses":["10.1.0.1"],"conditions":{"ready":%b},"targetRef":{"name":"web-1"}},
                              {"addresses":["10.1.0.2"],"conditions":{"ready":%b},"targetRef":{"name":"web-2"}}]}]}""".formatted(ports, ready, ready));
    }

    private static String slices() {
        return "/apis/discovery.k8s.io/v1/namespaces/todo/endpointslices";
    }

    private void proxy(String message) {
        server.with(PROXY, 503, """
                {"kind":"Status","apiVersion":"v1","status":"Failure","message":"%s","reason":"ServiceUnavailable","code":503}""".formatted(message.replace("\"", "\\\"")));
    }

    private static void endless(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(500, 0);
        try (var out = exchange.getResponseBody()) {
            byte[] much = new byte[65_536];
            for (int i = 0; i < 10_000; i++) {
                out.write(much);
            }
        } catch (IOException _) {
            // The reader has gone, as it should.
        }
    }
}
