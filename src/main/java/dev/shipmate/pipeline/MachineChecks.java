package dev.shipmate.pipeline;

import dev.shipmate.image.Docker;
import dev.shipmate.image.DockerState;
import dev.shipmate.image.Outcome;
import dev.shipmate.image.Problem;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

/// What a deploy needs of this machine: Docker, and room on its disks.
final class MachineChecks {
    private static final long TOO_LITTLE = 1_000_000_000L;
    private static final long LITTLE = 5_000_000_000L;

    private final Docker docker;
    private final Function<Path, OptionalLong> free;

    MachineChecks(Docker docker) {
        this(docker, MachineChecks::usableBytes);
    }

    /// @param free how many bytes are free where a path is; nothing when that cannot be told
    MachineChecks(Docker docker, Function<Path, OptionalLong> free) {
        this.docker = docker;
        this.free = free;
    }

    List<Remark> docker() {
        return switch (docker.state()) {
            case DockerState.Ready(String client, String server, boolean buildKit) ->
                List.of(
                        buildKit
                                ? new Remark.Fine("Docker %s with BuildKit, daemon %s".formatted(client, server))
                                : new Remark.Wrong(
                                        "Docker %s has no BuildKit: the buildx plugin is missing.".formatted(client),
                                        "Install the docker-buildx plugin."));
            case DockerState.CliMissing(Problem problem) -> List.of(wrong(problem));
            case DockerState.DaemonUnreachable(Problem problem) -> List.of(wrong(problem));
            case DockerState.Unknown() -> List.of();
        };
    }

    private static Remark wrong(Problem problem) {
        return new Remark.Wrong(problem.what(), problem.suggestion());
    }

    /// @param here a folder that is written to
    List<Remark> disk(Path here) {
        Map<String, Path> places = new LinkedHashMap<>();
        if (docker.dataFolder() instanceof Outcome.Got<Path>(Path data)) {
            places.put("where Docker keeps its data, at " + data, data);
        }
        places.put("at " + here, here);
        var remarks = new ArrayList<Remark>();
        places.forEach((name, path) -> {
            OptionalLong bytes = free.apply(path);
            if (bytes.isPresent()) {
                remarks.add(room(name, bytes.getAsLong()));
            }
        });
        return remarks;
    }

    private static Remark room(String name, long bytes) {
        String told = "%.1f GB are free %s".formatted(bytes / 1e9, name);
        if (bytes < TOO_LITTLE) {
            return new Remark.Wrong(
                    "Only %s.".formatted(told),
                    "Free some: `shipmate cleanup` for images, `docker builder prune` for the build cache.");
        }
        return bytes < LITTLE ? new Remark.Note("only %s".formatted(told)) : new Remark.Fine(told);
    }

    /// Docker's data may be in a machine of its own: then there is no such folder here.
    private static OptionalLong usableBytes(Path path) {
        try {
            FileStore store = Files.getFileStore(path);
            return OptionalLong.of(store.getUsableSpace());
        } catch (IOException _) {
            return OptionalLong.empty();
        }
    }
}
