package dev.shipmate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.diagnosis.Party.Door;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The rules of https://kubernetes.io/docs/concepts/services-networking/network-policies/
class TrafficPolicyTest {
    private static final Party CLIENT = party("shop", "web", "10.1.2.3", "{}");
    private static final Party SERVER = party(
            "data", "db", "10.1.9.9", "{\"containers\":[{\"ports\":[{\"name\":\"sql\",\"containerPort\":5432}]}]}");
    private static final Door SQL = new Door(SERVER, 5432, "TCP");

    /// "If no policyTypes are specified on a NetworkPolicy then by default Ingress will always be set and Egress
    /// will be set if the NetworkPolicy has any egress rules."
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{};true;false",
                "{\"egress\":[{}]};true;true",
                "{\"policyTypes\":[\"Egress\"]};false;true",
                "{\"policyTypes\":[\"Ingress\"],\"egress\":[{}]};true;false"
            })
    void theDirectionsFollowFromTheTypesOrTheRules(String spec, boolean ingress, boolean egress) {
        TrafficPolicy policy = policy(spec);

        assertThat(policy.ingress()).isEqualTo(ingress);
        assertThat(policy.egress()).isEqualTo(egress);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                // No rule lets nothing in, and an empty rule everything.
                "[];false",
                "[{}];true",
                "[{\"from\":[],\"ports\":[]}];true",
                // A pod selector alone means the policy's own namespace.
                "[{\"from\":[{\"podSelector\":{\"matchLabels\":{\"app\":\"web\"}}}]}];false",
                "[{\"from\":[{\"namespaceSelector\":{}}]}];true",
                "[{\"from\":[{\"namespaceSelector\":{\"matchLabels\":{\"team\":\"shop\"}}}]}];true",
                // Both in one peer must hold; two peers are alternatives.
                "[{\"from\":[{\"namespaceSelector\":{},\"podSelector\":{\"matchLabels\":{\"app\":\"x\"}}}]}];false",
                "[{\"from\":[{\"namespaceSelector\":{}},{\"podSelector\":{\"matchLabels\":{\"app\":\"x\"}}}]}];true",
                "[{\"from\":[{\"ipBlock\":{\"cidr\":\"10.1.0.0/16\"}}]}];true",
                "[{\"from\":[{\"ipBlock\":{\"cidr\":\"10.1.0.0/16\",\"except\":[\"10.1.2.0/24\"]}}]}];false",
                "[{\"from\":[{\"ipBlock\":{\"cidr\":\"192.168.0.0/16\"}}]}];false",
                "[{\"ports\":[{\"port\":5432}]}];true",
                "[{\"ports\":[{\"port\":5432,\"protocol\":\"UDP\"}]}];false",
                "[{\"ports\":[{\"protocol\":\"TCP\"}]}];true",
                "[{\"ports\":[{\"port\":5000,\"endPort\":6000}]}];true",
                "[{\"ports\":[{\"port\":5000,\"endPort\":5431}]}];false",
                "[{\"ports\":[{\"port\":\"sql\"}]}];true",
                "[{\"ports\":[{\"port\":\"http\"}]}];false"
            })
    void whatComesInIsLetThroughByOneRule(String ingress, boolean passes) {
        assertThat(policy("{\"ingress\":%s}".formatted(ingress)).lets(false, CLIENT, SQL))
                .isEqualTo(passes);
    }

    @Test
    void whatGoesOutIsMeasuredByTheServer() {
        TrafficPolicy policy = policy("""
                {"egress":[{"to":[{"namespaceSelector":{"matchExpressions":[{"key":"team","operator":"NotIn",
                 "values":["shop"]}]},"podSelector":{"matchExpressions":[{"key":"app","operator":"Exists"}]}}]}]}""");

        assertThat(policy.lets(true, CLIENT, SQL)).isTrue();
        assertThat(policy.lets(true, SERVER, new Door(CLIENT, 80, "TCP"))).isFalse();
    }

    private static TrafficPolicy policy(String spec) {
        JsonNode json = JsonMapper.shared()
                .readTree("{\"metadata\":{\"namespace\":\"data\",\"name\":\"p\"},\"spec\":%s}".formatted(spec));
        return TrafficPolicy.of(json);
    }

    private static Party party(String namespace, String app, String ip, String spec) {
        return new Party(
                namespace,
                "deployment/" + app,
                Map.of("app", app),
                Map.of("team", namespace),
                ip,
                JsonMapper.shared().readTree(spec));
    }
}
