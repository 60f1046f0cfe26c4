package dev.shipmate.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.helm.Manifest;
import dev.shipmate.helm.ManifestDiff;
import dev.shipmate.helm.ObjectChange;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LossesTest {
    @Test
    void whatHoldsDataAndWouldGoIsNamed() {
        assertThat(Losses.of(
                        removed("persistentvolumeclaim/data", "statefulset/db", "configmap/settings"), Manifest.of("")))
                .containsExactly(
                        "Loss: persistentvolumeclaim/data would be removed, with the data in it.",
                        "Loss: statefulset/db would be removed, and its data as far as its claims go with it.");
    }

    @Test
    void whatHelmKeepsIsNoLoss() {
        Manifest before = Manifest.of("""
                kind: PersistentVolumeClaim
                metadata: {name: data, annotations: {helm.sh/resource-policy: keep}}
                """);
        assertThat(Losses.of(removed("persistentvolumeclaim/data"), before)).isEmpty();
    }

    @Test
    void whatIsNewOrChangedIsNoLoss() {
        var diff = new ManifestDiff(List.of(
                new ObjectChange.Added("persistentvolumeclaim/data"),
                new ObjectChange.Changed("statefulset/db", List.of())));
        assertThat(Losses.of(diff, Manifest.of(""))).isEmpty();
    }

    private static ManifestDiff removed(String... objects) {
        return new ManifestDiff(
                Stream.of(objects).<ObjectChange>map(ObjectChange.Removed::new).toList());
    }
}
