package dev.shipmate.cli;

import dev.shipmate.cluster.ClusterTarget;
import dev.shipmate.conversation.DecidedBy;
import dev.shipmate.conversation.Outcome;
import dev.shipmate.conversation.Question;
import dev.shipmate.conversation.Session;
import dev.shipmate.conversation.TurnResult;
import dev.shipmate.model.TokenUsage;
import dev.shipmate.pipeline.Doors;
import dev.shipmate.pipeline.FailureReport;
import dev.shipmate.pipeline.Shipment;
import dev.shipmate.pipeline.Shipping;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The newest run of a project's release, for questions about why it failed.
sealed interface LastDeploy {
    /// Questions are about anything.
    LastDeploy NOT_ASKED = new Any();

    /// The session in which the questions are asked.
    Session session(Services services, GlobalOptions options);

    /// The answer when the questions are about a failure and there was none.
    Optional<TurnResult> nothingFailed(Question question);

    /// Looks for the report that the newest run has left; no request is made to the cluster.
    static LastDeploy find(Services services, GlobalOptions options, ProjectOptions project) {
        ProjectOptions.Place place = project.toPlace();
        Endpoints endpoints = options.toEndpoints().in(place.environment());
        try (var doors = new Doors()) {
            Shipping shipping = services.shipping(place.project(), place.environment(), endpoints, doors);
            return new OfProject(endpoints, place, shipping.shipment(), shipping.lastFailure());
        }
    }

    /// No deploy in particular.
    record Any() implements LastDeploy {
        @Override
        public Session session(Services services, GlobalOptions options) {
            return services.session(options.toEndpoints(), options.toSessionOptions());
        }

        @Override
        public Optional<TurnResult> nothingFailed(Question question) {
            return Optional.empty();
        }
    }

    /// That of one project in one environment.
    record OfProject(
            Endpoints endpoints, ProjectOptions.Place place, Shipment shipment, Optional<FailureReport> failure)
            implements LastDeploy {
        @Override
        public Session session(Services services, GlobalOptions options) {
            ClusterTarget target = shipment.cluster().target();
            Session session = services.session(endpoints, options.toSessionOptions(target), place.origin(target));
            failure.ifPresent(session::troubleshoot);
            return session;
        }

        @Override
        public Optional<TurnResult> nothingFailed(Question question) {
            if (failure.isPresent()) {
                return Optional.empty();
            }
            String answer = "The last run of %s did not fail, or there was none from this machine."
                    .formatted(shipment.display());
            return Optional.of(new TurnResult(
                    question,
                    Outcome.ANSWERED,
                    answer,
                    DecidedBy.RULES,
                    "",
                    "",
                    1,
                    List.of(),
                    List.of(),
                    List.of(),
                    TokenUsage.NONE,
                    Duration.ZERO));
        }
    }
}
