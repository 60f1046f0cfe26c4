package dev.shipmate.image;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name that BuildKit gives a step: `[linux/amd64 build 3/7] RUN npm ci`.
///
/// @param stage its name, `stage-1` for one without, or empty when the Dockerfile has a single stage
/// @param number of the step in its stage, from 1, or 0 for work around the Dockerfile's steps
/// @param instruction the instruction, on one line
record BuildStep(String name, String stage, int number, String instruction) {
    private static final Pattern NUMBERED = Pattern.compile("\\[(?:(.*) )?\\s*(\\d+)/\\d+] (.*)");

    static BuildStep parse(String name) {
        Matcher numbered = NUMBERED.matcher(name);
        if (!numbered.matches()) {
            return new BuildStep(name, "", 0, "");
        }
        String prefix = numbered.group(1) == null ? "" : numbered.group(1).strip();
        String last = prefix.substring(prefix.lastIndexOf(' ') + 1);
        // A platform has a slash, a stage never has.
        String stage = last.indexOf('/') < 0 ? last : "";
        return new BuildStep(name, stage, Integer.parseInt(numbered.group(2)), numbered.group(3));
    }

    boolean numbered() {
        return number > 0;
    }
}
