package dev.shipmate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodReaderTest {
    /// The statuses that `kubectl get pods` prints, by `printPod` in Kubernetes' printers.go.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Running           | {"phase":"Running","containerStatuses":[{"name":"a","ready":true,"state":{"running":{}}}]}
            CrashLoopBackOff  | {"phase":"Running","containerStatuses":[{"name":"a","state":{"waiting":{"reason":"CrashLoopBackOff"}}}]}
            OOMKilled         | {"phase":"Running","containerStatuses":[{"name":"a","state":{"terminated":{"reason":"OOMKilled","exitCode":137}}}]}
            ExitCode:3        | {"phase":"Running","containerStatuses":[{"name":"a","state":{"terminated":{"exitCode":3}}}]}
            Signal:9          | {"phase":"Running","containerStatuses":[{"name":"a","state":{"terminated":{"exitCode":137,"signal":9}}}]}
            Completed         | {"phase":"Succeeded","containerStatuses":[{"name":"a","state":{"terminated":{"reason":"Completed"}}}]}
            ContainerCreating | {"phase":"Pending","containerStatuses":[{"name":"a","state":{"waiting":{"reason":"ContainerCreating"}}}]}
            Pending           | {"phase":"Pending"}
            Evicted           | {"phase":"Failed","reason":"Evicted"}
            SchedulingGated   | {"phase":"Pending","conditions":[{"type":"PodScheduled","status":"False","reason":"SchedulingGated"}]}
            Init:0/1          | {"phase":"Pending","initContainerStatuses":[{"name":"i","state":{"running":{}}}]}
            Init:Error        | {"phase":"Pending","initContainerStatuses":[{"name":"i","state":{"terminated":{"reason":"Error","exitCode":1}}}]}
            Init:CrashLoopBackOff | {"phase":"Pending","initContainerStatuses":[{"name":"i","state":{"waiting":{"reason":"CrashLoopBackOff"}}}]}
            """)
    void theStatusIsTheOneThatKubectlPrints(String expected, String status) {
        boolean init = status.contains("initContainer");
        assertThat(pod("", init ? "\"initContainers\":[{\"name\":\"i\"}]," : "", status)
                        .status())
                .isEqualTo(expected);
    }

    @Test
    void aPodThatIsBeingDeletedIsTerminating() {
        assertThat(pod("\"deletionTimestamp\":\"2026-11-01T00:00:00Z\",", "", "{\"phase\":\"Running\"}"))
                .returns("Terminating", PodView::status)
                .returns(true, PodView::terminating);
    }

    @Test
    void aReadySidecarCountsAsAContainer() {
        PodView pod = pod("", "\"initContainers\":[{\"name\":\"i\",\"restartPolicy\":\"Always\"}],", """
                {"phase":"Running","initContainerStatuses":[{"name":"i","started":true,"ready":true,"state":{"running":{}}}],
                 "containerStatuses":[{"name":"a","ready":true,"restartCount":2,"state":{"running":{}}}]}""");

        assertThat(pod.ready()).isEqualTo(2);
        assertThat(pod.total()).isEqualTo(2);
        assertThat(pod.restarts()).isEqualTo(2);
        assertThat(pod.healthy()).isTrue();
    }

    @Test
    void runningWithoutBeingReadyIsNotHealthy() {
        assertThat(pod("", "", """
                {"phase":"Running","containerStatuses":[{"name":"a","ready":false,"state":{"running":{}}}]}""").healthy()).isFalse();
    }

    @Test
    void theOwnerOfAReplicaSetsPodIsItsDeployment() {
        assertThat(pod("""
                "labels":{"pod-template-hash":"5d9c"},
                "ownerReferences":[{"kind":"ReplicaSet","name":"web-5d9c","controller":true}],""", "", "{}").owner()).isEqualTo("deployment/web");
    }

    @Test
    void aPodWithoutAControllerHasNoOwner() {
        assertThat(pod("\"ownerReferences\":[{\"kind\":\"Node\",\"name\":\"n\"}],", "", "{}")
                        .owner())
                .isEmpty();
    }

    private static PodView pod(String metadata, String spec, String status) {
        return PodReader.read(Connection.MAPPER.readTree("""
                {"metadata":{%s"namespace":"todo","name":"p"},"spec":{%s"containers":[{"name":"a"}]},"status":%s}""".formatted(metadata, spec, status)));
    }
}
