package dev.shipmate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// How the shop came about, and what happens to it after a change. Time is played, not waited for.
class ControllersTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final Store store = new Store();
    private final Controllers controllers =
            new Controllers(store, ImageCatalog.load("unused"), Clock.fixed(NOW, ZoneOffset.UTC));

    @BeforeEach
    void open() {
        new Shop(store, controllers, new FakeSecrets()).open(NOW);
    }

    @Nested
    class TheShop {
        @Test
        void hasEachOfTheFailures() {
            assertThat(summary("backend").status()).isEqualTo("CrashLoopBackOff");
            assertThat(summary("backend").restarts()).isEqualTo(7);
            assertThat(summary("worker").status()).isEqualTo("CrashLoopBackOff");
            assertThat(pod("worker").text("/status/containerStatuses/0/lastState/terminated/reason"))
                    .isEqualTo("OOMKilled");
            assertThat(summary("mailer").status()).isEqualTo("ImagePullBackOff");
            assertThat(summary("reports").status()).isEqualTo("Pending");
            assertThat(Conditions.find(pod("reports"), "PodScheduled")
                            .orElseThrow()
                            .path("message")
                            .asString())
                    .startsWith("0/1 nodes are available: 1 Insufficient memory.");
        }

        @Test
        void hasHealthyWorkloads() {
            assertThat(pods("frontend")).hasSize(2).allMatch(Pods::ready);
            assertThat(pods("redis")).hasSize(1).allMatch(Pods::ready);
            assertThat(pods("mcp-server")).hasSize(1).allMatch(Pods::ready);
        }

        @Test
        void tellsEachFailureByAnEvent() {
            assertThat(warnings("backend")).contains("BackOff");
            assertThat(warnings("worker")).contains("BackOff");
            assertThat(warnings("mailer")).contains("Failed");
            assertThat(warnings("reports")).contains("FailedScheduling");
            assertThat(warnings("frontend")).isEmpty();
        }

        @Test
        void hasNoEventOlderThanAnHour() {
            assertThat(store.list(ResourceTypes.EVENT, ""))
                    .isNotEmpty()
                    .allMatch(event ->
                            !Instant.parse(event.text("/lastTimestamp")).isBefore(NOW.minus(Recorder.KEPT)));
        }

        @Test
        void isNamedAlikeEachTime() {
            var another = new Store();
            var others = new Controllers(another, ImageCatalog.load("unused"), Clock.fixed(NOW, ZoneOffset.UTC));
            new Shop(another, others, new FakeSecrets()).open(NOW);
            assertThat(another.list(ResourceTypes.POD, "").stream().map(Resource::name))
                    .isEqualTo(store.list(ResourceTypes.POD, "").stream()
                            .map(Resource::name)
                            .toList());
        }
    }

    @Nested
    class AfterAChange {
        @Test
        void anUnknownImageCannotBePulledAndTheOldPodsStay() {
            setImage("frontend", "todo-frontend:9.9.9");
            play(5);
            assertThat(pods("frontend")).hasSize(3);
            assertThat(pods("frontend").stream().filter(Pods::ready)).hasSize(2);
            Resource frontend = deployment("frontend");
            assertThat(frontend.number("/status/updatedReplicas", 0)).isEqualTo(1);
            assertThat(frontend.number("/status/unavailableReplicas", 0)).isZero();
            assertThat(Conditions.isTrue(frontend, "Available")).isTrue();
        }

        @Test
        void aRolloutWithoutProgressIsGivenUp() {
            setImage("frontend", "todo-frontend:9.9.9");
            play(700);
            var progressing =
                    Conditions.find(deployment("frontend"), "Progressing").orElseThrow();
            assertThat(progressing.path("reason").asString()).isEqualTo("ProgressDeadlineExceeded");
        }

        @Test
        void theTemplateOfBeforeHealsAndTakesItsReplicaSetBack() {
            setImage("backend", "todo-backend:1.8.0");
            play(5);
            assertThat(pods("backend")).hasSize(1).allMatch(Pods::ready);
            assertThat(deployment("backend")
                            .at("/metadata/annotations")
                            .path(DeploymentController.REVISION)
                            .asString())
                    .isEqualTo("3");
            assertThat(store.list(ResourceTypes.REPLICA_SET, "todo").stream()
                            .filter(set -> set.name().startsWith("backend-")))
                    .hasSize(2);
        }

        @Test
        void moreMemoryHealsTheWorker() {
            ObjectNode worker = deployment("worker").copy();
            ((ObjectNode) worker.at("/spec/template/spec/containers/0/resources/limits")).put("memory", "256Mi");
            store.put(ResourceTypes.DEPLOYMENT, worker);
            play(5);
            assertThat(pods("worker")).hasSize(1).allMatch(Pods::ready);
        }

        @Test
        void aReplicaSetKeepsItsNumber() {
            replicas("frontend", 4);
            play(5);
            assertThat(pods("frontend")).hasSize(4).allMatch(Pods::ready);
            replicas("frontend", 1);
            play(5);
            assertThat(pods("frontend")).hasSize(1);
            assertThat(deployment("frontend").number("/status/readyReplicas", 0))
                    .isEqualTo(1);
        }

        @Test
        void aDeploymentTakesItsPodsAlong() {
            store.remove(deployment("frontend").key());
            play(5);
            assertThat(pods("frontend")).isEmpty();
            assertThat(store.list(ResourceTypes.REPLICA_SET, "todo").stream()
                            .filter(set -> set.name().startsWith("frontend-")))
                    .isEmpty();
        }

        @Test
        void aStatefulSetRollsItsPods() {
            ObjectNode redis = store.find(ResourceTypes.STATEFUL_SET, "todo", "redis")
                    .orElseThrow()
                    .copy();
            redis.withObject("/spec/template/metadata/annotations").put("restarted", "now");
            redis.withObject("/metadata").put("generation", 2);
            String before = pod("redis").uid();
            store.put(ResourceTypes.STATEFUL_SET, redis);
            play(5);
            assertThat(pods("redis"))
                    .hasSize(1)
                    .allMatch(Pods::ready)
                    .noneMatch(pod -> pod.uid().equals(before));
            assertThat(store.list(ResourceTypes.CONTROLLER_REVISION, "todo")).hasSize(2);
        }

        @Test
        void aNamespaceIsEmptiedAndGone() {
            Deletion.PLAIN.apply(
                    store, store.find(ResourceTypes.NAMESPACE, "", "todo").orElseThrow(), NOW);
            play(5);
            assertThat(store.find(ResourceTypes.NAMESPACE, "", "todo")).isEmpty();
            assertThat(store.all()).noneMatch(object -> object.namespace().equals("todo"));
        }

        private void setImage(String name, String image) {
            ObjectNode changed = deployment(name).copy();
            ((ObjectNode) changed.at("/spec/template/spec/containers/0")).put("image", image);
            store.put(ResourceTypes.DEPLOYMENT, changed);
        }

        private void replicas(String name, int replicas) {
            ObjectNode changed = deployment(name).copy();
            changed.withObject("/spec").put("replicas", replicas);
            store.put(ResourceTypes.DEPLOYMENT, changed);
        }
    }

    private Instant played = NOW;

    private void play(int seconds) {
        Instant until = played.plusSeconds(seconds);
        controllers.play(played, until);
        controllers.settle(until);
        played = until;
    }

    private Resource deployment(String name) {
        return store.find(ResourceTypes.DEPLOYMENT, "todo", name).orElseThrow();
    }

    private List<Resource> pods(String app) {
        return store.list(ResourceTypes.POD, "todo").stream()
                .filter(pod -> app.equals(pod.labels().get("app.kubernetes.io/name")))
                .toList();
    }

    private Resource pod(String app) {
        return pods(app).getFirst();
    }

    private PodSummary summary(String app) {
        return PodSummary.of(pod(app));
    }

    private List<String> warnings(String app) {
        return store.list(ResourceTypes.EVENT, "todo").stream()
                .filter(event -> event.text("/type").equals("Warning"))
                .filter(event -> event.text("/involvedObject/name").startsWith(app))
                .map(event -> event.text("/reason"))
                .toList();
    }
}
