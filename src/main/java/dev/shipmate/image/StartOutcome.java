package dev.shipmate.image;

/// What starting a minikube came to.
public sealed interface StartOutcome {
    record Started(String profile) implements StartOutcome {}

    /// It ended with an error of its own.
    ///
    /// @param id minikube's own name for the failure, such as `RSRC_INSUFFICIENT_CORES`, or empty
    record StartFailed(String id, int exitCode, ExitClass exitClass, Problem problem) implements StartOutcome {}

    /// There is no minikube, or it took too long.
    record Unavailable(Problem problem) implements StartOutcome {}

    /// Cancelled: the profile is there in part; the next start goes on from it.
    record Stopped(String profile) implements StartOutcome {}

    /// What the tens of minikube's exit codes mean, see minikube.sigs.k8s.io/docs/contrib/errorcodes.
    enum ExitClass {
        PROGRAM(10),
        RESOURCE(20),
        HOST(30),
        INTERNET(40),
        DRIVER(50),
        PROVIDER(60),
        LOCAL_NETWORK(70),
        GUEST(80),
        RUNTIME(90),
        CONTROL_PLANE(100),
        SERVICE(110),
        OTHER(0);

        private final int first;

        ExitClass(int first) {
            this.first = first;
        }

        static ExitClass of(int exitCode) {
            for (ExitClass one : values()) {
                if (one != OTHER && exitCode / 10 * 10 == one.first) {
                    return one;
                }
            }
            return OTHER;
        }
    }
}
