package dev.shipmate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.shipmate.cluster.WorkloadName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiagnosisScopeTest {
    private final Town town = new Town();

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void aReleaseIsItsObjectsAndWhatTheyDependOn() {
        town.deployment("backend").crashed("backend", "", "connect ECONNREFUSED db:5432\n");
        town.add("/apis/apps/v1/namespaces/todo/statefulsets", """
                {"metadata":{"namespace":"todo","name":"db","annotations":{"meta.helm.sh/release-name":"base"}},
                 "spec":{"replicas":1,"template":{"metadata":{"labels":{"app":"db"}}}},"status":{"replicas":1}}""");
        town.pod("""
                {"metadata":{"namespace":"todo","name":"db-0","labels":{"app":"db"},
                  "ownerReferences":[{"kind":"StatefulSet","name":"db","controller":true}]},
                 "spec":{"containers":[{"name":"db","image":"db:9"}]},"status":{"phase":"Pending",
                  "containerStatuses":[{"name":"db","state":{"waiting":{"reason":"ErrImageNeverPull"}}}]}}""");
        town.service("db", "\"app\":\"db\"", "{\"port\":5432}");
        town.pod("""
                {"metadata":{"namespace":"todo","name":"stranger"},"spec":{"containers":[{"name":"a","image":"b"}]},
                 "status":{"containerStatuses":[{"name":"a","state":{"waiting":{"reason":"InvalidImageName"}}}]}}""");

        assertThat(town.examine(new DiagnosisScope.Release("todo", "shop")))
                .extracting(Finding::id, Finding::object, Finding::namespace)
                .containsExactly(tuple("image-never-pull", "statefulset/db", "todo"));
        assertThat(town.examine(new DiagnosisScope.Release("todo", "base")))
                .extracting(Finding::object)
                .containsExactly("statefulset/db");
        assertThat(town.examine()).extracting(Finding::object).containsExactly("statefulset/db", "pod/stranger");
    }

    @Test
    void aWorkloadIsAlsoTheServiceThatShouldLeadToIt() {
        town.deployment("backend").pod("backend", "", "\"ready\":true,\"state\":{\"running\":{}}");
        town.service("backend", "\"app\":\"bakend\"", "{\"port\":80}");

        assertThat(town.examine(new DiagnosisScope.OneWorkload(new WorkloadName("deployment", "todo", "backend"))))
                .extracting(Finding::object)
                .containsExactly("service/backend");
    }

    @Test
    void tenPodsOfOneDeploymentAreOneFinding() {
        for (int i = 0; i < 10; i++) {
            town.pod("""
                    {"metadata":{"namespace":"todo","name":"web-abc12-%d","labels":{"pod-template-hash":"abc12"},
                      "ownerReferences":[{"kind":"ReplicaSet","name":"web-abc12","controller":true}]},
                     "spec":{"containers":[{"name":"web","image":"web:1"}]},"status":{"containerStatuses":[
                      {"name":"web","state":{"waiting":{"reason":"ErrImageNeverPull"}}}]}}""".formatted(i));
        }
        assertThat(town.only().lines().getFirst()).contains("(one of 10 unhealthy pods)");
    }
}
