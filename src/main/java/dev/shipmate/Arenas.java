package dev.shipmate;

import dev.shipmate.approval.ApprovalPolicy;
import dev.shipmate.approval.UndoFile;
import dev.shipmate.benchmark.Arena;
import dev.shipmate.benchmark.Setting;
import dev.shipmate.cli.Endpoints;
import dev.shipmate.cluster.Cluster;
import dev.shipmate.conversation.LiveSession;
import dev.shipmate.conversation.Session;
import dev.shipmate.conversation.SessionOptions;
import dev.shipmate.conversation.Witness;
import dev.shipmate.model.Sampling;
import dev.shipmate.planning.RulePlanner;
import dev.shipmate.redaction.Redactor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Sessions to try models in. With the sandbox each has one of its own; nothing of them is kept.
final class Arenas implements Arena.Source {
    private final Endpoints endpoints;
    private final SessionOptions options;
    private final Models models;
    private final Shipyard shipyard;
    private final Redactor redactor;

    Arenas(Endpoints endpoints, SessionOptions options, Models models, Shipyard shipyard, Redactor redactor) {
        this.endpoints = endpoints;
        this.options = options;
        this.models = models;
        this.shipyard = shipyard;
        this.redactor = redactor;
    }

    @Override
    public List<String> models() {
        return models.list();
    }

    @Override
    public Arena open(Setting setting, int seed) {
        var clusters = new Clusters(endpoints, redactor, new Pipelines(shipyard, redactor, Pipelines.HERE));
        var wanted = new SessionOptions(
                options.context(),
                options.namespace(),
                setting.model(),
                setting.planner(),
                false,
                ApprovalPolicy.ASK,
                options.budget());
        Path journal = journal();
        Session session = new LiveSession(
                clusters,
                models.sampled(new Sampling(setting.temperature(), seed)),
                RulePlanner.inBackground(() -> !endpoints.sandbox() && Pipelines.ships(Pipelines.HERE)),
                new LiveSession.Memory(new UndoFile(journal), redactor, Witness.NOBODY),
                wanted);
        Cluster cluster = clusters.open(endpoints.context(), endpoints.namespace());
        return new Arena() {
            @Override
            public Session session() {
                return session;
            }

            @Override
            public Cluster cluster() {
                return cluster;
            }

            @Override
            public void close() {
                clusters.close();
                delete(journal);
            }
        };
    }

    private static Path journal() {
        try {
            return Files.createTempFile("shipmate-bench", ".jsonl");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a temporary file.", e);
        }
    }

    private static void delete(Path journal) {
        try {
            Files.deleteIfExists(journal);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete %s.".formatted(journal), e);
        }
    }
}
