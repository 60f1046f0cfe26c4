package dev.shipmate.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageReferenceTest {
    @ParameterizedTest
    @CsvSource({
        "busybox, docker.io/library/busybox:latest, busybox:latest",
        "busybox:1.36, docker.io/library/busybox:1.36, busybox:1.36",
        "shop/web:1, docker.io/shop/web:1, shop/web:1",
        "docker.io/library/busybox:1, docker.io/library/busybox:1, busybox:1",
        "index.docker.io/shop/web:1, docker.io/shop/web:1, shop/web:1",
        "localhost/web:1, localhost/web:1, localhost/web:1",
        "localhost:5000/web, localhost:5000/web:latest, localhost:5000/web:latest",
        "registry.example/a/b/c:2, registry.example/a/b/c:2, registry.example/a/b/c:2",
        "busybox@sha256:ab, docker.io/library/busybox@sha256:ab, busybox@sha256:ab",
        "busybox:1@sha256:ab, docker.io/library/busybox:1@sha256:ab, busybox:1@sha256:ab",
    })
    void shortNameIsFilledInAsDockerDoes(String text, String full, String familiar) {
        assertThat(ImageReference.of(text).full()).isEqualTo(full);
        assertThat(ImageReference.of(text).familiar()).isEqualTo(familiar);
    }

    @ParameterizedTest
    @CsvSource({"0B, 0", "1.5kB, 1500", "1.98MB, 1980000", "236.7 MiB, 248197939", "1GB, 1000000000", "much, 0"})
    void sizesArePrintedInThousandsOrIn1024(String text, long bytes) {
        assertThat(ByteSize.parse(text)).isEqualTo(bytes);
    }
}
