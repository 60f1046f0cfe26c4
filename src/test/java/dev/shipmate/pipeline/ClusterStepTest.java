package dev.shipmate.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterOptions;
import dev.shipmate.fake.FakeApiServer;
import dev.shipmate.fake.StandIn;
import dev.shipmate.image.Programs;
import dev.shipmate.process.ProgramRunner;
import dev.shipmate.project.ExposeSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A cluster that answers, or not yet, and a stand-in for minikube that writes the new address as minikube does.
@Timeout(60)
class ClusterStepTest {
    /// A port of this machine at which nobody answers.
    private static final String NOWHERE = "http://127.0.0.1:1";

    @TempDir
    private Path folder;

    private final FakeApiServer server = new FakeApiServer().with("/version", 200, "{\"gitVersion\": \"v1.34.4\"}");
    private final HeardProgress heard = new HeardProgress();
    private StandIn minikube;

    @BeforeEach
    void standIn() {
        minikube = new StandIn(folder, "minikube");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void clusterThatAnswersIsUsedAsItIs() throws IOException {
        try (Cluster cluster = open("minikube", server.url())) {
            assertThat(step(cluster).run(heard))
                    .isEqualTo(new StepOutcome.Done(
                            "the cluster of context 'minikube' at %s, Kubernetes v1.34.4".formatted(server.url())));
            assertThat(minikube.calls()).isEmpty();
        }
    }

    @Test
    void stoppedMinikubeIsStartedAndItsNewAddressUsed() throws IOException {
        status(7, 405);
        starts("");
        try (Cluster cluster = open("minikube", NOWHERE)) {
            assertThat(step(cluster).run(heard))
                    .isEqualTo(new StepOutcome.Done(
                            "the cluster of context 'minikube' at %s, Kubernetes v1.34.4".formatted(server.url()),
                            "minikube profile 'minikube' was started"));
            assertThat(minikube.calls()).last().isEqualTo("start --profile minikube --output json");
        }
    }

    @Test
    void newProfileGetsThePortsOfTheProject() throws IOException {
        minikube.ends("status*", 85, "* Profile \"minikube\" not found.\n", "");
        starts("");
        try (Cluster cluster = open("minikube", NOWHERE)) {
            assertThat(step(cluster).plan()).endsWith("--output json --ports=127.0.0.1:3000:30080");
            assertThat(step(cluster).run(heard))
                    .isInstanceOfSatisfying(
                            StepOutcome.Done.class,
                            done -> assertThat(done.facts())
                                    .contains(
                                            "minikube profile 'minikube' was started, with port 3000 of this machine led to node"
                                                    + " port 30080"));
            assertThat(minikube.calls())
                    .last()
                    .isEqualTo("start --profile minikube --output json --ports=127.0.0.1:3000:30080");
        }
    }

    @Test
    void whatMinikubeTellsIsToldOn() throws IOException {
        status(7, 405);
        starts(event("step", "\"name\":\"Pulling Base Image\",\"currentstep\":\"5\",\"totalsteps\":\"19\"")
                + event("download.progress", "\"artifact\":\"preload.tar.lz4\",\"progress\":\"0.25\"")
                + event("warning", "\"message\":\"slow disk\""));
        try (Cluster cluster = open("minikube", NOWHERE)) {
            step(cluster).run(heard);
            assertThat(heard.doing())
                    .containsSubsequence(
                            "starting minikube profile 'minikube'",
                            "Pulling Base Image",
                            "downloading preload.tar.lz4, 25 %");
            assertThat(heard.output()).containsExactly("warning: slow disk");
        }
    }

    @Test
    void failureHasMinikubesIdAndAdvice() throws IOException {
        status(7, 405);
        minikube.ends(
                "start*",
                23,
                event(
                        "error",
                        "\"name\":\"RSRC_INSUFFICIENT_CONTAINER_MEMORY\",\"message\":\"Docker has 1971MB\","
                                + "\"exitcode\":\"23\",\"advice\":\"\""),
                "");
        try (Cluster cluster = open("minikube", NOWHERE)) {
            assertThat(step(cluster).run(heard))
                    .isEqualTo(new StepOutcome.Failed(
                            "minikube did not start (RSRC_INSUFFICIENT_CONTAINER_MEMORY): Docker has 1971MB",
                            "Ask for less memory, or give Docker more in its settings.",
                            List.of("minikube ended with exit code 23")));
        }
    }

    @Test
    void runningAndPausedProfilesAreNotStartedOverAndHaveTheirAdvice() throws IOException {
        try (Cluster cluster = open("minikube", NOWHERE)) {
            status(0, 200);
            assertThat(suggestion(step(cluster).run(heard))).contains("minikube update-context");
            status(4, 418);
            assertThat(suggestion(step(cluster).run(heard))).contains("minikube unpause");
            assertThat(minikube.calls()).noneMatch(call -> call.startsWith("start"));
        }
    }

    @Test
    void clusterThatIsYetToBeMadeIsStartedUnderItsName() throws IOException {
        minikube.ends("status*", 85, "* Profile \"minikube\" not found.\n", "");
        minikube.ends("start*", 59, event("error", "\"name\":\"DRV_NOT_FOUND\",\"message\":\"no driver\""), "");
        try (Cluster cluster = Cluster.openOrExpect(new ClusterOptions("", "", "", ""), "minikube")) {
            assertThat(step(cluster).plan()).contains("start --profile minikube");
            assertThat(step(cluster).run(heard))
                    .isInstanceOfSatisfying(
                            StepOutcome.Failed.class,
                            failed -> assertThat(failed.cause()).contains("DRV_NOT_FOUND"));
        }
    }

    @Test
    void otherKindsAreTheirOwnProgramsToStart() throws IOException {
        Map<String, String> advice = Map.of(
                "kind-shop", "docker start shop-control-plane",
                "k3d-shop", "k3d cluster start shop",
                "docker-desktop", "Start docker-desktop",
                "elsewhere", "--context");
        minikube.prints("profile list*", "{\"valid\":[]}");
        for (var one : advice.entrySet()) {
            try (Cluster cluster = open(one.getKey(), NOWHERE)) {
                assertThat(suggestion(step(cluster).run(heard))).contains(one.getValue());
            }
        }
    }

    @Test
    void machineWithoutMinikubeSaysSo() throws IOException {
        try (Cluster cluster = open("minikube", NOWHERE)) {
            var programs = new Programs("docker", "ctr", "no-minikube-here", "kind", "k3d");
            var step = new ClusterStep(cluster, new ProgramRunner(), programs, ports(), Map.of());
            assertThat(suggestion(step.run(heard))).contains("Install no-minikube-here");
        }
    }

    @Test
    void interruptSaysWhatMinikubeLeaves() throws Exception {
        status(7, 405);
        minikube.does(
                "start*",
                "echo '%s'; exec sleep 60"
                        .formatted(event("info", "\"message\":\"begun\"").strip()));
        var begun = new CountDownLatch(1);
        try (Cluster cluster = open("minikube", NOWHERE)) {
            var outcome = new CompletableFuture<StepOutcome>();
            Thread thread = Thread.ofVirtual()
                    .start(() -> outcome.complete(step(cluster).run(new StepProgress() {
                        @Override
                        public void doing(String what) {}

                        @Override
                        public void output(String line) {
                            begun.countDown();
                        }
                    })));
            begun.await();
            thread.interrupt();
            assertThat(outcome.get())
                    .isEqualTo(new StepOutcome.Cancelled(
                            "minikube profile 'minikube' is started in part; the next start goes on from there."));
        }
    }

    private ClusterStep step(Cluster cluster) {
        var programs = new Programs("docker", "ctr", minikube.path(), "kind", "k3d");
        return new ClusterStep(cluster, new ProgramRunner(), programs, ports(), Map.of());
    }

    private static PortMappings ports() {
        return PortMappings.of(
                List.of(new ExposeSpec("todo-frontend", 3000, URI.create("http://localhost:3000"))),
                Map.of("frontend.service.nodePort", "30080"));
    }

    private Cluster open(String context, String address) throws IOException {
        return Cluster.open(new ClusterOptions(write(context, address).toString(), context, "todo", ""));
    }

    private Path write(String context, String address) throws IOException {
        return Files.writeString(folder.resolve("config"), kubeconfig(context, address));
    }

    private static String kubeconfig(String context, String address) {
        return """
                clusters: [{name: %1$s, cluster: {server: "%2$s"}}]
                contexts: [{name: %1$s, context: {cluster: %1$s}}]
                """.formatted(context, address);
    }

    private void status(int exitCode, int code) {
        minikube.ends("status*", exitCode, "{\"Name\":\"minikube\",\"StatusCode\":%d}".formatted(code), "");
    }

    private void starts(String events) {
        minikube.does(
                "start*",
                "cat <<'END'\n%sEND\ncat >'%s' <<'END'\n%sEND\nexit 0"
                        .formatted(events, folder.resolve("config"), kubeconfig("minikube", server.url())));
    }

    private static String suggestion(StepOutcome outcome) {
        return ((StepOutcome.Failed) outcome).suggestion();
    }

    private static String event(String type, String data) {
        return "{\"specversion\":\"1.0\",\"type\":\"io.k8s.sigs.minikube.%s\",\"data\":{%s}}\n".formatted(type, data);
    }
}
