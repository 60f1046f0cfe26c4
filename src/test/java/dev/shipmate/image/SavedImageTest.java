package dev.shipmate.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedImageTest {
    /// More than the largest number of a process on Linux and macOS.
    private static final String NOBODY = "999999999";

    @Test
    void whatAKilledProcessLeftIsRemovedAndNothingElse(@TempDir Path folder) throws IOException {
        Path left = Files.createFile(folder.resolve("shipmate-image-%s-1.tar".formatted(NOBODY)));
        Path inUse = Files.createFile(folder.resolve(
                "shipmate-image-%d-1.tar".formatted(ProcessHandle.current().pid())));
        Path foreign = Files.createFile(folder.resolve("shipmate-images.tar"));

        SavedImage.sweep(folder);

        assertThat(left).doesNotExist();
        assertThat(inUse).exists();
        assertThat(foreign).exists();
    }
}
