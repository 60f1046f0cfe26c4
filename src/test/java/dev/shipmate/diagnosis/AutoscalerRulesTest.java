package dev.shipmate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AutoscalerRulesTest {
    private static final String READY = "\"ready\":true,\"state\":{\"running\":{}}";
    private static final String HPAS = "/apis/autoscaling/v2/namespaces/todo/horizontalpodautoscalers";
    private static final String CPU = """
            {"type":"Resource","resource":{"name":"cpu","target":{"type":"Utilization","averageUtilization":50}}}""";

    private final Town town = new Town();

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void aTargetThatDoesNotExistIsTheNearestOne() {
        healthy();
        autoscaler("wbe", "\"conditions\":[%s]".formatted(condition("AbleToScale", "False", "FailedGetScale", "gone")));

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("hpa-target-missing");
        assertThat(finding.cause()).contains("deployment/wbe, which does not exist", "nearest: web");
        assertThat(Town.patch(finding)).isEqualTo("{\"spec\":{\"scaleTargetRef\":{\"name\":\"web\"}}}");
    }

    @Test
    void atRestAtItsMinimumOrSwitchedOffIsNormal() {
        healthy();
        autoscaler(
                "web",
                "\"conditions\":[%s,%s]"
                        .formatted(
                                condition("ScalingActive", "False", "ScalingDisabled", "replicas is 0"),
                                condition("ScalingLimited", "True", "TooFewReplicas", "below the minimum")));

        assertThat(town.examine()).isEmpty();
    }

    @Test
    void aMissingRequestIsMeasured() {
        healthy();
        town.with("/apis/apps/v1/namespaces/todo/deployments/web", """
                {"metadata":{"namespace":"todo","name":"web"},"spec":{"selector":{"matchLabels":{"app":"web"}},
                 "template":{"spec":{"containers":[{"name":"web","image":"web:1"}]}}}}""");
        town.with("/apis/metrics.k8s.io/v1beta1/namespaces/todo/pods", """
                {"items":[{"metadata":{"namespace":"todo","name":"web-abc12-x"},"containers":[{"usage":{"cpu":"32m"}}]},
                 {"metadata":{"namespace":"todo","name":"other"},"containers":[{"usage":{"cpu":"900m"}}]}]}""");
        inactive(
                "FailedGetResourceMetric",
                "failed to get cpu utilization: missing request for cpu in container web of Pod x");

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("hpa-no-requests");
        assertThat(Town.patch(finding))
                .contains("\"containers\":[{\"name\":\"web\",\"resources\":{\"requests\":{\"cpu\":\"70m\"}}}]");
    }

    @Test
    void aClusterWithoutTheMetricsApiHasNothingToScaleBy() {
        healthy();
        inactive(
                "FailedGetResourceMetric",
                "the server could not find the requested resource (get pods.metrics.k8s.io)");

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("hpa-no-metrics-api");
        assertThat(finding.cause()).contains("the cluster has no v1beta1.metrics.k8s.io");
    }

    @Test
    void theFirstMeasurementsMayTakeMinutesAndThenCountAsMissing() {
        healthy();
        inactive("FailedGetResourceMetric", "unable to get metrics for resource cpu: no metrics returned");

        assertThat(town.at(Town.NOON.plusSeconds(120)).examine()).isEmpty();
        assertThat(town.at(Town.NOON.plusSeconds(900)).only().id()).isEqualTo("hpa-no-metrics-yet");
    }

    @Test
    void twoAutoscalersOfTheSamePodsAreNamed() {
        healthy();
        inactive("AmbiguousSelector", "pods by selector app=web are controlled by multiple HPAs");

        assertThat(town.only().id()).isEqualTo("hpa-ambiguous");
    }

    @Test
    void atItsMaximumForAWhileTheMetricTellsHowManyPodsItNeeds() {
        healthy();
        autoscaler("web", atMax("2026-11-01T12:05:00Z"));

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("hpa-at-max");
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.lines()).contains("what it measures is 180% of its goal, which asks for 6 pods");
        assertThat(Town.patch(finding)).isEqualTo("{\"spec\":{\"maxReplicas\":6}}");
    }

    @Test
    void aShortPeakIsWhatItIsFor() {
        healthy();
        autoscaler("web", atMax("2026-11-01T12:14:00Z"));

        assertThat(town.examine()).isEmpty();
    }

    @Test
    void aDeployThatSetsTheNumberOfPodsBackIsNamed() {
        fought("helm", "", 1);

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("hpa-fights-helm");
        assertThat(finding.lines()).contains("spec.replicas of deployment/web was set by helm");
    }

    @Test
    void aNumberThatTheAutoscalerSetIsNormal() {
        fought("kube-controller-manager", "\"subresource\":\"scale\",", 1);

        assertThat(town.examine()).isEmpty();
    }

    private void fought(String manager, String part, int replicas) {
        town.add("/apis/apps/v1/namespaces/todo/deployments", """
                {"metadata":{"namespace":"todo","name":"web","managedFields":[{"manager":"%s",%s
                  "fieldsV1":{"f:spec":{"f:replicas":{}}}}]},"spec":{"replicas":%d},
                 "status":{"replicas":1,"readyReplicas":1,"updatedReplicas":1,"availableReplicas":1}}""".formatted(manager, part, replicas));
        autoscaler("web", "\"desiredReplicas\":3,\"currentReplicas\":1,\"lastScaleTime\":\"2026-11-01T12:01:00Z\"");
    }

    private void healthy() {
        town.deployment("web").pod("web", "", READY);
    }

    private void inactive(String reason, String message) {
        autoscaler("web", "\"conditions\":[%s]".formatted(condition("ScalingActive", "False", reason, message)));
    }

    private static String atMax(String since) {
        return """
                "currentReplicas":3,"desiredReplicas":3,"currentMetrics":[{"type":"Resource","resource":{"name":"cpu",
                 "current":{"averageUtilization":90}}}],"conditions":[{"type":"ScalingLimited","status":"True",
                 "reason":"TooManyReplicas","message":"more than the maximum","lastTransitionTime":"%s"}]""".formatted(since);
    }

    private static String condition(String type, String status, String reason, String message) {
        return """
                {"type":"%s","status":"%s","reason":"%s","message":"%s","lastTransitionTime":"2026-11-01T12:00:00Z"}""".formatted(type, status, reason, message);
    }

    private void autoscaler(String target, String status) {
        town.add(HPAS, """
                {"metadata":{"namespace":"todo","name":"web","creationTimestamp":"2026-11-01T12:00:00Z"},
                 "spec":{"scaleTargetRef":{"kind":"Deployment","name":"%s"},"minReplicas":1,"maxReplicas":3,
                  "metrics":[%s]},"status":{%s}}""".formatted(target, CPU, status));
    }
}
