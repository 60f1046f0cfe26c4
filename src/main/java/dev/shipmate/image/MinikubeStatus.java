package dev.shipmate.image;

/// How a minikube profile is, by the codes of `minikube status --layout=cluster`.
public enum MinikubeStatus {
    RUNNING(200),
    STARTING(100),
    STOPPED(405),
    PAUSED(418),
    NO_DISK_SPACE(507),
    BROKEN(500);

    /// Codes up to this one say that the API server serves, if not as well as it might.
    private static final int LAST_GOOD = 299;

    private final int code;

    MinikubeStatus(int code) {
        this.code = code;
    }

    static MinikubeStatus of(int code) {
        for (MinikubeStatus status : values()) {
            if (status.code == code) {
                return status;
            }
        }
        return code >= RUNNING.code && code <= LAST_GOOD ? RUNNING : BROKEN;
    }
}
