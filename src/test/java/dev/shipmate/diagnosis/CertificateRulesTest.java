package dev.shipmate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateRulesTest {
    /// Of CN=shop.example.com, good from 2026-11-01 to 2027-01-30; nobody has its key.
    private static final String CERTIFICATE = """
            LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUJIVENCeEFJQkFUQUtCZ2dxaGtqT1BRUURBakFiTVJrd0Z3WURWUVFEREJCemFHOXdMbV\
            Y0WVcxd2JHVXUKWTI5dE1CNFhEVEkyTVRFd01UQXdNREF3TUZvWERUSTNNREV6TURBd01EQXdNRm93R3pFWk1CY0dBMVVFQXd3UQpjMmh2Y0M1\
            bGVHRnRjR3hsTG1OdmJUQlpNQk1HQnlxR1NNNDlBZ0VHQ0NxR1NNNDlBd0VIQTBJQUJHZGIvbnZDCk1TN0NqT3BMUW9ZQ0FJU1ZBREtGRVA5Nj\
            Jud01PK0JBYy8yVTdyZ0Z1RHlla2tvOTN1MjA3VWhhaERMdnQrLzQKQVR6Wmhubk9DalFGbkN3d0NnWUlLb1pJemowRUF3SURTQUF3UlFJZ0NN\
            dko1OEY4a093SWp5aDRmbERVdlRiZQp4U3ZnQkZMRmdRV1RnNWwvSHZFQ0lRREdhVHQyYVFsemZ1Y1dqN2xOQ3VVSG5WdUpPL2Z3OHN4akd3cH\
            Z6bGlNCnV3PT0KLS0tLS1FTkQgQ0VSVElGSUNBVEUtLS0tLQo=""";

    private final Town town = new Town();

    @AfterEach
    void close() {
        town.close();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-01T12:00:00Z, ''",
        "2027-01-15T12:00:00Z, ''",
        "2027-01-16T12:00:00Z, certificate-expiring",
        "2027-01-29T12:00:00Z, certificate-expiring",
        "2027-01-30T00:00:01Z, certificate-expired",
        "2026-10-31T12:00:00Z, certificate-expired",
    })
    void theCertificateOfAnIngressIsReadOnceItMatters(Instant now, String id) {
        List<Finding> findings = ingress("shop-tls").at(now).examine();

        assertThat(findings).hasSize(id.isEmpty() ? 0 : 1).allSatisfy(finding -> {
            assertThat(finding.id()).isEqualTo(id);
            assertThat(finding.object()).isEqualTo("secret/shop-tls");
            assertThat(finding.severity()).isEqualTo(id.endsWith("ing") ? Severity.WARNING : Severity.ERROR);
            assertThat(finding.lines()).anyMatch(line -> line.contains("CN=shop.example.com is good from"));
            assertThat(finding.toString()).doesNotContain("never-shown");
        });
    }

    @Test
    void aSecretThatIsNotThereIsFound() {
        Finding finding = ingress("shop-tsl").only();

        assertThat(finding.id()).isEqualTo("ingress-tls-missing");
        assertThat(finding.object()).isEqualTo("ingress/shop");
    }

    private Town ingress(String secret) {
        return town.at(Instant.parse("2026-11-01T12:15:00Z"))
                .with("/api/v1/namespaces/todo/secrets/shop-tls", """
                        {"metadata":{"namespace":"todo","name":"shop-tls"},"type":"kubernetes.io/tls",
                         "data":{"tls.crt":"%s","tls.key":"bmV2ZXItc2hvd24="}}""".formatted(CERTIFICATE))
                .add("/apis/networking.k8s.io/v1/ingressclasses", "{\"metadata\":{\"name\":\"nginx\"}}")
                .add("/apis/networking.k8s.io/v1/namespaces/todo/ingresses", """
                        {"metadata":{"namespace":"todo","name":"shop","creationTimestamp":"2026-10-01T12:00:00Z"},
                         "spec":{"ingressClassName":"nginx","tls":[{"hosts":["shop.example.com"],"secretName":"%s"}]}}""".formatted(secret));
    }
}
