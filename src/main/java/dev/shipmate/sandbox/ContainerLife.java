package dev.shipmate.sandbox;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The life of one container, known in advance: what it is doing at any time follows from when its pod got a node,
/// from its image and from its memory limit.
///
/// @param scheduled when the pod got its node
/// @param restarts whether a container that ended is started again
record ContainerLife(
        JsonNode spec, Optional<ContainerImage> image, Instant scheduled, boolean restarts, String podDisplay) {
    private static final Duration PULL = Duration.ofMillis(250);
    private static final Duration START = Duration.ofMillis(100);
    private static final Duration FIRST_RESTART = Duration.ofSeconds(1);
    private static final Duration BACK_OFF = Duration.ofSeconds(10);
    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(5);

    /// What a container is doing.
    sealed interface State {
        record Waiting(String reason, String message) implements State {}

        record Running(Instant since, boolean ready) implements State {}

        record Ended(Run run) implements State {}
    }

    /// One run that is over.
    record Run(Instant start, Instant end, int exitCode, String reason) {}

    /// A container at one moment. `last` is the run before, `next` when something changes by itself.
    record Moment(State state, int restarts, Optional<Run> last, Instant next) {}

    String name() {
        return spec.path("name").asString();
    }

    String reference() {
        return spec.path("image").asString();
    }

    Instant pulled() {
        return scheduled.plus(PULL);
    }

    Moment at(Instant now) {
        if (now.isBefore(pulled())) {
            return new Moment(new State.Waiting("ContainerCreating", ""), 0, Optional.empty(), pulled());
        }
        if (image.isEmpty()) {
            return unpulled(now);
        }
        Instant started = pulled().plus(START);
        return now.isBefore(started)
                ? new Moment(new State.Waiting("ContainerCreating", ""), 0, Optional.empty(), started)
                : started(image.get(), started, now);
    }

    private Moment unpulled(Instant now) {
        Instant backOff = pulled().plus(FIRST_RESTART);
        return now.isBefore(backOff)
                ? new Moment(new State.Waiting("ErrImagePull", pullError()), 0, Optional.empty(), backOff)
                : new Moment(
                        new State.Waiting(
                                "ImagePullBackOff",
                                "Back-off pulling image \"%s\": ErrImagePull: %s".formatted(reference(), pullError())),
                        0,
                        Optional.empty(),
                        now.plus(LONGEST_BACK_OFF));
    }

    private Moment started(ContainerImage program, Instant first, Instant now) {
        boolean killed = memoryLimit().compareTo(BigDecimal.valueOf(program.memoryMebibytes())) < 0;
        Instant start = first;
        Optional<Run> last = Optional.empty();
        for (int restarted = 0; ; restarted++) {
            Instant ready = start.plus(program.ready());
            if (!killed && program.exitCode().isEmpty()) {
                boolean isReady = !now.isBefore(ready);
                return new Moment(
                        new State.Running(start, isReady), restarted, last, isReady ? Controller.NEVER : ready);
            }
            Instant end = start.plus(program.runs());
            if (now.isBefore(end)) {
                boolean isReady = !now.isBefore(ready);
                Instant next = isReady || end.isBefore(ready) ? end : ready;
                return new Moment(new State.Running(start, isReady), restarted, last, next);
            }
            int exitCode = killed ? 137 : program.exitCode().orElse(0);
            var run = new Run(start, end, exitCode, killed ? "OOMKilled" : exitCode == 0 ? "Completed" : "Error");
            if (!restarts) {
                return new Moment(new State.Ended(run), restarted, last, Controller.NEVER);
            }
            Duration backOff = backOff(restarted);
            start = end.plus(backOff);
            if (now.isBefore(start)) {
                State state = restarted == 0 ? new State.Ended(run) : crashLoop(backOff);
                Optional<Run> before = restarted == 0 ? last : Optional.of(run);
                return new Moment(state, restarted, before, start);
            }
            last = Optional.of(run);
        }
    }

    private State crashLoop(Duration backOff) {
        String wait = backOff.compareTo(Duration.ofMinutes(1)) < 0
                ? backOff.toSeconds() + "s"
                : "%dm%ds".formatted(backOff.toMinutes(), backOff.toSecondsPart());
        return new State.Waiting(
                "CrashLoopBackOff",
                "back-off %s restarting failed container=%s pod=%s".formatted(wait, name(), podDisplay));
    }

    /// The first restart comes at once, each later one after twice the wait of the one before.
    private static Duration backOff(int restarted) {
        if (restarted == 0) {
            return FIRST_RESTART;
        }
        Duration wait = BACK_OFF.multipliedBy(1L << Math.min(restarted - 1, 10));
        return wait.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : wait;
    }

    private BigDecimal memoryLimit() {
        String limit = spec.at("/resources/limits/memory").asString("");
        return limit.isEmpty()
                ? BigDecimal.valueOf(Long.MAX_VALUE)
                : Quantity.parse(limit).divide(BigDecimal.valueOf(1L << 20));
    }

    private String pullError() {
        String full = reference().contains("/") ? reference() : "docker.io/library/" + reference();
        return ("rpc error: code = NotFound desc = failed to pull and unpack image \"%1$s\": "
                        + "failed to resolve reference \"%1$s\": %1$s: not found")
                .formatted(full);
    }

    /// What the kubelet tells of this container up to a moment.
    List<Recorder.Happening> told(Moment moment, Instant now) {
        List<Recorder.Happening> told = new ArrayList<>();
        if (now.isBefore(pulled())) {
            return told;
        }
        if (image.isEmpty()) {
            toldOfPulls(told, now);
            return told;
        }
        Instant first = pulled();
        Instant last = moment.state() instanceof State.Running running
                ? running.since()
                : moment.last().map(Run::start).orElse(first);
        int runs = moment.restarts() + 1;
        told.add(normal(
                "Pulled",
                "Container image \"%s\" already present on machine".formatted(reference()),
                first,
                last,
                runs));
        told.add(normal("Created", "Created container: " + name(), first, last, runs));
        told.add(normal("Started", "Started container " + name(), first, last, runs));
        moment.last().ifPresent(run -> {
            long since = Duration.between(first.plus(BACK_OFF), now).toMinutes();
            told.add(warning(
                    "BackOff",
                    "Back-off restarting failed container %s in pod %s".formatted(name(), podDisplay),
                    first.plus(BACK_OFF),
                    first.plus(BACK_OFF).plus(Duration.ofMinutes(Math.max(0, since))),
                    1 + (int) Math.max(0, since) * 4));
        });
        return told;
    }

    private void toldOfPulls(List<Recorder.Happening> told, Instant now) {
        long minutes = Math.max(0, Duration.between(pulled(), now).toMinutes());
        Instant last = pulled().plus(Duration.ofMinutes(minutes));
        int pulls = (int) Math.min(4 + minutes / 5, 1 + minutes);
        told.add(normal("Pulling", "Pulling image \"%s\"".formatted(reference()), pulled(), last, pulls));
        String failed = "Failed to pull image \"%s\": %s".formatted(reference(), pullError());
        told.add(warning("Failed", failed, pulled(), last, pulls));
        told.add(warning("Failed", "Error: ErrImagePull", pulled(), last, pulls));
        if (!now.isBefore(pulled().plus(FIRST_RESTART))) {
            int refused = 1 + (int) minutes * 4;
            String backOff = "Back-off pulling image \"%s\"".formatted(reference());
            told.add(normal("BackOff", backOff, pulled(), last, refused));
            told.add(warning("Failed", "Error: ImagePullBackOff", pulled(), last, refused));
        }
    }

    private static Recorder.Happening normal(String reason, String message, Instant first, Instant last, int count) {
        return new Recorder.Happening("kubelet", "Normal", reason, message, first, last, count);
    }

    private static Recorder.Happening warning(String reason, String message, Instant first, Instant last, int count) {
        return new Recorder.Happening("kubelet", "Warning", reason, message, first, last, count);
    }
}
