package dev.shipmate.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
    private final Path file;

    RunLockTest(@TempDir Path folder) {
        file = folder.resolve("state/todo.lock");
    }

    @Test
    void aSecondRunDoesNotGetIt() {
        try (RunLock _ = RunLock.take(file).orElseThrow()) {
            assertThat(RunLock.take(file)).isEmpty();
            assertThat(RunLock.owner(file))
                    .isEqualTo(String.valueOf(ProcessHandle.current().pid()));
        }
    }

    @Test
    void afterTheFirstRunTheNextOneGetsIt() {
        RunLock.take(file).orElseThrow().close();

        assertThat(RunLock.take(file)).hasValueSatisfying(RunLock::close);
    }

    @Test
    void nobodyElseCanReadIt() throws IOException {
        try (RunLock _ = RunLock.take(file).orElseThrow()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }
}
