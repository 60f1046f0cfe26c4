package dev.shipmate.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.process.ProgramRunner;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Clusters into which nothing is loaded.
class OtherClustersTest extends NodeFixture {
    @Test
    void clusterOnTheHostsDockerNeedsNothing() {
        assertThat(of(new LocalCluster.HostDocker("docker-desktop")).load(REFERENCE))
                .isEqualTo(new LoadOutcome.NotNeeded("docker-desktop"));
        assertThat(of(new LocalCluster.HostDocker("docker-desktop")).list()).isEqualTo(new Outcome.Got<>(List.of()));
    }

    @Test
    void clusterElsewhereIsRefusedWithItsReason() {
        assertThat(of(new LocalCluster.NotLocal("it is far away")).load(REFERENCE))
                .isInstanceOfSatisfying(
                        LoadOutcome.LoadFailed.class,
                        failed -> assertThat(failed.problem().what()).contains("it is far away"));
    }

    private NodeImages of(LocalCluster cluster) {
        return new NodeImages(new ProgramRunner(), Programs.onPath(), host(), cluster);
    }
}
