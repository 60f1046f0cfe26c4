package dev.shipmate.tool.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.fake.FakeApiServer;
import dev.shipmate.tool.ToolResult.Failed;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Custom resources, a cluster without metrics, and ages.
class OtherKindsTest {
    private final FakeApiServer server = new FakeApiServer();
    private final Cluster cluster = server.cluster();
    private final ToolRun tools = new ToolRun(cluster, Clock.systemUTC());

    @AfterEach
    void stop() {
        cluster.close();
        server.close();
    }

    @Test
    void customResourcesAreFoundByTheirShortNameAndShownInTheirOwnColumns() {
        server.with("/api", 200, "{\"kind\":\"APIGroupDiscoveryList\",\"items\":[]}");
        server.with("/apis", 200, """
                {"kind":"APIGroupDiscoveryList","items":[{"metadata":{"name":"example.com"},"versions":[
                 {"version":"v1","resources":[{"resource":"widgets","singularResource":"widget","shortNames":["wd"],
                  "scope":"Namespaced","responseKind":{"kind":"Widget"}}]}]}]}""");
        server.with("/apis/example.com/v1/namespaces/todo/widgets", 200, """
                {"kind":"Table","metadata":{},"columnDefinitions":[{"name":"Name","priority":0},
                 {"name":"Size","priority":0},{"name":"Notes","priority":1}],
                 "rows":[{"cells":["gear",3,"x"],"object":{"metadata":{"name":"gear"}}}]}""");

        assertThat(tools.text("get_resources", "kind=wd")).isEqualTo("1 widget in namespace todo.\nNAME SIZE\ngear 3");
        assertThat(tools.text("get_resources", "kind=all", "name=widgets"))
                .as("a kind that only the server knows, said where a name may be")
                .isEqualTo("1 widget in namespace todo.\nNAME SIZE\ngear 3");
    }

    @Test
    void anOlderServersKindsAreFoundGroupByGroup() {
        server.with("/api", 200, "{\"kind\":\"APIVersions\"}");
        server.with("/apis", 200, """
                {"kind":"APIGroupList","groups":[{"name":"example.com","preferredVersion":{"version":"v1"}}]}""");
        server.with("/apis/example.com/v1", 200, """
                {"resources":[{"name":"widgets","singularName":"widget","kind":"Widget","namespaced":true},
                 {"name":"widgets/status","kind":"Widget","namespaced":true}]}""");
        server.with("/apis/example.com/v1/namespaces/todo/widgets", 200, """
                {"kind":"WidgetList","metadata":{},"items":[{"metadata":{"name":"gear"}}]}""");

        assertThat(tools.text("get_resources", "kind=widgets.example.com"))
                .isEqualTo("1 widget in namespace todo.\nNAME AGE\ngear <unknown>");
    }

    @Test
    void withoutAMetricsServerTopSaysSo() {
        server.with("/api/v1/namespaces/todo/pods", 200, """
                {"kind":"PodList","metadata":{},"items":[{"metadata":{"namespace":"todo","name":"web"}}]}""");

        assertThat(tools.run("top"))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.cause()).startsWith("There is no metrics server in this cluster"));
    }

    /// Examples from Kubernetes' own tests of `HumanDuration`.
    @ParameterizedTest
    @CsvSource({
        "1, 1s",
        "70, 70s",
        "190, 3m10s",
        "600, 10m",
        "2820, 47m",
        "10620, 177m",
        "13380, 3h43m",
        "50400, 14h",
        "172800, 2d",
        "180000, 2d2h",
        "691200, 8d",
        "31536000, 365d",
        "78840000, 2y182d",
        "315360000, 10y"
    })
    void agesAreWrittenAsKubectlDoes(long seconds, String expected) {
        assertThat(Age.of(Duration.ofSeconds(seconds))).isEqualTo(expected);
    }
}
