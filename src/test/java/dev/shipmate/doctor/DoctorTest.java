package dev.shipmate.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.shipmate.cluster.ClusterException;
import dev.shipmate.cluster.ClusterTarget;
import dev.shipmate.doctor.Check.State;
import dev.shipmate.fake.OllamaStub;
import dev.shipmate.model.ModelCheckup;
import dev.shipmate.model.ModelSettings;
import dev.shipmate.process.ProgramRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class DoctorTest {
    @TempDir
    private Path cache;

    @Test
    void groupThatDoesNotEndIsReportedAndTheOthersAreKept() {
        var forever = new CountDownLatch(1);
        var stuck = new CheckGroup() {
            @Override
            public String name() {
                return "stuck";
            }

            @Override
            public Duration limit() {
                return Duration.ofMillis(50);
            }

            @Override
            public List<Check> run() {
                try {
                    forever.await();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
                return List.of();
            }
        };
        var doctor = new Doctor(List.of(stuck, new MachineChecks(25, Map.of("TERM", "xterm"))));
        assertThat(doctor.run())
                .extracting(Check::name, Check::state)
                .containsExactly(tuple("stuck", State.ERROR), tuple("java", State.OK), tuple("terminal", State.OK));
    }

    @Nested
    class OfTheCluster {
        @Test
        void versionContextAndNamespaceAreTold() {
            assertThat(new ClusterChecks(new Access(Set.of())).run())
                    .containsExactly(
                            Check.ok("cluster", "v1.34.4 at https://10.0.0.1, context lab, namespace todo"),
                            Check.ok("permissions", "you may look at and change things in todo"));
        }

        @Test
        void missingRightToChangeIsAWarning() {
            assertThat(new ClusterChecks(new Access(Set.of("patch deployments"))).run())
                    .contains(Check.warning(
                            "permissions",
                            "in todo you may look, but not patch deployments",
                            "kubectl auth can-i --list --namespace todo"));
        }

        @Test
        void missingRightToLookIsAnError() {
            assertThat(new ClusterChecks(new Access(Set.of("list pods")))
                            .run()
                            .getLast()
                            .state())
                    .isEqualTo(State.ERROR);
        }

        @Test
        void silenceIsAnErrorWithACommand() {
            assertThat(new ClusterChecks(new Access(Set.of("version"))).run())
                    .containsExactly(Check.error("cluster", "Cannot reach it.", "minikube start"));
        }
    }

    @Nested
    class OfTheModel {
        @Test
        void serverModelProtocolWindowAndSpeedAreTold() {
            try (var ollama = new OllamaStub()) {
                ollama.on("qwen3:0.6b").decides("list_pods", "namespace", "default");
                assertThat(new ModelChecks(checkup(ollama.url(), "qwen3:0.6b"), true).run())
                        .containsExactly(
                                Check.ok("model server", "0.17.4 at " + ollama.url()),
                                Check.ok("model", "qwen3:0.6b 600M Q4_K_M"),
                                Check.ok("protocol", "schema: with 600M parameters it chooses better within a grammar"),
                                Check.ok("context window", "8192 tokens"),
                                Check.ok("speed", "reads 250 and writes 80 tokens a second"));
            }
        }

        @Test
        void modelThatMakesNoCallByToolsIsAskedMoreSimply() {
            try (var ollama = new OllamaStub()) {
                ollama.on("big:8b")
                        .sized("8B")
                        .renders("heliotrope Counts marked periwinkles. chrysanthemum")
                        .says("There may be some.")
                        .decides("list_pods", "namespace", "default");
                assertThat(checkup(ollama.url(), "big:8b").protocol().protocol().word())
                        .isEqualTo("schema");
            }
        }

        @Test
        void absentServerIsAWarningUnlessAModelWasNamed() {
            assertThat(new ModelChecks(checkup("127.0.0.1:1", ""), false).run())
                    .extracting(Check::state, Check::remedy)
                    .containsExactly(tuple(State.WARNING, "ollama serve"));
            assertThat(new ModelChecks(checkup("127.0.0.1:1", "x"), true).run())
                    .extracting(Check::state)
                    .containsExactly(State.ERROR);
        }

        private ModelCheckup checkup(String url, String model) {
            return new ModelCheckup(ModelSettings.defaults(cache).withUrl(url).withModel(model));
        }
    }

    @Nested
    class OfThisMachine {
        @Test
        void programThatWorksShowsItsFirstLine() {
            assertThat(program("echo", "helm v3").run()).containsExactly(Check.ok("tool", "helm v3"));
        }

        @Test
        void programThatIsNotThereIsAWarningWithItsPurpose() {
            assertThat(program("no-such-program-anywhere").run())
                    .containsExactly(Check.warning("tool", "not installed; needed to test", "install it"));
        }

        @Test
        void oldJavaIsAnError() {
            assertThat(new MachineChecks(21, Map.of()).run().getFirst().state()).isEqualTo(State.ERROR);
        }

        @Test
        void dumbTerminalIsAWarning() {
            assertThat(new MachineChecks(25, Map.of("TERM", "dumb"))
                            .run()
                            .getLast()
                            .state())
                    .isEqualTo(State.WARNING);
        }

        private static ProgramCheck program(String... command) {
            return new ProgramCheck(new ProgramRunner(), "tool", "to test", "install it", List.of(command));
        }
    }

    /// A cluster in which everything is allowed but these; `version` means that it does not answer.
    private record Access(Set<String> denied) implements ClusterAccess {
        @Override
        public ClusterTarget target() {
            return new ClusterTarget("lab", "todo", "https://10.0.0.1", true);
        }

        @Override
        public String version() {
            if (denied.contains("version")) {
                throw new ClusterException(ClusterException.Code.UNREACHABLE, "Cannot reach it.");
            }
            return "v1.34.4";
        }

        @Override
        public boolean can(String verb, String group, String resource) {
            return !denied.contains(verb + " " + resource);
        }
    }
}
