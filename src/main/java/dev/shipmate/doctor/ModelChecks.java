package dev.shipmate.doctor;

import dev.shipmate.model.Finding;
import dev.shipmate.model.InstalledModel;
import dev.shipmate.model.ModelCheckup;
import dev.shipmate.model.ModelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Whether the model server answers, has the model, and how the model is best asked. A model is optional: the
/// rules answer without, so nothing here is worse than a warning unless a model was asked for by name.
record ModelChecks(ModelCheckup model, boolean wanted) implements CheckGroup {
    private static final double SLOW_WRITING = 5;

    @Override
    public String name() {
        return "model server";
    }

    @Override
    public Duration limit() {
        return Duration.ofMinutes(3);
    }

    @Override
    public List<Check> run() {
        var checks = new ArrayList<Check>();
        String current = name();
        try {
            String version = model.serverVersion();
            checks.add(
                    Check.ok(current, "%s at %s".formatted(version.isEmpty() ? "answers" : version, model.address())));
            current = "model";
            InstalledModel used = model.model();
            checks.add(Check.ok(
                    current,
                    "%s %s %s"
                            .formatted(used.name(), used.size(), used.quantisation())
                            .strip()));
            current = "protocol";
            Finding finding = model.protocol();
            checks.add(Check.ok(
                    current, "%s: %s".formatted(finding.protocol().word(), String.join("; ", finding.reasons()))));
            current = "speed";
            ModelCheckup.Speed speed = model.measure();
            checks.add(window(speed));
            if (speed.writtenPerSecond() > 0) {
                checks.add(speed(speed));
            }
        } catch (ModelException e) {
            checks.add(failed(current, e));
        }
        return checks;
    }

    private Check window(ModelCheckup.Speed speed) {
        int asked = model.windowTokens();
        return speed.loadedWindow() == 0 || speed.loadedWindow() >= asked
                ? Check.ok("context window", "%d tokens".formatted(asked))
                : Check.warning(
                        "context window",
                        "%d tokens were asked for, the model is loaded with %d".formatted(asked, speed.loadedWindow()),
                        "ollama ps");
    }

    private static Check speed(ModelCheckup.Speed speed) {
        String detail = String.format(
                Locale.ROOT,
                "reads %.0f and writes %.0f tokens a second",
                speed.readPerSecond(),
                speed.writtenPerSecond());
        return speed.writtenPerSecond() >= SLOW_WRITING
                ? Check.ok("speed", detail)
                : Check.warning("speed", detail + "; a smaller model answers sooner", "ollama pull qwen3:0.6b");
    }

    private Check failed(String name, ModelException failure) {
        String remedy = switch (failure.code()) {
            case UNREACHABLE -> "ollama serve";
            case MISSING -> "ollama pull qwen3:4b-instruct";
            case UNSUPPORTED, TOO_LONG, TIMEOUT, SERVER_ERROR -> "ollama ps";
        };
        String detail = String.valueOf(failure.getMessage());
        return wanted ? Check.error(name, detail, remedy) : Check.warning(name, detail, remedy);
    }
}
