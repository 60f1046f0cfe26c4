package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.spelling.Spelling;
import dev.shipmate.spelling.Words;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Follows what a program's log says about the things it needs to the Services, Secrets and jobs that these are.
final class Dependencies implements LogRule {
    private static final Pattern CREDENTIAL = Pattern.compile("(?i).*(pass|pwd|url|uri|dsn|conn|cred|secret).*");
    /// The ports that databases and queues usually have.
    private static final Set<Integer> DATABASES =
            Set.of(1433, 1521, 3306, 5432, 5433, 6379, 5672, 9042, 9092, 9200, 27017);

    private final Cluster cluster;
    private final Scene scene;

    Dependencies(Cluster cluster, Scene scene) {
        this.cluster = cluster;
        this.scene = scene;
    }

    @Override
    public Optional<Lead> explain(Lead lead, LogEnd log) {
        Suspect suspect = log.suspect();
        Lead likely = lead.with(lead.finding().as(Confidence.LIKELY));
        return Clue.in(log.lines()).map(clue -> switch (clue) {
            case Clue.UnknownHost(String host) -> unknownHost(likely, suspect, host);
            case Clue.NoConnection(String host, int port) ->
                noConnection(likely, log, new Attempt(host, port, "app-db-refused"));
            case Clue.NoAnswer(String host, int port) ->
                noConnection(likely, log, new Attempt(host, port, "app-db-timeout"));
            case Clue.WrongPassword(String user) -> wrongPassword(likely, suspect, user);
            case Clue.NoTable(String table) -> noTable(likely, suspect, table);
        });
    }

    private Lead unknownHost(Lead lead, Suspect suspect, String host) {
        String namespace = suspect.pod().namespace();
        Address address = Address.of(host, namespace);
        if (!address.here()) {
            return lead;
        }
        List<String> names =
                scene.servicesIn(namespace).stream().map(ServiceFacts::name).toList();
        if (names.contains(address.name())) {
            return lead.with(lead.finding()
                    .withEvidence(List.of("service/%s exists, so it is the name service that did not know it"
                            .formatted(address.name()))));
        }
        List<String> near = Spelling.nearest(address.name(), names);
        Finding finding = lead.finding()
                .as("dns-wrong-name")
                .withCause("%s There is no service %s in namespace %s%s."
                        .formatted(
                                lead.finding().cause(),
                                address.name(),
                                namespace,
                                near.isEmpty() ? "" : "; nearest: " + Words.list(near)))
                .withEvidence(List.of("services in namespace %s: %s"
                        .formatted(
                                namespace,
                                names.isEmpty()
                                        ? "none"
                                        : Words.list(names.stream().limit(10).toList()))))
                .withNext("Correct the host in its settings, or create the service.");
        return lead.with(Spelling.best(address.name(), names)
                .flatMap(best -> Environment.read(cluster, suspect).replacingHost(host, 0, best))
                .map(finding::withRemedy)
                .orElse(finding));
    }

    private Lead noConnection(Lead lead, LogEnd log, Attempt attempt) {
        Suspect suspect = log.suspect();
        String namespace = suspect.pod().namespace();
        String host = attempt.host();
        int port = attempt.port();
        if (Loopback.isHost(host)) {
            return local(lead, suspect, attempt);
        }
        Address address = Address.of(host, namespace);
        Optional<ServiceFacts> service = (address.here() ? scene.servicesIn(namespace) : List.<ServiceFacts>of())
                .stream()
                        .filter(it ->
                                it.name().equals(address.name()) || it.address().equals(host))
                        .findFirst();
        if (service.isEmpty()) {
            return lead.with(unreached(lead.finding(), suspect, attempt));
        }
        boolean known = port == 0 || service.get().ports().stream().anyMatch(it -> it.port() == port);
        if (known && new Beginnings(scene).explain(log, service.get())) {
            return lead.pass();
        }
        return known
                ? behind(lead.with(unreached(lead.finding(), suspect, attempt)), service.get())
                : wrongPort(lead, suspect, service.get(), attempt);
    }

    /// @param id what it is when a database does not answer
    private record Attempt(String host, int port, String id) {}

    /// Known for a database by the port alone.
    private Finding unreached(Finding finding, Suspect suspect, Attempt attempt) {
        if (!DATABASES.contains(attempt.port())) {
            return finding;
        }
        boolean silent = attempt.id().equals("app-db-timeout");
        List<String> policies = silent ? Egress.policies(scene, suspect) : List.of();
        return finding.as(attempt.id())
                .withCause("%s The database at %s:%d %s."
                        .formatted(
                                finding.cause(),
                                attempt.host(),
                                attempt.port(),
                                silent ? "does not answer" : "takes no connections"))
                .withEvidence(
                        policies.isEmpty()
                                ? List.of()
                                : List.of("network policies for what it sends: " + Words.list(policies)))
                .withNext(
                        silent
                                ? "Check the address, and whether a network policy lets it reach the database."
                                : "Look at the database: whether it runs, and on which port it listens.");
    }

    private Lead wrongPort(Lead lead, Suspect suspect, ServiceFacts service, Attempt attempt) {
        List<String> ports = service.ports().stream()
                .map(port -> String.valueOf(port.port()))
                .toList();
        Finding finding = lead.finding()
                .as("dependency-port")
                .withCause("%s %s listens on port %s, not on %d."
                        .formatted(lead.finding().cause(), service.display(), Words.list(ports), attempt.port()))
                .withNext("Correct the port in its settings.");
        return lead.with(
                ports.size() == 1
                        ? Environment.read(cluster, suspect)
                                .replacingPort(
                                        attempt.host(),
                                        attempt.port(),
                                        service.ports().getFirst().port())
                                .map(finding::withRemedy)
                                .orElse(finding)
                        : finding);
    }

    private Lead local(Lead lead, Suspect suspect, Attempt attempt) {
        String host = attempt.host();
        int port = attempt.port();
        List<ServiceFacts> there = Loopback.services(scene, suspect, port);
        if (there.size() != 1) {
            return lead.with(unreached(lead.finding(), suspect, attempt));
        }
        String name = there.getFirst().name();
        Finding finding = lead.finding()
                .as("localhost-in-pod")
                .withCause("%s In a pod, %s is the pod itself; service/%s has port %d."
                        .formatted(lead.finding().cause(), host, name, port))
                .withNext("Give it the service's name as host.");
        return lead.with(Environment.read(cluster, suspect)
                .replacingHost(host, port, name)
                .map(finding::withRemedy)
                .orElse(finding));
    }

    /// The Service is right: what is wrong lies behind it.
    private Lead behind(Lead lead, ServiceFacts service) {
        List<WorkloadFacts> meant = scene.workloadsIn(service.namespace()).stream()
                .filter(workload -> service.selects(workload.podLabels()))
                .toList();
        List<String> causes = Stream.of(
                        Stream.of(service.display()),
                        service.owners().stream(),
                        meant.stream().map(workload -> workload.id().display()))
                .flatMap(each -> each)
                .distinct()
                .toList();
        Optional<WorkloadFacts> stopped = meant.stream()
                .filter(workload -> workload.serves() && workload.view().desired() == 0)
                .findFirst();
        if (service.pods() == 0 && stopped.isPresent()) {
            String who = stopped.get().id().display();
            return lead.with(lead.finding()
                    .as("dependency-stopped")
                    .withCause("%s %s is scaled to 0, so nothing answers at %s."
                            .formatted(lead.finding().cause(), who, service.display()))
                    .withNext("Scale %s up.".formatted(who))
                    .withRemedy(PatchTemplate.replicas(stopped.get().id(), 1)));
        }
        return lead.with(lead.finding()
                        .withEvidence(List.of("%s: %d of %s ready"
                                .formatted(service.display(), service.ready(), Words.count(service.pods(), "pod"))))
                        .withEvidence(unproved(service)))
                .because(causes);
    }

    /// Without a readiness probe, ready means no more than started.
    private List<String> unproved(ServiceFacts service) {
        return scene.healthy().stream()
                .filter(pods -> pods.namespace().equals(service.namespace())
                        && service.owners().contains(pods.object()))
                .flatMap(pods -> pods.oldest()
                        .json()
                        .path("spec")
                        .path("containers")
                        .valueStream()
                        .filter(container -> !container.has("readinessProbe"))
                        .map(container -> "container %s of %s has no readiness probe, so ready only means started"
                                .formatted(container.path("name").asString(""), pods.object())))
                .limit(1)
                .toList();
    }

    private Lead wrongPassword(Lead lead, Suspect suspect, String user) {
        List<Settings.SecretReference> references = Settings.secretReferences(suspect).stream()
                .filter(reference -> CREDENTIAL
                        .matcher(reference.variable() + " " + reference.key())
                        .matches())
                .toList();
        List<String> sources = references.stream()
                .map(reference -> "key %s of secret %s (in %s)"
                        .formatted(reference.key(), reference.secret(), reference.variable()))
                .distinct()
                .toList();
        String from = sources.isEmpty() ? "" : ", which comes from " + Words.list(sources);
        Finding finding = lead.finding()
                .as("app-db-password")
                .withCause("%s The server refuses the password%s%s."
                        .formatted(lead.finding().cause(), user.isEmpty() ? "" : " of user " + user, from))
                .withNext("Compare the Secret with the password that the server knows: a database keeps the one that"
                        + " its volume was made with.");
        return lead.with(new MangledSecret(cluster).look(finding, suspect.pod().namespace(), references))
                .twin("password of " + user);
    }

    private Lead noTable(Lead lead, Suspect suspect, String table) {
        List<String> jobs = scene.workloadsIn(suspect.pod().namespace()).stream()
                .filter(workload -> workload.id().kind().equals("job") && !workload.isFinishedJob())
                .map(workload -> workload.id().display())
                .toList();
        return lead.with(lead.finding()
                        .as("app-db-tables")
                        .withCause("%s The database has no table %s, so its migration did not run."
                                .formatted(lead.finding().cause(), table))
                        .withNext("Run the migration."))
                .because(jobs);
    }

    /// A host in the cluster's way of writing: `db`, `db.prod`, `db.prod.svc.cluster.local`, or an address.
    ///
    /// @param here whether it would be a Service of the program's own namespace; others were not read
    private record Address(String name, boolean here) {
        static Address of(String host, String namespace) {
            if (host.matches("[0-9.]+")) {
                return new Address(host, true);
            }
            String[] parts = host.split("\\.", -1);
            return new Address(
                    parts[0],
                    parts.length == 1 || (parts[1].equals(namespace) && (parts.length == 2 || parts[2].equals("svc"))));
        }
    }
}
