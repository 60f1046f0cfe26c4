package dev.shipmate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeRulesTest {
    private static final String UNREADY = """
            "ready":false,"started":true,"restartCount":0,"state":{"running":{"startedAt":"2026-11-01T12:00:05Z"}}""";

    private final Town town = new Town();

    @AfterEach
    void close() {
        town.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Readiness probe failed: HTTP probe failed with statuscode: 404                                              | readiness-404  | a path that the program does not have
            Readiness probe failed: HTTP probe failed with statuscode: 503                                              | readiness-5xx  | something that it needs is missing
            Startup probe failed: HTTP probe failed with statuscode: 404                                                | probe-failing  | its startup probe asks for a path
            Liveness probe failed: HTTP probe failed with statuscode: 404                                               | liveness-wrong-target | its liveness probe asks for a path
            Readiness probe failed: Get "http://10.1.1.1:80/": dial tcp 10.1.1.1:80: connect: connection refused        | probe-refused  | nothing listens where its readiness probe knocks
            Readiness probe failed: timeout: failed to connect service "10.1.1.1:9090" within 1s: context deadline exceeded | probe-refused | nothing listens where its readiness probe knocks
            Readiness probe failed: Get "http://10.1.1.1:80/": context deadline exceeded (Client.Timeout exceeded)      | probe-timeout  | answers its readiness probe too late
            Readiness probe failed: Get "https://10.1.1.1:80/": http: server gave HTTP response to HTTPS client         | probe-failing  | asks over HTTPS, and the program answers in plain HTTP
            Readiness probe failed: cat: can't open '/tmp/ready': No such file or directory                             | probe-failing  | its readiness probe fails
            """)
    void whatAProbeSaysIsTold(String message, String id, String cause) {
        town.deployment("web").pod("web", "", UNREADY).warning("Pod", "web-abc12-x", "Unhealthy", message);

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo(id);
        assertThat(finding.cause()).contains(cause);
        assertThat(finding.lines()).anyMatch(line -> line.contains(message));
    }

    @Test
    void aProbeThatAsksANeighbourInTroubleIsAConsequence() {
        town.deployment("db")
                .crashed("db", "", "FATAL: no space left on device")
                .service("db", "\"app\":\"db\"", "{\"port\":5432,\"targetPort\":5432}")
                .deployment("web")
                .pod("web", """
                        ,"readinessProbe":{"exec":{"command":["sh","-c","nc -w 1 db 5432"]}}""", UNREADY)
                .warning("Pod", "web-abc12-x", "Unhealthy", "Readiness probe failed: nc: timed out");

        Finding finding = town.only();

        assertThat(finding.object()).isEqualTo("deployment/db");
        assertThat(finding.consequences()).anyMatch(line -> line.contains("deployment/web"));
    }
}
