package dev.shipmate.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {
    @TempDir
    private Path parent;

    @Test
    void nobodyElseCanReadItsFiles() throws IOException {
        try (var work = WorkFolder.in(parent)) {
            Path file = work.write("settings.yaml", "{}");

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(work.path())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void nothingIsLeftAfterACall() throws IOException {
        try (var work = WorkFolder.in(parent)) {
            Files.writeString(work.folder("tmp").resolve("library.so"), "…");
        }
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void whatAKilledShipmateLeftIsSweptAndWhatALivingOneUsesStays() throws IOException {
        Process dead = new ProcessBuilder("true").start();
        dead.onExit().join();
        Path orphan = Files.createDirectory(parent.resolve("helm-%d-1".formatted(dead.pid())));
        Files.writeString(orphan.resolve("settings.yaml"), "{}");
        Path foreign = Files.createDirectory(parent.resolve("helm-chart"));
        try (var first = WorkFolder.in(parent);
                var _ = WorkFolder.in(parent)) {
            assertThat(first.path()).exists();
            assertThat(foreign).exists();
            assertThat(orphan).doesNotExist();
        }
    }

    @Test
    void aValuesFileWithACommaInItsPathIsHandedOverUnderAnother() throws IOException {
        Path file = Files.writeString(parent.resolve("a,b.yaml"), "x: 1");
        Path plain = Files.writeString(parent.resolve("c.yaml"), "y: 1");
        var request = new ChartRequest(parent, new ReleaseName("n", "r"), List.of(file, plain), List.of());
        try (var work = WorkFolder.in(parent)) {
            List<Path> values = work.values(request, new SettingsTree(request.settings()));

            assertThat(values.getFirst().toString()).doesNotContain(",");
            assertThat(values.getFirst()).hasContent("x: 1");
            assertThat(values.getLast()).isEqualTo(plain);
        }
    }
}
