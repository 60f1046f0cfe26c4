package dev.shipmate.e2e;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// One way to break a deploy, and what Shipmate must make of it.
///
/// @param name of the namespace's end
/// @param what is broken, for people
/// @param good whether a good revision is deployed first, so that there is a way back
/// @param breaks makes it so
/// @param program how Shipmate is started for the deploy that fails
/// @param options of that deploy
/// @param step at which the deploy fails
/// @param cause fits the sentence that tells why
/// @param evidence fits something that is shown for it
/// @param visible fits the reason or the message of the Warning event that shows it; empty when it shows otherwise
/// @param way that is accepted
record Breakage(
        String name,
        String what,
        boolean good,
        Breaks breaks,
        UnaryOperator<Program> program,
        List<String> options,
        String step,
        Pattern cause,
        Pattern evidence,
        Pattern visible,
        Way way) {

    /// Makes something wrong with the app.
    @FunctionalInterface
    interface Breaks {
        /// Makes it wrong, and returns what mends it, where that is a person's work.
        Runnable in(App app);
    }

    /// How the app gets well again.
    enum Way {
        REMEDY("apply"),
        ROLL_BACK("roll-back"),
        UNINSTALL("uninstall"),
        MEND("resume");

        private final String offer;

        Way(String offer) {
            this.offer = offer;
        }

        /// As the failure report calls it.
        String offer() {
            return offer;
        }
    }

    static Breakage of(String name, String what) {
        return new Breakage(
                name,
                what,
                false,
                _ -> () -> {},
                program -> program,
                List.of(),
                "",
                any(),
                any(),
                Pattern.compile(""),
                Way.MEND);
    }

    Breakage afterAGoodRevision() {
        return new Breakage(name, what, true, breaks, program, options, step, cause, evidence, visible, way);
    }

    Breakage by(Breaks broken) {
        return new Breakage(name, what, good, broken, program, options, step, cause, evidence, visible, way);
    }

    /// Chart values that make it wrong.
    Breakage byValues(String yaml) {
        return by(shop -> {
            shop.values(yaml);
            return () -> shop.values("{}");
        });
    }

    Breakage startedAs(UnaryOperator<Program> changed) {
        return new Breakage(name, what, good, breaks, changed, options, step, cause, evidence, visible, way);
    }

    /// Options of the deploy that fails.
    Breakage with(String... all) {
        return new Breakage(name, what, good, breaks, program, List.of(all), step, cause, evidence, visible, way);
    }

    Breakage failsAt(String expected) {
        return new Breakage(name, what, good, breaks, program, options, expected, cause, evidence, visible, way);
    }

    Breakage tells(String inTheCause, String inTheEvidence) {
        return new Breakage(
                name,
                what,
                good,
                breaks,
                program,
                options,
                step,
                Pattern.compile(inTheCause),
                Pattern.compile(inTheEvidence),
                visible,
                way);
    }

    Breakage visibleAs(String inTheWarning) {
        return new Breakage(
                name, what, good, breaks, program, options, step, cause, evidence, Pattern.compile(inTheWarning), way);
    }

    Breakage healsBy(Way wanted) {
        return new Breakage(name, what, good, breaks, program, options, step, cause, evidence, visible, wanted);
    }

    private static Pattern any() {
        return Pattern.compile("");
    }

    @Override
    public String toString() {
        return name;
    }
}
