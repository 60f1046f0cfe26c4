package dev.shipmate.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.fake.FakeApiServer;
import dev.shipmate.tool.Change;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtectedNamespacesTest {

    @ParameterizedTest
    @ValueSource(strings = {"kube-system", "kube-public", "kube-node-lease", "prod", "billing"})
    void theClustersOwnTheNamedAndTheLabelledOnesAreProtected(String name) {
        var guarded = new ProtectedNamespaces(Set.of("prod"), "billing"::equals);

        assertThat(guarded.among(List.of(in(name)))).containsExactly(name);
    }

    @Test
    void othersAreNot() {
        assertThat(new ProtectedNamespaces(Set.of("prod"), _ -> false)
                        .among(List.of(in("default"), in("todo"), in(""))))
                .isEmpty();
    }

    @Test
    void aNamespaceThatIsItselfChangedCounts() {
        var deleted = new Change("namespace/kube-system", "", "object", "exists", "deleted");

        assertThat(new ProtectedNamespaces(Set.of(), _ -> false).among(List.of(in("todo"), deleted)))
                .containsExactly("kube-system");
    }

    @Test
    void theLabelIsReadFromTheCluster() {
        try (var server = new FakeApiServer()
                        .with("/api/v1/namespaces/billing", 200, namespace("true"))
                        .with("/api/v1/namespaces/todo", 200, namespace("false"))
                        .with("/api/v1/namespaces/secret", 403, "{\"kind\":\"Status\",\"code\":403}");
                Cluster cluster = server.cluster()) {
            var guarded = ProtectedNamespaces.of(cluster, ApprovalPolicy.ASK);

            assertThat(Stream.of("billing", "todo", "secret", "absent").filter(guarded::covers))
                    .containsExactly("billing");
        }
    }

    private static String namespace(String label) {
        return """
                {"kind":"Namespace","apiVersion":"v1","metadata":{"name":"x","labels":{"shipmate.dev/protected":"%s"}}}
                """.formatted(label);
    }

    private static Change in(String namespace) {
        return new Change("deployment/web", namespace, "replicas", "1", "2");
    }
}
