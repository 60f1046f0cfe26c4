package dev.shipmate.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.process.Program;
import dev.shipmate.process.ProgramRunner;
import dev.shipmate.project.BuildSpec;
import dev.shipmate.project.ImageSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class ContentTagTest {
    @TempDir
    Path context;

    private final Map<String, String> arguments = new LinkedHashMap<>();
    private String target = "";
    private BuildSpec build = new BuildSpec("", "");

    @BeforeEach
    void writeContext() throws IOException {
        write("Dockerfile", "FROM busybox:1.36\nCOPY . /app\n");
        write("src/main.py", "print('hi')\n");
        write("run.sh", "#!/bin/sh\n");
    }

    @Test
    void tagIsTwelveHexDigitsAndTheSameEachTime() {
        assertThat(tag()).matches("[0-9a-f]{12}").isEqualTo(tag());
    }

    @Test
    void tagIsTheSameInAnotherFolderAndAtAnotherTime(@TempDir Path other) throws IOException {
        String before = tag();
        for (String file : new String[] {"run.sh", "src/main.py", "Dockerfile"}) {
            Path copy = other.resolve(file);
            Files.createDirectories(copy.getParent());
            Files.copy(context.resolve(file), copy);
            Files.setLastModifiedTime(copy, FileTime.fromMillis(0));
        }
        context = other;
        assertThat(tag()).isEqualTo(before);
    }

    @Test
    void everyContentThatTheImageIsMadeFromChangesTheTag() throws IOException {
        String before = tag();
        write("src/main.py", "print('ho')\n");
        assertThat(tag()).isNotEqualTo(before);
        write("src/main.py", "print('hi')\n");
        assertThat(tag()).isEqualTo(before);

        Files.setPosixFilePermissions(context.resolve("run.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(tag()).isNotEqualTo(before);
        Files.setPosixFilePermissions(context.resolve("run.sh"), PosixFilePermissions.fromString("rw-------"));
        assertThat(tag()).isEqualTo(before);

        Files.createDirectory(context.resolve("empty"));
        assertThat(tag()).isNotEqualTo(before);
        Files.delete(context.resolve("empty"));

        Files.move(context.resolve("run.sh"), context.resolve("walk.sh"));
        assertThat(tag()).isNotEqualTo(before);
    }

    @Test
    void settingsOfTheBuildChangeTheTag() {
        String before = tag();
        arguments.put("NEXT_PUBLIC_URL", "http://localhost:3000");
        String withArgument = tag();
        assertThat(withArgument).isNotEqualTo(before);
        arguments.put("NEXT_PUBLIC_URL", "http://localhost:3001");
        assertThat(tag()).isNotEqualTo(withArgument);
        arguments.clear();
        target = "build";
        assertThat(tag()).isNotEqualTo(before);
        target = "";
        build = new BuildSpec("", "linux/arm64");
        assertThat(tag()).isNotEqualTo(before);
        build = new BuildSpec("host", "");
        assertThat(tag()).isEqualTo(before);
    }

    @Test
    void orderOfArgumentsDoesNotMatter() {
        arguments.put("A", "1");
        arguments.put("B", "2");
        String before = tag();
        arguments.clear();
        arguments.put("B", "2");
        arguments.put("A", "1");
        assertThat(tag()).isEqualTo(before);
    }

    @Test
    void argumentsThatLookAlikeWhenJoinedAreTold() {
        arguments.put("A", "1B2");
        String before = tag();
        arguments.clear();
        arguments.put("A", "1");
        arguments.put("B", "2");
        assertThat(tag()).isNotEqualTo(before);
    }

    @Test
    void ignoredFilesDoNotChangeTheTagButTheRulesDo() throws IOException {
        write(".dockerignore", "node_modules\n*.log\n");
        String before = tag();
        write("node_modules/a/b.js", "1");
        write("build.log", "line");
        assertThat(tag()).isEqualTo(before);
        write(".dockerignore", "node_modules\n");
        assertThat(tag()).isNotEqualTo(before);
    }

    @Test
    void ignoreFileOfTheDockerfileWins() throws IOException {
        write(".dockerignore", "src\n");
        String withoutSource = tag();
        write("Dockerfile.dockerignore", "*.log\n");
        assertThat(tag()).isNotEqualTo(withoutSource);
        String before = tag();
        write("src/main.py", "other");
        assertThat(tag()).isNotEqualTo(before);
    }

    @Test
    void ignoredDockerfileStillCounts() throws IOException {
        write(".dockerignore", "Dockerfile\n");
        String before = tag();
        write("Dockerfile", "FROM busybox:1.35\n");
        assertThat(tag()).isNotEqualTo(before);
    }

    @Test
    void linkIsWhereItLeadsAndIsNotFollowed() throws IOException {
        Path link = context.resolve("link");
        Files.createSymbolicLink(link, Path.of("nowhere"));
        String before = tag();
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of("elsewhere"));
        assertThat(tag()).isNotEqualTo(before);
        Files.delete(link);
        Files.createSymbolicLink(link, context);
        assertThat(tag()).matches("[0-9a-f]{12}");
    }

    @Test
    void pipeInTheContextIsNotOpened() {
        new ProgramRunner()
                .run(new Program(
                        Duration.ofSeconds(5), "mkfifo", context.resolve("pipe").toString()));
        assertThat(context.resolve("pipe")).exists();
        assertThat(tag()).matches("[0-9a-f]{12}");
    }

    @Test
    void environmentFilesAreFoundAndTemplatesAreNot() throws IOException {
        for (String file : new String[] {".env", "web/.env.local", ".env.example", "web/env", ".envrc"}) {
            write(file, "A=1\n");
        }
        assertThat(read().environmentFiles()).containsExactly(".env", "web/.env.local");
        write(".dockerignore", "**/.env*\n");
        assertThat(read().environmentFiles()).isEmpty();
    }

    @Test
    void countsWhatTheBuildGets() {
        assertThat(read().files()).isEqualTo(3);
        assertThat(read().bytes()).isEqualTo(30 + 12 + 10);
    }

    @Test
    void missingContextIsAProblemWithItsPath() {
        context = context.resolve("gone");
        assertThat(ContentTag.of(image(), build))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.problem().what()).contains("gone", "'web'"));
    }

    @Test
    void unreadablePatternIsAProblem() throws IOException {
        write(".dockerignore", "a[b\n");
        assertThat(ContentTag.of(image(), build))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.problem().what()).contains("a[b"));
    }

    @Test
    void interruptStopsTheReading() {
        Thread.currentThread().interrupt();
        assertThat(ContentTag.of(image(), build)).isInstanceOf(Outcome.Stopped.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private String tag() {
        return read().value();
    }

    private ContentTag read() {
        return ((Outcome.Got<ContentTag>) ContentTag.of(image(), build)).value();
    }

    private ImageSpec image() {
        return new ImageSpec("web", "shop/web", context, context.resolve("Dockerfile"), target, arguments, "web.image");
    }

    private void write(String file, String text) throws IOException {
        Path path = context.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
