package dev.shipmate.cli;

import dev.shipmate.diagnosis.Examination;
import dev.shipmate.diagnosis.Finding;
import dev.shipmate.diagnosis.FindingSarif;
import dev.shipmate.diagnosis.WatchEvent;
import dev.shipmate.terminal.FindingScreen;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/// How a diagnosis is told: to a person on a screen, to a program as a tree.
record DiagnosisOutput(
        ReportFormat format, PrintWriter out, FindingScreen screen, DiagnosisTree tree, Wording wording) {

    /// What is said beside the findings.
    ///
    /// @param healthy that nothing is wrong
    record Wording(Function<Examination, String> healthy, FindingScreen.Commands commands) {}

    /// @param older findings that are left out because they are
    void once(Instant at, Examination seen, int older) {
        switch (format) {
            case text -> {
                screen.all(seen.findings(), wording.commands());
                if (seen.findings().isEmpty()) {
                    screen.healthy(older == 0 ? wording.healthy().apply(seen) : "Nothing new is wrong.");
                }
                screen.unseen(seen);
            }
            case json -> new TreeOutput(OutputFormat.json).print(out, tree.of(at, seen));
            case yaml -> new TreeOutput(OutputFormat.yaml).print(out, tree.of(at, seen));
            case sarif ->
                new TreeOutput(OutputFormat.json)
                        .print(out, new FindingSarif(ShipmateCommand.version(), tree.context()).write(seen));
        }
    }

    /// Tells one event of a watch, and says whether anybody still reads.
    boolean watched(WatchEvent event) {
        switch (format) {
            case text -> shown(event);
            // An object on a line of its own is an item of a YAML list as well.
            case yaml -> line("- ", event);
            case json, sarif -> line("", event);
        }
        return screen.wanted();
    }

    private void line(String item, WatchEvent event) {
        out.println(item + JsonMapper.shared().writeValueAsString(tree.of(event)));
        out.flush();
    }

    private void shown(WatchEvent event) {
        switch (event) {
            case WatchEvent.Began(Instant _, Examination seen) -> {
                if (seen.findings().isEmpty()) {
                    screen.healthy(wording.healthy().apply(seen));
                }
                screen.unseen(seen);
                screen.note("Watching; Ctrl-C ends it.");
            }
            case WatchEvent.Appeared(Instant _, Finding finding) -> screen.appeared(finding, wording.commands());
            case WatchEvent.Healed(Instant _, Finding finding, Duration after) -> screen.healed(finding, after);
            case WatchEvent.Lost(Instant _, String message) ->
                screen.trouble(message + " It is tried again until it works.");
            case WatchEvent.Back(Instant _) -> screen.note("The cluster answers again.");
        }
    }
}
