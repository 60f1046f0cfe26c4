package dev.shipmate.cli;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.monitoring.BoardApp;
import dev.shipmate.monitoring.LiveBoard;
import dev.shipmate.pipeline.Doors;
import dev.shipmate.pipeline.Shipping;
import dev.shipmate.project.ExposeSpec;
import dev.shipmate.terminal.BoardScreen;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// `shipmate status --watch`: the live board, of the project's release or of a namespace.
final class StatusBoard {
    private final Services services;
    private final GlobalOptions options;
    private final ProjectOptions project;
    private final CommandLine line;

    StatusBoard(Services services, GlobalOptions options, ProjectOptions project, CommandLine line) {
        this.services = services;
        this.options = options;
        this.project = project;
        this.line = line;
    }

    int show() {
        if (options.output() != OutputFormat.text) {
            throw new ParameterException(
                    line, "The board is for people. A program asks `shipmate status -o json` as often as it needs.");
        }
        BoardScreen screen = services.board(options.view());
        if (!screen.usable()) {
            throw new ParameterException(
                    line,
                    "The board needs a terminal that can be drawn over. Without one, `shipmate status` tells once.");
        }
        Endpoints endpoints = options.toEndpoints();
        Optional<ProjectOptions.Place> found = options.sandbox() ? Optional.empty() : project.findPlace();
        if (found.isEmpty()) {
            return show(screen, services.cluster(endpoints), () -> BoardApp.UNKNOWN);
        }
        ProjectOptions.Place place = found.get();
        try (var doors = new Doors()) {
            Shipping shipping =
                    services.shipping(place.project(), place.environment(), endpoints.in(place.environment()), doors);
            return show(screen, shipping.shipment().cluster(), () -> app(shipping));
        }
    }

    private int show(BoardScreen screen, Cluster cluster, Supplier<BoardApp> app) {
        // Whoever cannot be reached at the start is not waited for; a namespace may still be made.
        cluster.namespaceExists(cluster.target().namespace());
        try (LiveBoard board = LiveBoard.open(cluster, app, services.redactor(), Clock.systemUTC())) {
            return screen.show(board);
        }
    }

    private static BoardApp app(Shipping shipping) {
        return new BoardApp(
                shipping.shipment().project().exposed().stream()
                        .map(ExposeSpec::url)
                        .toList(),
                shipping.lastVerification()
                        .map(last -> new BoardApp.Verified(last.at(), last.revision(), last.passed(), last.summary())));
    }
}
