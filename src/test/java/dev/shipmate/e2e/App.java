package dev.shipmate.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// An app in a namespace of its own, and the program that deploys it from its sources.
///
/// @param release its name, with which all its objects are labelled
record App(String release, TestNamespace namespace, SourceTree sources, Program shipmate) implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(15);

    /// The small app that is made to be broken.
    ///
    /// @param port where it is reached; no other app may have it
    static App shop(Path folder, String namespace, int port) {
        var place = new TestNamespace(namespace);
        SourceTree sources = SourceTree.shop(folder.resolve("sources"), namespace, port);
        return new App(
                "shop", place, sources, Program.at(folder.resolve("home")).in(sources.folder()));
    }

    /// The Todo app of this repository, reached at node port 3000.
    static App todo(Path folder, String namespace) {
        var place = new TestNamespace(namespace);
        SourceTree sources = SourceTree.todo(folder.resolve("sources"), namespace);
        return new App(
                "todo", place, sources, Program.at(folder.resolve("home")).in(sources.folder()));
    }

    Kubectl kubectl() {
        return namespace.kubectl();
    }

    /// Chart values for the next deploys, in place of those before.
    App values(String yaml) {
        sources.write("values.yaml", yaml);
        return this;
    }

    Events deploy(String... options) {
        return deploy(shipmate, options);
    }

    static Events deploy(Program program, String... options) {
        try (Running running = begin(program, options)) {
            return Events.of(running.end(LIMIT));
        }
    }

    /// Starts a deploy and does not wait for its end.
    static Running begin(Program program, String... options) {
        return program.start(
                "deploy",
                Stream.concat(Stream.of("--yes", "-o", "json"), Stream.of(options))
                        .toArray(String[]::new));
    }

    /// The newest revision of the release and its status, such as `2 deployed`; `none` when there is no release.
    String newest() {
        Optional<String> newest = revisions().stream().max(App::byNumber);
        return newest.map(name ->
                        "%d %s".formatted(number(name), kubectl().field("secret", name, ".metadata.labels.status")))
                .orElse("none");
    }

    /// The Secrets in which Helm keeps the revisions of the release.
    List<String> revisions() {
        return kubectl().names("secrets").stream()
                .filter(name -> name.startsWith("sh.helm.release.v1.%s.".formatted(release)))
                .toList();
    }

    /// Whether every workload of the release has rolled out.
    boolean ready() {
        return Stream.of("deployment", "statefulset")
                .allMatch(kind -> kubectl()
                        .succeeds(
                                "rollout",
                                "status",
                                kind,
                                "--selector=app.kubernetes.io/instance=" + release,
                                "--timeout=1s"));
    }

    private static int byNumber(String one, String other) {
        return Integer.compare(number(one), number(other));
    }

    private static int number(String secret) {
        return Integer.parseInt(secret.substring(secret.lastIndexOf(".v") + 2));
    }

    @Override
    public void close() {
        namespace.close();
    }
}
