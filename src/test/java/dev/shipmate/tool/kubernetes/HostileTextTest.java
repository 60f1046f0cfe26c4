package dev.shipmate.tool.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.fake.FakeApiServer;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What somebody in the cluster wrote cannot steer the terminal, whichever way it comes.
class HostileTextTest {
    private static final String PODS = "/api/v1/namespaces/todo/pods";

    private final FakeApiServer server = new FakeApiServer().with(PODS + "/web", 200, """
                    {"metadata":{"namespace":"todo","name":"web"},"spec":{"containers":[{"name":"app"}]},
                     "status":{"phase":"Running","containerStatuses":[
                      {"name":"app","ready":true,"state":{"running":{}}}]}}""");
    private final Cluster cluster = server.cluster();
    private final ToolRun tools = new ToolRun(cluster, Clock.systemUTC());

    @AfterEach
    void stop() {
        cluster.close();
        server.close();
    }

    @Test
    void coloursAndTitlesAreTakenOutOfLogs() {
        server.with(
                PODS + "/web/log",
                200,
                "\u001b[31mred\u001b[0m\n\u001b]0;owned\u0007title\n\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\\nbell\u0007 back\b\n");

        assertThat(tools.text("get_logs", "name=web")).endsWith("red\ntitle\nlink\nbell back");
    }

    @Test
    void marksThatTurnTheWritingDirectionAreTakenOut() {
        server.with(PODS + "/web/log", 200, "user\u202Etxt.exe\n");

        assertThat(tools.text("get_logs", "name=web")).endsWith("usertxt.exe");
    }

    @Test
    void statusWordsAreCleanedToo() {
        server.with(PODS, 200, """
                {"kind":"PodList","metadata":{},"items":[{"metadata":{"namespace":"todo","name":"web"},
                 "spec":{"containers":[{"name":"app"}]},
                 "status":{"phase":"Failed","reason":"Bad\\u001b[2JNews"}}]}""");

        assertThat(tools.text("list_pods")).contains("BadNews").doesNotContain("\u001b");
    }

    @Test
    void aVeryLongLineIsCut() {
        server.with(PODS + "/web/log", 200, "x".repeat(100_000) + "\nend\n");

        assertThat(tools.text("get_logs", "name=web")).hasSizeLessThan(3_000).endsWith("…\nend");
    }
}
