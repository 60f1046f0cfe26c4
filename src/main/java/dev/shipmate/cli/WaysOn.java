package dev.shipmate.cli;

import dev.shipmate.conversation.Session;
import dev.shipmate.pipeline.FailureReport;
import dev.shipmate.pipeline.Offer;
import dev.shipmate.terminal.RunScreen;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Asks a person how to go on after a failure: one of the offers, a closer look, or nothing.
final class WaysOn {
    /// What can be chosen besides the offers.
    private enum More {
        SEE("See everything that was found"),
        ASK("Ask about it in the shell"),
        LEAVE("Leave it as it is");

        private final String words;

        More(String words) {
            this.words = words;
        }
    }

    private final Services services;
    private final Services.View view;
    private final RunScreen screen;
    private final Supplier<Session> session;

    /// @param session made when it is needed
    WaysOn(Services services, Services.View view, RunScreen screen, Supplier<Session> session) {
        this.services = services;
        this.view = view;
        this.screen = screen;
        this.session = session;
    }

    /// What the person wants.
    sealed interface Next {
        record Leave() implements Next {}

        /// The same once more; that was approved before.
        record Again(Undertaking undertaking) implements Next {}

        /// Something else, which leaves the failed run failed.
        record Back(Undertaking undertaking) implements Next {}
    }

    Next next(FailureReport report, Undertaking undertaking) {
        List<Offer> offers = report.offers();
        List<String> choices = Stream.concat(
                        offers.stream().map(Commands::words),
                        Stream.of(More.values()).map(more -> more.words))
                .toList();
        int choice = screen.choose("How to go on?", choices);
        return choice < offers.size()
                ? take(offers.get(choice), report, undertaking)
                : switch (More.values()[choice - offers.size()]) {
                    case SEE -> {
                        screen.failure(report);
                        yield next(report, undertaking);
                    }
                    case ASK -> {
                        services.troubleshoot(report, session.get(), view);
                        yield new Next.Leave();
                    }
                    case LEAVE -> new Next.Leave();
                };
    }

    private Next take(Offer offer, FailureReport report, Undertaking undertaking) {
        return switch (offer) {
            case Offer.Apply(var remedy) ->
                services.mend(remedy, session.get(), view)
                        ? new Next.Again(undertaking.again())
                        : next(report, undertaking);
            case Offer.RollBack(int revision) -> new Next.Back(new Undertaking.RollBack(revision));
            case Offer.Uninstall() -> new Next.Back(new Undertaking.Uninstall());
            case Offer.Resume _ -> new Next.Again(undertaking.again());
        };
    }
}
