package dev.shipmate.session;

import dev.shipmate.cluster.ClusterTarget;
import dev.shipmate.conversation.TurnEvent;
import dev.shipmate.conversation.TurnResult;
import dev.shipmate.conversation.Witness;
import dev.shipmate.journal.JsonLines;
import dev.shipmate.redaction.Redactor;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A session that outlives the program, in a file of its own: each turn is in it before a person sees its answer. The
/// file comes with the first turn.
public final class StoredSession implements Witness {
    private static final JsonMapper JSON = new JsonMapper();

    private final String name;
    private final JsonLines file;
    private final Redactor redactor;
    private final Clock clock;

    StoredSession(String name, Path file, Redactor redactor, Clock clock) {
        this.name = name;
        this.file = new JsonLines(file, "session");
        this.redactor = redactor;
        this.clock = clock;
    }

    public String name() {
        return name;
    }

    /// Its turns since the start or the last reset, oldest first.
    public List<TurnResult> turns() {
        return remembered().stream()
                .flatMap(line -> StoredTurn.read(line).stream())
                .toList();
    }

    /// Where it was last: a context and a namespace; empty when no cluster was looked for.
    public Optional<Place> place() {
        return file.lines().reversed().stream()
                .filter(line -> line.has("context"))
                .map(line -> new Place(
                        line.path("context").asString(""),
                        line.path("namespace").asString("")))
                .findFirst();
    }

    /// A context of the kubeconfig, and a namespace.
    public record Place(String context, String namespace) {}

    /// When something was last written to it.
    public Instant changed() {
        return file.lines().reversed().stream()
                .flatMap(line -> line.path("time").asStringOpt().stream())
                .map(Instant::parse)
                .findFirst()
                .orElse(Instant.EPOCH);
    }

    private List<JsonNode> remembered() {
        var lines = new ArrayList<JsonNode>();
        for (JsonNode line : file.lines()) {
            if (line.has("forgotten")) {
                lines.clear();
            } else {
                lines.add(line);
            }
        }
        return lines;
    }

    @Override
    public Testimony begins(String question) {
        return new Testimony() {
            @Override
            public void on(TurnEvent event) {
                // The result tells all that a later stay needs.
            }

            @Override
            public void ended(TurnResult result, Optional<ClusterTarget> target) {
                var line = JSON.createObjectNode().put("time", clock.instant().toString());
                target.ifPresent(it -> line.put("context", it.context()).put("namespace", it.namespace()));
                line.setAll(StoredTurn.write(result, redactor));
                file.append(line);
            }
        };
    }

    @Override
    public void forgets() {
        file.append(
                JSON.createObjectNode().put("time", clock.instant().toString()).put("forgotten", true));
    }
}
