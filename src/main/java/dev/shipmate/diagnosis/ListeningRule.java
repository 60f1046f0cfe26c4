package dev.shipmate.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A program that listens elsewhere than its probe knocks, as it says itself.
final class ListeningRule implements LogRule {
    private static final Set<String> REFUSED = Set.of("probe-refused", "liveness-wrong-target", "liveness-too-early");
    private static final Pattern ADDRESS = Pattern.compile(
            "(?i)\\b(?:listen\\w*|running|serving|started|bound|ready|local|server|accept\\w*)\\b.{0,60}?"
                    + "(?:https?://|tcp://|\\s|=)(\\[?[\\w.*-]*(?:::1?)?]?):(\\d{2,5})\\b");
    private static final Pattern PORT =
            Pattern.compile("(?i)\\b(?:listen\\w*|running|serving|started|server)\\b.{0,40}\\bport[ =:]+(\\d{2,5})\\b");

    /// Where a program says that it listens; `host` is empty when it does not say.
    record Place(String host, int port) {}

    @Override
    public Optional<Lead> explain(Lead lead, LogEnd log) {
        if (!REFUSED.contains(lead.finding().id())) {
            return Optional.empty();
        }
        Optional<Place> place = place(log);
        List<Probe> probes = Probe.all(log.suspect().container(log.container().name()));
        if (place.isEmpty() || probes.isEmpty()) {
            return Optional.empty();
        }
        Place there = place.get();
        boolean asked = probes.stream().anyMatch(probe -> probe.portNumber() == there.port());
        if (asked) {
            return Loopback.isLocal(there.host())
                    ? Optional.of(lead.with(Binding.known(
                            lead.finding(), log.suspect(), log.container().name())))
                    : Optional.empty();
        }
        Finding finding = lead.finding()
                .withCause("%s Its log says that it listens on port %d."
                        .formatted(lead.finding().cause(), there.port()));
        return Optional.of(lead.with(
                ProbePorts.find(log.suspect()).isPresent()
                        ? finding
                        : ProbePorts.pointed(log.suspect(), log.container().name(), there.port())
                                .map(finding::withRemedy)
                                .orElse(finding)));
    }

    private static Optional<Place> place(LogEnd log) {
        return log.newest(ADDRESS)
                .map(found -> new Place(found.group(1), Integer.parseInt(found.group(2))))
                .or(() -> log.newest(PORT).map(ListeningRule::port))
                .filter(place -> place.port() < 65_536);
    }

    private static Place port(Matcher found) {
        return new Place("", Integer.parseInt(found.group(1)));
    }
}
