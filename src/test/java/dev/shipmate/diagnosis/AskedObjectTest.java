package dev.shipmate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ObjectName;
import dev.shipmate.cluster.ResourceKind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An object that was asked for is in trouble when what it stands on is.
class AskedObjectTest {
    private static final String POLICIES = "/apis/policy/v1/namespaces/todo/poddisruptionbudgets";
    private static final String INGRESSES = "/apis/networking.k8s.io/v1/namespaces/todo/ingresses";
    private static final String AUTOSCALERS = "/apis/autoscaling/v2/namespaces/todo/horizontalpodautoscalers";

    private final Town town = new Town();

    @BeforeEach
    void fill() {
        town.deployment("backend").crashed("backend", "", "ValueError: no\n");
        town.deployment("mailer").crashed("mailer", "", "ValueError: no\n");
        town.service("backend", "\"app\":\"backend\"", "{\"port\":80}");
        town.service("other", "\"app\":\"mailer\"", "{\"port\":80}");
    }

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void aServiceStandsOnTheWorkloadsThatItSelects() {
        assertThat(objects(KnownKinds.SERVICES, "backend")).containsExactly("deployment/backend");
        assertThat(objects(KnownKinds.SERVICES, "other")).containsExactly("deployment/mailer");
    }

    @Test
    void anIngressStandsOnItsServices() {
        town.add(INGRESSES, """
                {"metadata":{"namespace":"todo","name":"shop"},"spec":{
                  "defaultBackend":{"service":{"name":"other","port":{"number":80}}},
                  "rules":[{"http":{"paths":[{"path":"/","backend":{"service":{"name":"backend","port":{"number":80}}}}]}}]}}""");
        town.add(INGRESSES, """
                {"metadata":{"namespace":"todo","name":"one"},"spec":{
                  "rules":[{"http":{"paths":[{"path":"/","backend":{"service":{"name":"backend","port":{"number":80}}}}]}}]}}""");

        assertThat(objects(KnownKinds.INGRESSES, "shop")).contains("deployment/backend", "deployment/mailer");
        assertThat(objects(KnownKinds.INGRESSES, "one"))
                .contains("deployment/backend")
                .doesNotContain("deployment/mailer");
    }

    @Test
    void anAutoscalerStandsOnItsTarget() {
        town.add(AUTOSCALERS, """
                {"metadata":{"namespace":"todo","name":"scaler","creationTimestamp":"2026-11-01T12:00:00Z"},
                 "spec":{"scaleTargetRef":{"kind":"Deployment","name":"mailer"},"minReplicas":1,"maxReplicas":3}}""");

        assertThat(objects(KnownKinds.AUTOSCALERS, "scaler"))
                .contains("deployment/mailer")
                .doesNotContain("deployment/backend");
    }

    @Test
    void aDisruptionBudgetStandsOnThePodsThatItCovers() {
        town.add(POLICIES, """
                {"metadata":{"namespace":"todo","name":"budget","creationTimestamp":"2026-11-01T12:00:00Z"},
                 "spec":{"minAvailable":0,"selector":{"matchLabels":{"app":"backend"}}}}""");

        assertThat(objects(KnownKinds.DISRUPTION_BUDGETS, "budget"))
                .contains("deployment/backend")
                .doesNotContain("deployment/mailer");
    }

    @Test
    void aClaimStandsForThePodsThatMountIt() {
        town.pod("""
                {"metadata":{"namespace":"todo","name":"db-0","labels":{"app":"db"},
                  "ownerReferences":[{"kind":"StatefulSet","name":"db","controller":true}]},
                 "spec":{"containers":[{"name":"db","image":"db:9"}],
                  "volumes":[{"name":"data","persistentVolumeClaim":{"claimName":"data-db-0"}}]},
                 "status":{"phase":"Pending",
                  "containerStatuses":[{"name":"db","state":{"waiting":{"reason":"ErrImageNeverPull"}}}]}}""");

        assertThat(objects(KnownKinds.CLAIMS, "data-db-0")).containsExactly("statefulset/db");
    }

    @Test
    void anObjectThatNothingIsWrongWithHasNoFindings() {
        assertThat(objects(KnownKinds.CONFIG_MAPS, "backend")).isEmpty();
        assertThat(objects(KnownKinds.SERVICES, "nobody")).isEmpty();
        assertThat(objects(KnownKinds.NODES, "n1")).isEmpty();
    }

    private List<String> objects(ResourceKind kind, String name) {
        var object = new ObjectName(kind, "todo", name);
        return town.examine(new DiagnosisScope.OneObject(object)).stream()
                .map(Finding::object)
                .toList();
    }
}
