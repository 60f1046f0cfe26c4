package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Condition;
import dev.shipmate.cluster.ContainerState;
import dev.shipmate.cluster.ContainerView;
import java.time.Duration;
import java.time.Instant;

/// Programs that are started together with what they depend on: until that is ready, they may fail and be tried again.
final class Beginnings {
    /// So long after a program was started its failures may be those of a beginning.
    private static final Duration BEGINNING = Duration.ofMinutes(2);
    private static final Duration STARTING = Duration.ofSeconds(60);

    private final Scene scene;

    Beginnings(Scene scene) {
        this.scene = scene;
    }

    /// Whether what a program could not reach still starts, or has become ready since.
    boolean explain(LogEnd log, ServiceFacts service) {
        boolean young = log.suspect().pod().created().plus(BEGINNING).isAfter(scene.at());
        return young && (isStarting(service) || isReadySince(service, ended(log.container())));
    }

    private boolean isStarting(ServiceFacts service) {
        return scene.suspects().stream()
                .filter(suspect -> suspect.pod().namespace().equals(service.namespace())
                        && service.owners().contains(suspect.object()))
                .anyMatch(suspect -> suspect.pod().restarts() == 0
                        && suspect.pod().created().plus(STARTING).isAfter(scene.at()));
    }

    private boolean isReadySince(ServiceFacts service, Instant failed) {
        return scene.healthy().stream()
                .filter(pods -> pods.namespace().equals(service.namespace())
                        && service.owners().contains(pods.object()))
                .flatMap(pods -> pods.oldest().pod().conditions().stream())
                .filter(condition -> condition.type().equals("Ready"))
                .map(Condition::since)
                .anyMatch(ready -> !ready.isBefore(failed));
    }

    private static Instant ended(ContainerView container) {
        if (container.state() instanceof ContainerState.Terminated now) {
            return now.finished();
        }
        return container.last() instanceof ContainerState.Terminated last ? last.finished() : Instant.MAX;
    }
}
