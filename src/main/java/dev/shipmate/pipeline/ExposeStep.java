package dev.shipmate.pipeline;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.project.ExposeSpec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Sees to it that the app answers at the address where a person opens it: the node port where that leads there, else
/// a forward to the Service. No mapping is believed: each address is asked.
final class ExposeStep implements Step {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final int LOOKS = 40;

    private final Cluster cluster;
    private final String namespace;
    private final List<ExposeSpec> exposed;
    private final Doors doors;

    ExposeStep(Cluster cluster, String namespace, List<ExposeSpec> exposed, Doors doors) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.exposed = List.copyOf(exposed);
        this.doors = doors;
    }

    @Override
    public StepName name() {
        return StepName.EXPOSE;
    }

    @Override
    public String plan() {
        return exposed.isEmpty()
                ? "the project names no address"
                : String.join(
                        ", ",
                        exposed.stream()
                                .map(one -> "ask %s, and forward it to service/%s if nothing answers"
                                        .formatted(one.url(), one.service()))
                                .toList());
    }

    @Override
    public StepOutcome run(StepProgress progress) {
        if (exposed.isEmpty()) {
            return new StepOutcome.Skipped("the project names no address");
        }
        var facts = new ArrayList<String>();
        try (var http = HttpClient.newHttpClient()) {
            for (ExposeSpec one : exposed) {
                progress.doing(one.url().toString());
                Optional<StepOutcome> failed = open(one, http, facts);
                if (failed.isPresent()) {
                    return failed.get();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new StepOutcome.Cancelled("The release is deployed and runs; no forward is open.");
        }
        return new StepOutcome.Done(facts);
    }

    private Optional<StepOutcome> open(ExposeSpec one, HttpClient http, List<String> facts)
            throws InterruptedException {
        if (answers(http, one.url())) {
            facts.add("%s answers, by the node port of service/%s or by a mapping to it"
                    .formatted(one.url(), one.service()));
            return Optional.empty();
        }
        try {
            doors.keep(cluster.forward(
                    namespace, one.service(), one.port(), one.url().getPort()));
        } catch (IOException e) {
            return Optional.of(new StepOutcome.Failed(
                    "%s does not answer, and its port cannot be opened here: %s".formatted(one.url(), e.getMessage()),
                    "Another program has port %d: end it, or name another url in the project file."
                            .formatted(one.url().getPort())));
        }
        for (int look = 0; look < LOOKS; look++) {
            if (answers(http, one.url())) {
                facts.add("%s answers, by a forward to the pods of service/%s".formatted(one.url(), one.service()));
                return Optional.empty();
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        return Optional.of(new StepOutcome.Failed(
                "%s does not answer, though a forward to service/%s is open.".formatted(one.url(), one.service()),
                "Look whether the Service has ready pods: shipmate ask \"does service %s work?\""
                        .formatted(one.service())));
    }

    /// Any answer that is not an error of the server counts: who is there may want a sign-in.
    private static boolean answers(HttpClient http, URI url) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url).timeout(ANSWER_LIMIT).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() < 500;
        } catch (IOException _) {
            return false;
        }
    }
}
