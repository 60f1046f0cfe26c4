package dev.shipmate.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterOptions;
import dev.shipmate.fake.FakeApiServer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterChecksTest {
    @TempDir
    private Path folder;

    @Test
    void aNamespaceThatIsBeingDeletedIsTold() {
        assertThat(namespace("\"deletionTimestamp\": \"2026-03-01T10:00:00Z\""))
                .containsExactly(new Remark.Wrong(
                        "The namespace todo is being deleted.",
                        "Wait until it is gone, then deploy again, or use another namespace."));
        assertThat(namespace("\"uid\": \"1\"")).isEmpty();
    }

    private List<Remark> namespace(String metadata) {
        String json = """
                {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "todo", %s}}""".formatted(metadata);
        try (var bench = new ShippingBench(folder);
                var server = new FakeApiServer().with("/api/v1/namespaces/todo", 200, json);
                Cluster cluster = Cluster.open(ClusterOptions.ofServer("fake", server.url(), "todo"))) {
            var project = bench.shipment().project();
            var shipment = new Shipment(project, project.environment(""), cluster);
            return new ClusterChecks(shipment, Clock.systemUTC(), new WayBack(Set::of)).namespace();
        }
    }
}
