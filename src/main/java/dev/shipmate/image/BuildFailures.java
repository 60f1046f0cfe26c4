package dev.shipmate.image;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Says why a build failed, where in the Dockerfile, and what to do.
final class BuildFailures {
    private static final Pattern PARSE_ERROR = Pattern.compile("parse error (?:on )?line (\\d+)");
    private static final Pattern EXIT_CODE = Pattern.compile("exit code: (\\d+)");
    private static final int KILLED = 137;
    private static final int NO_SUCH_COMMAND = 127;

    private final BuildRequest request;
    private final BuildOutput output;
    private final Dockerfile dockerfile;

    private BuildFailures(BuildRequest request, BuildOutput output) {
        this.request = request;
        this.output = output;
        dockerfile = read(request);
    }

    static BuildOutcome.BuildFailed of(BuildRequest request, BuildOutput output) {
        return new BuildFailures(request, output).failure();
    }

    private BuildOutcome.BuildFailed failure() {
        BuildStep step = output.failedStep();
        int line = line(step);
        return new BuildOutcome.BuildFailed(
                request.image().dockerfile(),
                step.name(),
                line,
                output.lastLines(),
                new Problem(what(step, line), suggestion()));
    }

    private String what(BuildStep step, int line) {
        String place = "%s%s".formatted(request.image().dockerfile().getFileName(), line == 0 ? "" : ":" + line);
        String image = "Image '%s' could not be built".formatted(request.image().name());
        Matcher exitCode = EXIT_CODE.matcher(output.message());
        if (step.numbered() && exitCode.find()) {
            return "%s: `%s` (%s) ended with exit code %s."
                    .formatted(image, shortened(step.instruction()), place, exitCode.group(1));
        }
        String message = shortened(output.message());
        return "%s (%s): %s".formatted(image, place, message.isEmpty() ? "the builder gave no reason." : message);
    }

    private String suggestion() {
        String message = output.message();
        Matcher exitCode = EXIT_CODE.matcher(message);
        if (exitCode.find()) {
            return switch (Integer.parseInt(exitCode.group(1))) {
                case KILLED -> "The step was killed, mostly for want of memory: give Docker more memory.";
                case NO_SUCH_COMMAND -> "A command of the step is not in its image: install it in an earlier step.";
                default -> "Read the last lines of the step, correct it, and build again.";
            };
        }
        if (message.contains("target stage") || message.contains("target name")) {
            List<String> stages = dockerfile.stageNames();
            return "Set `target` of the image to a stage of the Dockerfile: %s."
                    .formatted(stages.isEmpty() ? "it names none" : String.join(", ", stages));
        }
        if (message.contains("parse error") || message.contains("unknown instruction")) {
            return "Correct that line of the Dockerfile.";
        }
        if (message.contains("failed to do request")
                || message.contains("failed to resolve")
                || message.contains("pull access denied")
                || message.contains("manifest unknown")
                || output.failedStep().name().contains("load metadata for")) {
            return "Check the name of the base image, and that its registry can be reached from here.";
        }
        if (message.contains("not found") || message.contains("no such file")) {
            return "See that the path is in %s and that .dockerignore lets it through."
                    .formatted(request.image().context());
        }
        return Complaints.suggestion("docker", message);
    }

    private int line(BuildStep step) {
        if (output.line() > 0) {
            return output.line();
        }
        Matcher parse = PARSE_ERROR.matcher(output.message());
        return parse.find() ? Integer.parseInt(parse.group(1)) : dockerfile.lineOf(step);
    }

    private static Dockerfile read(BuildRequest request) {
        try {
            return Dockerfile.read(request.image().dockerfile());
        } catch (IOException _) {
            return Dockerfile.parse("");
        }
    }

    private static String shortened(String text) {
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }
}
