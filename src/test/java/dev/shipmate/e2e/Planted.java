package dev.shipmate.e2e;

import dev.shipmate.diagnosis.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// A failure that can be planted in a namespace: its folder holds the manifests, and what is to be found.
///
/// @param expected `object`, `evidence` and `remedy` (patterns), `heals`, `later` (manifests that follow once the first
///     are rolled out), `also` (findings that may stand beside it), `held` (objects with a
///     finalizer), `within` seconds, `note`
record Planted(String id, Path folder, JsonNode expected) {
    private static final int WITHIN_SECONDS = 120;

    /// All that there are, by their names.
    static List<Planted> all() {
        try (Stream<Path> folders = Files.list(Program.folder().resolve("src/test/resources/failures"))) {
            return folders.filter(Files::isDirectory)
                    .sorted()
                    .map(Planted::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Planted read(Path folder) {
        return new Planted(
                folder.getFileName().toString(),
                folder,
                new YAMLMapper().readTree(folder.resolve("expected.yaml").toFile()));
    }

    @Override
    public String toString() {
        return id;
    }

    /// The rule that is to find it: a folder may be named after it with a further word, as in
    /// `crash-app-error.rollout`.
    String rule() {
        return id.replaceFirst("\\..*", "");
    }

    /// Which object the finding is about.
    Pattern object() {
        return Pattern.compile(text("object"));
    }

    /// Whether a finding is the one.
    boolean is(Finding finding) {
        return finding.id().equals(rule()) && object().matcher(finding.object()).matches();
    }

    /// Whether it comes first, with the remedy that is expected. A remedy may come later than its finding: some are
    /// made from measurements.
    boolean isFirstOf(List<Finding> findings) {
        return findings.stream()
                .findFirst()
                .filter(this::is)
                .filter(it -> remedy().isEmpty()
                        || it.remedies().stream()
                                .findFirst()
                                .filter(first ->
                                        remedy().get().matcher(first.title()).find())
                                .isPresent())
                .isPresent();
    }

    Pattern evidence() {
        return Pattern.compile(text("evidence"));
    }

    /// What the first remedy's title is like; empty when it has none.
    Optional<Pattern> remedy() {
        return text("remedy").isEmpty() ? Optional.empty() : Optional.of(Pattern.compile(text("remedy")));
    }

    boolean heals() {
        return expected.path("heals").asBoolean(false);
    }

    List<String> also() {
        return texts("also");
    }

    String note() {
        return text("note");
    }

    Duration within() {
        return Duration.ofSeconds(expected.path("within").asInt(WITHIN_SECONDS));
    }

    /// Makes it happen.
    void plant(TestNamespace namespace) {
        Path cluster = folder.resolve("cluster.yaml");
        if (Files.exists(cluster)) {
            namespace.kubectl().apply(manifest("cluster.yaml", namespace));
        }
        namespace.kubectl().apply(manifest("broken.yaml", namespace));
        for (String later : texts("later")) {
            namespace
                    .kubectl()
                    .call("get", "deployments,statefulsets,daemonsets", "-o", "name")
                    .lines()
                    .forEach(workload -> namespace.kubectl().call("rollout", "status", workload, "--timeout=80s"));
            namespace.kubectl().apply(manifest(later, namespace));
        }
    }

    /// Takes away what it has made outside of its namespace, and what keeps the namespace from going.
    void uproot(TestNamespace namespace) {
        texts("held")
                .forEach(object -> namespace
                        .kubectl()
                        .call("patch", object, "--type=merge", "--patch={\"metadata\":{\"finalizers\":null}}"));
        if (Files.exists(folder.resolve("cluster.yaml"))) {
            namespace.kubectl().delete(manifest("cluster.yaml", namespace));
        }
    }

    private String manifest(String file, TestNamespace namespace) {
        try {
            return Files.readString(folder.resolve(file)).replace("$NAMESPACE", namespace.name());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(String field) {
        return expected.path(field).asString("");
    }

    private List<String> texts(String field) {
        return expected.path(field).valueStream().map(each -> each.asString("")).toList();
    }
}
