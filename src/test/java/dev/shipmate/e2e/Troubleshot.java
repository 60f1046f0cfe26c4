package dev.shipmate.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What came of one broken deploy: what was told, and whether the way out worked.
///
/// @param failed the event that tells the failure
/// @param after how long after it could be seen the failure was told
/// @param offer that was accepted, in words
/// @param wayOut what the accepted way out wrote
record Troubleshot(
        Breakage breakage, Events run, JsonNode failed, Duration after, String offer, boolean healed, Ran wayOut) {
    private static final String HEAD = """
            | broken | told as the cause | evidence | after | way out | healed |
            |---|---|---|---|---|---|
            """;

    private static final Duration TOLD_WITHIN = Duration.ofSeconds(30);
    private static final Duration LIMIT = Duration.ofMinutes(4);

    /// Breaks a new shop, deploys it, and takes the way out.
    static Troubleshot shop(Breakage breakage, Path folder, int port) {
        try (App shop = App.shop(folder.resolve(breakage.name()), "e2e-" + breakage.name(), port)) {
            if (breakage.good()) {
                Events good = shop.deploy();
                if (good.ran().exitCode() != 0) {
                    throw new AssertionError("The shop as it should be: " + good);
                }
            }
            return of(breakage, shop, folder.resolve(breakage.name() + "-bin"));
        }
    }

    /// Breaks an app, deploys it, and takes the way out.
    ///
    /// @param bin a folder for programs that does not exist yet
    static Troubleshot of(Breakage breakage, App app, Path bin) {
        Runnable mend = breakage.breaks().in(app);
        Events run = App.deploy(
                breakage.program().apply(app.shipmate()), breakage.options().toArray(String[]::new));
        JsonNode failed = run.last();
        Instant visible = visible(breakage, app, run);
        int choice = choice(breakage, failed);
        if (choice < 0) {
            return new Troubleshot(
                    breakage, run, failed, after(visible, failed), "none", false, new Ran("", 0, "", ""));
        }
        mend.run();
        Ran wayOut = accept(app, failed.path("commands").path(choice).asString(), bin);
        return new Troubleshot(
                breakage,
                run,
                failed,
                after(visible, failed),
                words(failed.path("offers").path(choice)),
                wayOut.exitCode() == 0 && sound(breakage, app),
                wayOut);
    }

    private static Duration after(Instant visible, JsonNode failed) {
        Instant told = Events.time(failed);
        return told.isBefore(visible) ? Duration.ZERO : Duration.between(visible, told);
    }

    /// When the API server first showed it: the first Warning of the kind, else the beginning of the step that failed.
    private static Instant visible(Breakage breakage, App app, Events run) {
        Instant step = run.began(breakage.step());
        if (breakage.visible().pattern().isEmpty()) {
            return step;
        }
        Instant start = Events.time(run.all().getFirst()).minusSeconds(1);
        return new JsonMapper()
                .readTree(app.kubectl().call("get", "events", "-o", "json"))
                .path("items")
                .valueStream()
                .filter(event -> event.path("type").asString().equals("Warning"))
                .filter(event -> breakage.visible()
                        .matcher(event.path("reason").asString() + " "
                                + event.path("message").asString())
                        .find())
                .map(Troubleshot::first)
                .filter(time -> time.isAfter(start))
                .min(Instant::compareTo)
                .orElseThrow(() -> new AssertionError("No warning like %s: %s".formatted(breakage.visible(), run)));
    }

    private static Instant first(JsonNode event) {
        return Stream.of("firstTimestamp", "eventTime")
                .map(field -> event.path(field).asString(""))
                .filter(time -> !time.isEmpty())
                .findFirst()
                .map(Instant::parse)
                .orElse(Instant.EPOCH);
    }

    private static int choice(Breakage breakage, JsonNode failed) {
        List<String> offers = failed.path("offers")
                .valueStream()
                .map(offer -> offer.path("offer").asString())
                .toList();
        return offers.indexOf(breakage.way().offer());
    }

    /// Runs the command that the report gives for an offer, as a user with `shipmate` on the PATH would; the changes
    /// are approved.
    private static Ran accept(App app, String command, Path bin) {
        try {
            Files.createDirectories(bin);
            Path program = Files.createFile(
                    bin.resolve("shipmate"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            Files.writeString(
                    program,
                    "#!/bin/sh\nexec '%s' \"$@\" --yes --yes-destroy\n"
                            .formatted(Program.folder().resolve("shipmate")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (Running running = app.shipmate().startShell(command, bin)) {
            return running.end(LIMIT);
        }
    }

    /// Whether all is well: every pod that the release wants is ready, or it is gone when that was the way out.
    private static boolean sound(Breakage breakage, App app) {
        return breakage.way() == Breakage.Way.UNINSTALL
                ? app.newest().equals("none")
                : app.newest().endsWith(" deployed") && app.ready();
    }

    private static String words(JsonNode offer) {
        return switch (offer.path("offer").asString()) {
            case "apply" -> offer.path("remedy").path("title").asString();
            case "roll-back" ->
                "roll back to revision " + offer.path("revision").asInt();
            case "uninstall" -> "uninstall";
            default -> "mend it, then resume";
        };
    }

    /// Whether the right cause was told in time, with what shows it, and the way out worked.
    void check() {
        assertThat(failed.path("step").asString("")).as(toString()).isEqualTo(breakage.step());
        assertThat(cause()).as(toString()).containsPattern(breakage.cause());
        assertThat(cause().lines()).as("one sentence").hasSize(1);
        assertThat(allEvidence()).as(toString()).containsPattern(breakage.evidence());
        assertThat(after).as("told after it was visible: " + this).isLessThan(TOLD_WITHIN);
        assertThat(healed).as("healed by %s: %s", breakage.way(), this).isTrue();
    }

    String cause() {
        return failed.path("cause").asString("");
    }

    /// Everything that was shown for it: the cause, the findings', and the further sections.
    String allEvidence() {
        return cause() + "\n" + String.join("\n", evidence().toList());
    }

    private Stream<String> evidence() {
        Stream<JsonNode> findings = failed.path("findings")
                .valueStream()
                .flatMap(finding -> Stream.concat(
                        finding.path("evidence").valueStream().map(it -> it.path("text")),
                        finding.path("consequences").valueStream()));
        Stream<JsonNode> sections = failed.path("sections")
                .valueStream()
                .flatMap(section -> section.path("lines").valueStream());
        return Stream.concat(findings, sections).map(JsonNode::asString);
    }

    /// The first line that shows it; empty when the cause says all.
    private String firstEvidence() {
        return breakage.evidence().pattern().isEmpty()
                ? ""
                : evidence()
                        .filter(line -> !line.equals(cause()))
                        .filter(line -> breakage.evidence().matcher(line).find())
                        .findFirst()
                        .orElse("");
    }

    /// Writes a table of them into the folder of the build.
    static void write(String file, List<Troubleshot> all) {
        try {
            Files.writeString(
                    Program.folder().resolve("target").resolve(file),
                    HEAD + all.stream().map(Troubleshot::row).collect(Collectors.joining()),
                    UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String row() {
        return "| %s | %s | %s | %d s | %s | %s |%n"
                .formatted(
                        breakage.what(),
                        cell(cause()),
                        cell(firstEvidence()),
                        after.toSeconds(),
                        cell(offer),
                        healed ? "yes" : "no");
    }

    private static String cell(String text) {
        String line = text.strip().replaceAll("\\s+", " ").replace("|", "\\|");
        return line.length() > 320 ? line.substring(0, 320) + "…" : line;
    }

    @Override
    public String toString() {
        return "%s%n--- way out: %s, after %s%n%s".formatted(run, offer, after, wayOut);
    }
}
