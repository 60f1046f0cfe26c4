package dev.shipmate.image;

import java.util.Locale;

/// What to do about the usual complaints of the programs that we run.
final class Complaints {
    private Complaints() {}

    static String suggestion(String program, String complaint) {
        String text = complaint.toLowerCase(Locale.ROOT);
        if (text.contains("no space left on device")) {
            return "Free disk space with `shipmate cleanup` or `docker builder prune`, then try again.";
        }
        if (text.contains("permission denied")) {
            return "Run it as a user who may use %s, such as a member of the group docker.".formatted(name(program));
        }
        if (daemonIsAway(text)) {
            return "Start Docker (Docker Desktop, or `systemctl start docker`), then try again.";
        }
        if (text.contains("content digest") && text.contains("not found")) {
            return "Docker has the image for one platform of several: set `build.platform` in the project file, and build"
                    + " it again.";
        }
        if (text.contains("failed to dial")) {
            return "Start containerd, or set SHIPMATE_CONTAINERD to its socket.";
        }
        if (text.contains("no nodes found") || (text.contains("profile") && text.contains("not found"))) {
            return "Start the cluster, or choose another with --context.";
        }
        if (text.contains("being used by") || text.contains("in use")) {
            return "Remove the container that uses it, or keep the image.";
        }
        return "Read the message of %s, and try again once its cause is gone.".formatted(name(program));
    }

    /// Whether the docker CLI says that nobody answers it.
    static boolean daemonIsAway(String complaint) {
        String text = complaint.toLowerCase(Locale.ROOT);
        return text.contains("cannot connect to the docker daemon")
                || text.contains("error during connect")
                || text.contains("failed to connect to the docker api")
                || text.contains("docker daemon is not running");
    }

    static String install(String program) {
        return switch (name(program)) {
            case "docker" -> "Install Docker with its command line, and see that `docker version` works.";
            case "ctr" -> "Install containerd's command line `ctr`, which loads images into this cluster.";
            default -> "Install %s, or choose another cluster with --context.".formatted(name(program));
        };
    }

    private static String name(String program) {
        return program.substring(program.lastIndexOf('/') + 1);
    }
}
