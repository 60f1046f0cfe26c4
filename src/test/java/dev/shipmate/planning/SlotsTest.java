package dev.shipmate.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.FakeInventory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlotsTest {
    private final RulePlanner planner = new RulePlanner();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            show the last 50 lines of backend logs               | tail     | 50
            tail -n 20 backend logs                              | tail     | 20
            logs backend --tail=30                               | tail     | 30
            scale backend to 3 replicas                          | replicas | 3
            scale backend to 3                                   | replicas | 3
            scale backend to zero                                | replicas | 0
            scale deploy/backend --replicas=4                    | replicas | 4
            stop backend                                         | replicas | 0
            rollback backend to revision 2                       | revision | 2
            """)
    void countsAreNumbers(String question, String argument, int value) {
        assertThat(best(question).call().arguments()).containsEntry(argument, value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            show backend logs from the last hour                 | since    | 1h
            backend logs since 10 minutes                        | since    | 10m
            backend logs of the past 2 days                      | since    | 48h
            backend logs of the last 30s                         | since    | 30s
            set image of backend to todo-backend:v2              | image    | todo-backend:v2
            update backend to registry.example.com:5000/a/b:1.2  | image    | registry.example.com:5000/a/b:1.2
            show backend logs with keyword 'database connection' | grep     | database connection
            grep for timeout in backend logs                     | grep     | timeout
            grep the logs of backend for timeout                 | grep     | timeout
            find errors in backend logs                          | grep     | error
            pods with label app=backend                          | selector | app=backend
            pods -l tier=cache                                   | selector | tier=cache
            which pods are not ready                             | status   | not-ready
            which pods are crash looping                         | status   | restarting
            which pods use the most memory                       | sort     | memory
            """)
    void valuesAreFoundByTheirShape(String question, String argument, String value) {
        assertThat(best(question).call().arguments()).containsEntry(argument, value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            logs of backend container sidecar             | sidecar
            logs of the sidecar container of backend      | sidecar
            logs of container exporter in deployment backend   | exporter
            show the logs of backend, container redis     | redis
            """)
    void aContainerIsNamedBesideItsWorkload(String question, String container) {
        assertThat(best(question).call().arguments())
                .containsEntry("name", "deployment/backend")
                .containsEntry("container", container)
                .doesNotContainKey("grep");
    }

    @ParameterizedTest
    @ValueSource(strings = {"logs of the backend container", "backend container logs", "logs of container backend"})
    void aContainerAloneIsItsWorkload(String question) {
        assertThat(best(question).call().arguments())
                .containsEntry("name", "deployment/backend")
                .doesNotContainKey("container");
    }

    @Test
    void previousLogsAreAskedFor() {
        assertThat(best("show logs from the previous backend container").call().arguments())
                .containsEntry("previous", true);
    }

    @Test
    void aRangeOfReplicasIsForTheAutoscaler() {
        Candidate best = best("scale backend between 2 and 10 replicas based on CPU");

        assertThat(best.call().tool()).isEqualTo("autoscale");
        assertThat(best.call().arguments()).containsEntry("min", 2).containsEntry("max", 10);
    }

    @Test
    void whatIsNotSaidIsMissing() {
        assertThat(best("scale down the backend").missing()).containsExactly("replicas");
        assertThat(best("show logs").missing()).containsExactly("name");
    }

    private Candidate best(String question) {
        return planner.plan(question, Focus.NONE, "todo-phaseiv", FakeInventory.todo())
                .best()
                .orElseThrow();
    }
}
