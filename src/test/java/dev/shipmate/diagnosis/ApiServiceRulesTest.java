package dev.shipmate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Parts of the API, volumes and manifests: objects of the whole cluster.
class ApiServiceRulesTest {
    private final Town town = new Town();

    @AfterEach
    void close() {
        town.close();
    }

    @ParameterizedTest
    @CsvSource({"False, 2026-11-01T12:05:00Z, 1", "False, 2026-11-01T12:14:30Z, 0", "True, 2026-11-01T12:05:00Z, 0"})
    void aPartOfTheApiThatDoesNotAnswerIsFoundAfterAWhile(String status, String since, int findings) {
        town.add("/apis/apiregistration.k8s.io/v1/apiservices", """
                {"metadata":{"name":"v1.shop.example.com"},
                 "spec":{"group":"shop.example.com","version":"v1","service":{"namespace":"todo","name":"shop-api"}},
                 "status":{"conditions":[{"type":"Available","status":"%s","reason":"ServiceNotFound",
                   "message":"service/shop-api in todo is not present","lastTransitionTime":"%s"}]}}""".formatted(status, since));

        assertThat(town.examine()).hasSize(findings).allSatisfy(finding -> {
            assertThat(finding.id()).isEqualTo("api-service-unavailable");
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.lines()).anyMatch(line -> line.contains("ServiceNotFound"));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "Failed, Recycle, 2026-11-01T12:05:00Z, 1",
        "Released, Delete, 2026-11-01T12:05:00Z, 1",
        "Released, Delete, 2026-11-01T12:14:40Z, 0",
        "Released, Retain, 2026-11-01T12:05:00Z, 0",
        "Bound, Delete, 2026-11-01T12:05:00Z, 0",
        "Available, Retain, 2026-11-01T12:05:00Z, 0",
    })
    void aVolumeThatCouldNotBeTakenBackIsFound(String phase, String policy, String since, int findings) {
        town.add("/api/v1/persistentvolumes", """
                {"metadata":{"name":"pv-1"},"spec":{"persistentVolumeReclaimPolicy":"%s","claimRef":{"namespace":"todo","name":"data"}},
                 "status":{"phase":"%s","message":"no plugin","lastPhaseTransitionTime":"%s"}}""".formatted(policy, phase, since));

        assertThat(town.examine()).hasSize(findings).allSatisfy(finding -> {
            assertThat(finding.object()).isEqualTo("persistentvolume/pv-1");
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        });
    }

    @ParameterizedTest
    @CsvSource({"networking.k8s.io/v1beta1, 1", "extensions/v1beta1, 1", "networking.k8s.io/v1, 0"})
    void aManifestThatCannotBeAppliedAgainIsFound(String version, int findings) {
        town.add("/apis/networking.k8s.io/v1/namespaces/todo/ingresses", """
                        {"metadata":{"namespace":"todo","name":"shop","creationTimestamp":"2026-10-01T12:00:00Z",
                          "managedFields":[{"manager":"kubectl","operation":"Apply","apiVersion":"%s","time":"2026-10-30T12:00:00Z"}]},
                         "spec":{"ingressClassName":"nginx"}}""".formatted(version))
                .add("/apis/networking.k8s.io/v1/ingressclasses", "{\"metadata\":{\"name\":\"nginx\"}}");

        assertThat(town.examine()).hasSize(findings).allSatisfy(finding -> {
            assertThat(finding.id()).isEqualTo("api-kind-unknown");
            assertThat(finding.object()).isEqualTo("ingress/shop");
            assertThat(finding.cause()).contains(version);
        });
    }

    @ParameterizedTest
    @CsvSource({"public, shop, 0", "publik, shop, 1", "public, shopp, 1"})
    void aRouteThatLeadsNowhereIsFound(String gateway, String service, int findings) {
        String api = "/apis/gateway.networking.k8s.io/v1/";
        town.add("/apis/apiregistration.k8s.io/v1/apiservices", """
                        {"metadata":{"name":"v1.gateway.networking.k8s.io"},"spec":{},"status":{}}""")
                .add(api + "gatewayclasses", "{\"metadata\":{\"name\":\"nginx\"}}")
                .add(api + "namespaces/todo/gateways", """
                        {"metadata":{"namespace":"todo","name":"public","creationTimestamp":"2026-11-01T12:00:00Z"},
                         "spec":{"gatewayClassName":"nginx"}}""")
                .add(api + "namespaces/todo/httproutes", """
                        {"metadata":{"namespace":"todo","name":"shop","creationTimestamp":"2026-11-01T12:00:00Z"},
                         "spec":{"parentRefs":[{"name":"%s"}],"rules":[{"backendRefs":[{"name":"%s","port":80}]}]}}""".formatted(gateway, service))
                .deployment("shop")
                .pod("shop", ",\"ports\":[{\"containerPort\":80}]", """
                        "ready":true,"started":true,"restartCount":0,"state":{"running":{"startedAt":"2026-11-01T12:00:05Z"}}""")
                .service("shop", "\"app\":\"shop\"", "{\"port\":80,\"targetPort\":80}");

        assertThat(town.examine()).hasSize(findings).allSatisfy(finding -> {
            assertThat(finding.id()).isEqualTo("route-detached");
            assertThat(finding.object()).isEqualTo("httproute/shop");
            assertThat(finding.remedies()).isNotEmpty();
        });
    }
}
