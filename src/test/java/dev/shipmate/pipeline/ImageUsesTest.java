package dev.shipmate.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.helm.Releases;
import dev.shipmate.image.NeededImages;
import dev.shipmate.image.Outcome;
import dev.shipmate.redaction.PatternRedactor;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageUsesTest extends CleanUpFixture {
    @Test
    void podsNeedWhatTheyAskForAndWhatTheyRunInEveryNamespace() {
        has("pods", """
                {"metadata": {"namespace": "a"}, "spec": {
                  "containers": [{"image": "shop/web:1"}], "initContainers": [{"image": "shop/init:1"}],
                  "ephemeralContainers": [{"image": "shop/debug:1"}],
                  "volumes": [{"name": "v", "image": {"reference": "shop/data:1"}}, {"name": "e", "emptyDir": {}}]},
                 "status": {"containerStatuses": [{"image": "docker.io/shop/web:1", "imageID": "sha256:abc"}]}},
                {"metadata": {"namespace": "b"}, "spec": {"containers": [{"image": "other:1"}]}}""");
        assertThat(needed().pods())
                .containsExactlyInAnyOrder(
                        "shop/web:1",
                        "shop/init:1",
                        "shop/debug:1",
                        "shop/data:1",
                        "docker.io/shop/web:1",
                        "sha256:abc",
                        "other:1");
    }

    @Test
    void templatesCountEvenIfNoPodOfThemRuns() {
        has("deployments", template("shop/web:1"));
        has("statefulsets", template("shop/db:1"));
        has("daemonsets", template("shop/agent:1"));
        has("jobs", template("shop/migrate:1"));
        has("cronjobs", "{\"spec\": {\"jobTemplate\": %s}}".formatted(template("shop/nightly:1")));
        assertThat(needed().templates())
                .containsExactlyInAnyOrder(
                        "shop/web:1", "shop/db:1", "shop/agent:1", "shop/migrate:1", "shop/nightly:1");
    }

    @Test
    void whatMayBeRolledBackToStays() {
        has("replicasets", template("shop/web:1"));
        has("controllerrevisions", "{\"data\": %s}".formatted(template("shop/db:1")));
        has("secrets", revision(1, """
                kind: Deployment
                spec: {template: {spec: {containers: [{name: web, image: "shop/web:0"}]}}}
                """));
        assertThat(needed().revisions()).containsExactlyInAnyOrder("shop/web:1", "shop/db:1", "shop/web:0");
    }

    @Test
    void containersOfTheHostNeedTheirImagesRunningOrStopped() {
        program.prints("container ls*", "c1\n")
                .prints(
                        "container inspect*",
                        "{\"image\":\"sha256:abc\",\"name\":\"/web\",\"reference\":\"shop/web:1\"}");
        assertThat(needed().containers()).containsExactlyInAnyOrder("sha256:abc", "shop/web:1");
        assertThat(program.calls().getFirst()).contains("--all");
    }

    @Test
    void currentImagesStay() {
        assertThat(needed().current()).containsExactly("shop/web:now");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pods",
                "secrets",
                "configmaps",
                "deployments",
                "statefulsets",
                "daemonsets",
                "jobs",
                "cronjobs",
                "replicasets",
                "controllerrevisions"
            })
    void whoMayNotSeeAllOfTheClusterGetsNoAnswer(String kind) {
        forbids(kind);
        assertThat(problem()).startsWith("Nothing is removed, because").contains(kind + " is forbidden");
    }

    @Test
    void damagedReleaseRecordMeansNoAnswer() {
        has("secrets", revision(1, "kind: ConfigMap") + "," + record(2, "bm90IGEgcmVsZWFzZQ=="));
        assertThat(problem()).contains("secret/sh.helm.release.v1.todo.v2 in namespace todo cannot be read");
    }

    @Test
    void releasesThatHelmKeepsElsewhereMeanNoAnswer() {
        has("configmaps", "{\"metadata\": {\"name\": \"todo.v1\"}}");
        assertThat(problem()).contains("configmap/todo.v1");
        assertThat(server.requests()).contains("GET /api/v1/configmaps?labelSelector=owner%3Dhelm&limit=500");
    }

    @Test
    void dockerThatDoesNotAnswerMeansNoAnswer() {
        program.fails("container ls*", 1, "Cannot connect to the Docker daemon at unix:///var/run/docker.sock.");
        assertThat(problem()).contains("Cannot connect to the Docker daemon");
    }

    @Test
    void interruptStopsTheLook() {
        Thread.currentThread().interrupt();
        Outcome<NeededImages> outcome = find();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome).isInstanceOf(Outcome.Stopped.class);
    }

    private Outcome<NeededImages> find() {
        return new ImageUses(docker(), cluster, new Releases(cluster, new PatternRedactor()))
                .find(Set.of("shop/web:now"));
    }

    private NeededImages needed() {
        return ((Outcome.Got<NeededImages>) find()).value();
    }

    private String problem() {
        return ((Outcome.Failed<NeededImages>) find()).problem().what();
    }

    private static String template(String image) {
        return "{\"spec\": {\"template\": {\"spec\": {\"containers\": [{\"name\": \"c\", \"image\": \"%s\"}]}}}}"
                .formatted(image);
    }
}
