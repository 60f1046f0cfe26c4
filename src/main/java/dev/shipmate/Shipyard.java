package dev.shipmate;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterOptions;
import dev.shipmate.cluster.RolloutPace;
import dev.shipmate.helm.HelmChoice;
import dev.shipmate.image.Docker;
import dev.shipmate.image.LocalClusters;
import dev.shipmate.image.NodeImages;
import dev.shipmate.image.Outcome;
import dev.shipmate.image.Programs;
import dev.shipmate.pipeline.Doors;
import dev.shipmate.pipeline.Equipment;
import dev.shipmate.pipeline.LiveShipping;
import dev.shipmate.pipeline.Shipment;
import dev.shipmate.pipeline.Shipping;
import dev.shipmate.process.ProgramRunner;
import dev.shipmate.redaction.Redactor;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Fits out runs of the pipeline with the programs of this machine.
final class Shipyard {
    private static final Duration BUILD_LIMIT = Duration.ofHours(1);

    private final Map<String, String> environment;
    private final Folders folders;
    private final Redactor redactor;
    private final ProgramRunner runner = new ProgramRunner();
    private final Programs programs = Programs.onPath();
    private final Docker docker = new Docker(runner, programs.docker(), BUILD_LIMIT);

    Shipyard(Map<String, String> environment, Folders folders, Redactor redactor) {
        this.environment = environment;
        this.folders = folders;
        this.redactor = redactor;
    }

    /// Nothing is asked of a cluster or a program before it is needed.
    ///
    /// @param options how the cluster of the shipment was opened
    Shipping shipping(Shipment shipment, ClusterOptions options, Doors doors) {
        Cluster cluster = shipment.cluster();
        var equipment = new Equipment(
                docker,
                once(() -> nodes(cluster)),
                helm(cluster, options),
                runner,
                environment,
                folders.state(),
                redactor,
                Clock.systemUTC(),
                RolloutPace.ofDeploys());
        return new LiveShipping(shipment, equipment, doors);
    }

    /// The Helm for a cluster, chosen at first use.
    ///
    /// @param options how the cluster was opened
    Supplier<HelmChoice> helm(Cluster cluster, ClusterOptions options) {
        return once(() -> HelmChoice.make(
                runner, options, cluster, redactor, folders.state().resolve("helm")));
    }

    private NodeImages nodes(Cluster cluster) {
        var clusters = new LocalClusters(runner, programs);
        String containerd = LocalClusters.socket(environment);
        return new NodeImages(runner, programs, docker, clusters.recognise(cluster.entry(), containerd));
    }

    Outcome<Long> pruneBuildCache(Duration age) {
        return docker.pruneBuildCache(age);
    }

    private static <T> Supplier<T> once(Supplier<T> made) {
        return new Once<>(made);
    }

    /// A value that is made at first use.
    private static final class Once<T> implements Supplier<T> {
        private final Supplier<T> made;
        private Optional<T> value = Optional.empty();

        private Once(Supplier<T> made) {
            this.made = made;
        }

        @Override
        public synchronized T get() {
            T known = value.orElseGet(made);
            value = Optional.of(known);
            return known;
        }
    }
}
