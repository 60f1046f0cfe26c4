package dev.shipmate.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.StandIn;
import dev.shipmate.image.Docker;
import dev.shipmate.process.ProgramRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineChecksTest {
    private static final String VERSION = "{\"Client\":{\"Version\":\"29.0\"},\"Server\":{\"Version\":\"28.1\"}}";

    private final Path folder;
    private final StandIn docker;

    MachineChecksTest(@TempDir Path folder) {
        this.folder = folder;
        this.docker = new StandIn(folder, "docker").prints("version*", VERSION).prints("info*", "/docker-data");
    }

    @Test
    void aDockerThatWorksIsTold() {
        docker.prints("buildx version", "v0.30");

        assertThat(checks(0).docker()).containsExactly(new Remark.Fine("Docker 29.0 with BuildKit, daemon 28.1"));
    }

    @Test
    void withoutBuildKitNothingCanBeBuilt() {
        assertThat(checks(0).docker()).singleElement().isInstanceOf(Remark.Wrong.class);
    }

    @Test
    void aStoppedDaemonIsWrong() {
        docker.fails("version*", 1, "Cannot connect to the Docker daemon at unix:///var/run/docker.sock.");

        assertThat(checks(0).docker())
                .singleElement()
                .isInstanceOfSatisfying(
                        Remark.Wrong.class,
                        wrong -> assertThat(wrong.what()).contains("Cannot connect to the Docker daemon"));
    }

    @Test
    void lessThanAGigabyteIsWrong() {
        assertThat(checks(900_000_000).disk(folder))
                .first()
                .isInstanceOfSatisfying(
                        Remark.Wrong.class,
                        wrong -> assertThat(wrong.what())
                                .isEqualTo("Only 0.9 GB are free where Docker keeps its data, at /docker-data."));
    }

    @Test
    void lessThanFiveGigabytesIsWorthANote() {
        assertThat(checks(4_000_000_000L).disk(folder))
                .allSatisfy(remark -> assertThat(remark).isInstanceOf(Remark.Note.class));
    }

    @Test
    void aDiskThatCannotBeSeenSaysNothing() {
        assertThat(new MachineChecks(program(), _ -> OptionalLong.empty()).disk(folder))
                .isEmpty();
    }

    private MachineChecks checks(long freeBytes) {
        return new MachineChecks(program(), _ -> OptionalLong.of(freeBytes));
    }

    private Docker program() {
        return new Docker(new ProgramRunner(), docker.path(), Duration.ofSeconds(10));
    }
}
