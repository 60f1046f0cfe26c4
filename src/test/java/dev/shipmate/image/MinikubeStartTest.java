package dev.shipmate.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.StandIn;
import dev.shipmate.process.ProgramRunner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What minikube prints with `--output json`: a CloudEvent a line, all of whose data are texts.
@Timeout(30)
class MinikubeStartTest {
    private static final StartRequest REQUEST = new StartRequest(
            "shop", "docker", 4, 8192, List.of(new StartRequest.PortMapping(3000, 30080)), "3000-32767");

    @TempDir
    Path folder;

    private final List<StartEvent> events = new ArrayList<>();
    private StandIn program;
    private MinikubeStart start;

    @BeforeEach
    void standIn() {
        program = new StandIn(folder, "minikube");
        start = new MinikubeStart(new ProgramRunner(), new Programs("docker", "ctr", program.path(), "kind", "k3d"));
    }

    @Test
    void portsAndTheRangeOfNodePortsAreInTheCommand() {
        program.prints("start*", "");
        assertThat(start.start(REQUEST, events::add)).isEqualTo(new StartOutcome.Started("shop"));
        assertThat(program.calls())
                .containsExactly("start --profile shop --output json --driver=docker --cpus=4 --memory=8192mb"
                        + " --ports=127.0.0.1:3000:30080"
                        + " --extra-config=apiserver.service-node-port-range=3000-32767");
    }

    @Test
    void whatIsNotSaidIsLeftToMinikube() {
        var plain = new StartRequest("shop", "", 0, 0, List.of(), "");
        assertThat(start.command(plain))
                .containsExactly(program.path(), "start", "--profile", "shop", "--output", "json");
    }

    @Test
    void eventsAreToldAsTheyCome() {
        program.prints(
                "start*",
                event(
                                "step",
                                "\"currentstep\":\"3\",\"message\":\"Starting node\\n\",\"name\":\"Starting Node\","
                                        + "\"totalsteps\":\"19\"")
                        + event("download", "\"artifact\":\"preload.tar.lz4\"")
                        + event("download.progress", "\"artifact\":\"preload.tar.lz4\",\"progress\":\"0.25\"")
                        + event("info", "\"message\":\"Using image\"")
                        + event("warning", "\"message\":\"Slow disk\"")
                        + event("tomorrow", "\"message\":\"?\"")
                        + "no event at all\n");
        start.start(REQUEST, events::add);
        assertThat(events)
                .containsExactly(
                        new StartEvent.Step("Starting Node", "Starting node", 3, 19),
                        new StartEvent.Download("preload.tar.lz4", 0),
                        new StartEvent.Download("preload.tar.lz4", 0.25),
                        new StartEvent.Notice("Using image"),
                        new StartEvent.Warning("Slow disk"));
    }

    @Test
    void errorIsToldWithItsIdMessageAndAdvice() {
        program.ends(
                "start*",
                29,
                event(
                        "error",
                        "\"advice\":\"Give Docker more CPUs\",\"exitcode\":\"29\",\"message\":\"has 1 CPU\","
                                + "\"name\":\"RSRC_DOCKER_CORES\",\"url\":\"\",\"issues\":\"\""),
                "");
        assertThat(start.start(REQUEST, events::add))
                .isEqualTo(new StartOutcome.StartFailed(
                        "RSRC_DOCKER_CORES",
                        29,
                        StartOutcome.ExitClass.RESOURCE,
                        new Problem("minikube did not start (RSRC_DOCKER_CORES): has 1 CPU", "Give Docker more CPUs")));
    }

    @Test
    void errorWithoutAdviceGetsOurs() {
        program.ends(
                "start*",
                50,
                event(
                        "error",
                        "\"advice\":\"\",\"exitcode\":\"50\",\"message\":\"no driver\",\"name\":\"DRV_NOT_FOUND\""),
                "");
        assertThat(start.start(REQUEST, events::add))
                .isInstanceOfSatisfying(
                        StartOutcome.StartFailed.class,
                        failed -> assertThat(failed.problem().suggestion()).contains("another driver"));
    }

    @Test
    void failureWithoutAnEventIsToldInItsOwnWords() {
        program.fails("start*", 64, "X unknown flag: --ports");
        assertThat(start.start(REQUEST, events::add)).isInstanceOfSatisfying(StartOutcome.StartFailed.class, failed -> {
            assertThat(failed.problem().what()).contains("unknown flag");
            assertThat(failed.exitClass()).isEqualTo(StartOutcome.ExitClass.PROVIDER);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "14, PROGRAM",
        "29, RESOURCE",
        "37, HOST",
        "40, INTERNET",
        "59, DRIVER",
        "69, PROVIDER",
        "70, LOCAL_NETWORK",
        "80, GUEST",
        "90, RUNTIME",
        "109, CONTROL_PLANE",
        "115, SERVICE",
        "1, OTHER",
        "130, OTHER"
    })
    void tensOfTheExitCodeAreItsClass(int exitCode, StartOutcome.ExitClass exitClass) {
        assertThat(StartOutcome.ExitClass.of(exitCode)).isEqualTo(exitClass);
    }

    @Test
    void interruptEndsTheStart() throws Exception {
        program.does(
                "start*",
                "echo '%s'; exec sleep 60"
                        .formatted(event("info", "\"message\":\"x\"").strip()));
        var begun = new CountDownLatch(1);
        var outcome = new CompletableFuture<StartOutcome>();
        Thread thread = Thread.ofVirtual().start(() -> outcome.complete(start.start(REQUEST, _ -> begun.countDown())));
        begun.await();
        thread.interrupt();
        assertThat(outcome.get()).isEqualTo(new StartOutcome.Stopped("shop"));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 200, RUNNING",
        "0, 204, RUNNING",
        "7, 405, STOPPED",
        "2, 418, PAUSED",
        "0, 100, STARTING",
        "1, 500, BROKEN",
        "1, 507, NO_DISK_SPACE",
        "7, 520, BROKEN",
        "7, 80, BROKEN"
    })
    void statusComesWithAnyExitCode(int exitCode, int code, MinikubeStatus status) {
        program.ends(
                "status*", exitCode, "{\"Name\":\"shop\",\"StatusCode\":%d,\"StatusName\":\"x\"}".formatted(code), "");
        assertThat(start.status("shop")).isEqualTo(new Outcome.Got<>(status));
        assertThat(program.calls()).containsExactly("status --profile shop --output json --layout cluster");
    }

    @Test
    void newsBeforeTheStatusArePassedOver() {
        program.ends(
                "status*",
                7,
                event("info", "\"message\":\"A new version is out\"") + "{\"Name\":\"shop\",\"StatusCode\":405}\n",
                "");
        assertThat(start.status("shop")).isEqualTo(new Outcome.Got<>(MinikubeStatus.STOPPED));
    }

    @Test
    void unknownProfileIsMissingWhetherSaidInTextOrInEvents() {
        for (String said : List.of(
                "* Profile \"shop\" not found. Run \"minikube profile list\"\n",
                event("info", "\"message\":\"Profile \\\"shop\\\" not found.\"")
                        + event("info", "\"message\":\"To start a cluster, run: \\\"minikube start -p shop\\\"\""))) {
            program.ends("status*", 85, said, "");
            assertThat(start.status("shop")).isEqualTo(new Outcome.Missing<>("shop"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RSRC_INSUFFICIENT_CORES, 29, RESOURCE, fewer CPUs",
        "RSRC_DOCKER_CORES, 29, RESOURCE, fewer CPUs",
        "RSRC_INSUFFICIENT_REQ_MEMORY, 23, RESOURCE, less memory",
        "RSRC_INSUFFICIENT_CONTAINER_MEMORY, 23, RESOURCE, less memory",
        "RSRC_DOCKER_MEMORY, 23, RESOURCE, less memory",
        "RSRC_INSUFFICIENT_STORAGE, 26, RESOURCE, Free disk space",
        "RSRC_DOCKER_STORAGE, 26, RESOURCE, Free disk space",
        "PROVIDER_DOCKER_NOT_RUNNING, 69, PROVIDER, Start Docker",
        "DRV_NOT_HEALTHY, 54, DRIVER, another driver",
        "GUEST_PROVISION_CONTAINER_EXITED, 80, GUEST, minikube logs",
        "GUEST_START, 80, GUEST, minikube delete",
        "HOST_KUBECONFIG_UPDATE, 38, HOST, writable",
        "HOST_HOME_PERMISSION, 37, HOST, writable",
        "K8S_OLD_UNSUPPORTED, 106, CONTROL_PLANE, minikube logs"
    })
    void usualFailuresHaveARemedyOfTheirOwn(
            String id, int exitCode, StartOutcome.ExitClass exitClass, String suggestion) {
        program.ends("start*", exitCode, event("error", "\"name\":\"%s\",\"message\":\"x\"".formatted(id)), "");
        assertThat(start.start(REQUEST, events::add)).isInstanceOfSatisfying(StartOutcome.StartFailed.class, failed -> {
            assertThat(failed.id()).isEqualTo(id);
            assertThat(failed.exitClass()).isEqualTo(exitClass);
            assertThat(failed.problem().suggestion()).contains(suggestion);
        });
    }

    @Test
    void machineWithoutMinikubeSaysSo() {
        var without = new MinikubeStart(new ProgramRunner(), new Programs("", "", "no-minikube-here", "", ""));
        assertThat(without.start(REQUEST, events::add)).isInstanceOf(StartOutcome.Unavailable.class);
    }

    private static String event(String type, String data) {
        return "{\"data\":{%s},\"datacontenttype\":\"application/json\",\"id\":\"1\",\"specversion\":\"1.0\","
                        .formatted(data)
                + "\"source\":\"https://minikube.sigs.k8s.io/\",\"type\":\"io.k8s.sigs.minikube.%s\"}\n"
                        .formatted(type);
    }
}
