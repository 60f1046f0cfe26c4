package dev.shipmate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// The launcher script, with a Maven and a JDK that only write down how they were called.
class LauncherTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Path root;
    private final Path home;
    private final Path jdk;
    private final Path cache;
    private String aot = "off";

    /// The folder is left to the system: the launcher's background process may still write into it when a test ends.
    LauncherTest(@TempDir(cleanup = CleanupMode.NEVER) Path root) {
        this.root = root;
        home = root.resolve("my house");
        jdk = root.resolve("jdk");
        cache = root.resolve("cache");
    }

    @BeforeEach
    void layOutAHouseWithASpaceInItsName() throws IOException {
        Files.createDirectories(jdk.resolve("bin"));
        Files.createDirectories(home.resolve("src/main"));
        Files.createDirectories(home.resolve("prompts"));
        Files.createDirectories(home.resolve(".mvn"));
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        Files.copy(Path.of("shipmate"), home.resolve("shipmate"));
        Files.copy(Path.of(".mvn/jdk.sh"), home.resolve(".mvn/jdk.sh"));
        executable(
                home.resolve("mvnw"), "echo build >>builds; sleep 0.2; mkdir -p target; echo jar >target/shipmate.jar");
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.3\"\n");
        executable(jdk.resolve("bin/javac"), "");
        executable(jdk.resolve("bin/java"), """
                for a in "$@"; do case $a in -XX:AOTCacheOutput=*) echo cache >"${a#*=}" ;; esac; done
                printf '%s\\n' "$@\"""");
    }

    @Test
    void theFirstRunBuildsAndTheSecondDoesNot() throws Exception {
        assertThat(run(home.resolve("shipmate")).stderr()).contains("shipmate: building", "shipmate: built in");
        assertThat(run(home.resolve("shipmate")).stderr()).isEmpty();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aNewerSourceIsBuiltAgain() throws Exception {
        run(home.resolve("shipmate"));
        Path source = Files.writeString(home.resolve("src/main/New.java"), "class New {}");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
        run(home.resolve("shipmate"));
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void theFirstErrorsOfAFailedBuildAreShown() throws Exception {
        executable(home.resolve("mvnw"), "echo '[INFO] noise'; echo '[ERROR] no such symbol'; exit 1");
        Ended ended = run(home.resolve("shipmate"));
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.stdout()).isEmpty();
        assertThat(ended.stderr())
                .contains("shipmate: the build failed:\n[ERROR] no such symbol\n", "target/launcher.log")
                .doesNotContain("noise");
        assertThat(home.resolve("target/launcher.lock")).doesNotExist();
    }

    @Test
    void firstRunsAtTheSameTimeBuildOnce() throws Exception {
        var running = new ArrayList<Process>();
        for (int i = 0; i < 4; i++) {
            running.add(start(root, home.resolve("shipmate")));
        }
        for (Process process : running) {
            assertThat(end(process).exitCode()).isZero();
        }
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aBuildThatWasKilledIsTakenOver() throws Exception {
        Files.createDirectories(home.resolve("target"));
        Files.createSymbolicLink(home.resolve("target/launcher.lock"), Path.of("4194305"));
        assertThat(run(home.resolve("shipmate")).exitCode()).isZero();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aLinkToTheLauncherWorksFromAnyFolder() throws Exception {
        Path bin = Files.createDirectories(root.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("hop"), Path.of("../my house/shipmate"));
        Files.createSymbolicLink(bin.resolve("sm"), bin.resolve("hop"));
        assertThat(run(bin.resolve("sm"), "tools").stdout()).endsWith("dev.shipmate.Main\ntools\n");
        assertThat(end(start(bin, Path.of("./sm"), "tools")).stdout()).endsWith("dev.shipmate.Main\ntools\n");
    }

    @Test
    void argumentsArriveAsTheyWereTyped() throws Exception {
        assertThat(run(home.resolve("shipmate"), "ask", "why is *  failing?", "", "$HOME")
                        .stdout())
                .endsWith("dev.shipmate.Main\nask\nwhy is *  failing?\n\n$HOME\n");
    }

    @Test
    void theCacheIsMadeAfterTheFirstRunAndUsedByTheNext() throws Exception {
        aot = "on";
        assertThat(run(home.resolve("shipmate")).stdout()).doesNotContain("AOTCache");
        Path made = await(() -> caches().findAny());
        assertThat(run(home.resolve("shipmate")).stdout()).contains("-XX:AOTCache=" + made + "\n");

        Files.writeString(home.resolve("target/shipmate.jar"), "another jar");
        assertThat(run(home.resolve("shipmate")).stdout()).doesNotContain("AOTCache");
        Path second = await(() -> caches().filter(cache -> !cache.equals(made)).findAny());
        assertThat(run(home.resolve("shipmate")).stdout()).contains("-XX:AOTCache=" + second + "\n");
    }

    @Test
    void aCacheThatCannotBeWrittenIsDoneWithout() throws Exception {
        aot = "on";
        Files.writeString(cache, "a file where the folder should be");
        run(home.resolve("shipmate"));
        Ended ended = run(home.resolve("shipmate"));
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.stderr()).isEmpty();
        assertThat(ended.stdout()).doesNotContain("AOTCache");
    }

    private record Ended(int exitCode, String stdout, String stderr) {}

    private interface Attempt<T> {
        /// What is waited for, or nothing while it is not there.
        Optional<T> look() throws IOException;
    }

    private Ended run(Path launcher, String... arguments) throws Exception {
        return end(start(root, launcher, arguments));
    }

    private Process start(Path folder, Path launcher, String... arguments) throws IOException {
        var command = new ArrayList<String>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().put("XDG_CACHE_HOME", cache.toString());
        builder.environment().put("SHIPMATE_AOT", aot);
        return builder.start();
    }

    private static Ended end(Process process) throws Exception {
        process.getOutputStream().close();
        String stdout = new String(process.getInputStream().readAllBytes(), UTF_8);
        String stderr = new String(process.getErrorStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), stdout, stderr);
    }

    private static <T> T await(Attempt<T> attempt) throws Exception {
        Instant limit = Instant.now().plus(LIMIT);
        while (Instant.now().isBefore(limit)) {
            Optional<T> found = attempt.look();
            if (found.isPresent()) {
                return found.get();
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new AssertionError("not within " + LIMIT);
    }

    /// The finished caches: an empty file is only a claim.
    private Stream<Path> caches() throws IOException {
        Path folder = cache.resolve("shipmate/aot");
        if (!Files.isDirectory(folder)) {
            return Stream.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .filter(file ->
                            file.toString().endsWith(".aot") && file.toFile().length() > 0)
                    .toList()
                    .stream();
        }
    }

    private long builds() throws IOException {
        return Files.readAllLines(home.resolve("builds")).size();
    }

    private static void executable(Path file, String body) throws IOException {
        Files.writeString(file, "#!/usr/bin/env bash\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
