package dev.shipmate.helm;

import java.util.Arrays;
import java.util.Locale;

/// What Helm says about a revision of a release.
public enum ReleaseStatus {
    DEPLOYED,
    SUPERSEDED,
    FAILED,
    UNINSTALLING,
    UNINSTALLED,
    PENDING_INSTALL,
    PENDING_UPGRADE,
    PENDING_ROLLBACK,
    UNKNOWN;

    static ReleaseStatus of(String text) {
        return Arrays.stream(values())
                .filter(status -> status.display().equals(text))
                .findFirst()
                .orElse(UNKNOWN);
    }

    /// As Helm writes it: `pending-upgrade`.
    public String display() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether a Helm is at work on it, or was ended while it was.
    public boolean pending() {
        return switch (this) {
            case PENDING_INSTALL, PENDING_UPGRADE, PENDING_ROLLBACK -> true;
            case DEPLOYED, SUPERSEDED, FAILED, UNINSTALLING, UNINSTALLED, UNKNOWN -> false;
        };
    }
}
