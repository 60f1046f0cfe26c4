package dev.shipmate.project;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Reads `shipmate.yaml`. Every mistake is told with the field where it stands.
public final class ProjectFile {
    /// The file's name, looked for in the current folder and the folders above it.
    public static final String NAME = "shipmate.yaml";

    private static final int VERSION = 1;

    /// A field that stands twice is a mistake: YAML would let the last one win.
    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private static final String SECRET_NAME = "[a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?";

    private final Path folder;

    private ProjectFile(Path folder) {
        this.folder = folder;
    }

    /// The project file that is meant in a folder.
    public static Path find(Path start) {
        return search(start)
                .orElseThrow(() -> new ProjectException(
                        "There is no %s in %s or above it. Name one with --project.".formatted(NAME, start)));
    }

    /// The same, where there need not be one.
    public static Optional<Path> search(Path start) {
        for (Path folder = start.toAbsolutePath().normalize(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve(NAME))) {
                return Optional.of(folder.resolve(NAME));
            }
        }
        return Optional.empty();
    }

    /// Throws a [ProjectException] when the file cannot be read, or says something that cannot be meant.
    public static Project read(Path file) {
        JsonNode root;
        try {
            root = YAML.readTree(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ProjectException("Cannot read %s: %s".formatted(file, e.getMessage()), e);
        } catch (JacksonException e) {
            throw new ProjectException(
                    "%s is no YAML, at line %d: %s"
                            .formatted(
                                    file,
                                    e.getLocation() == null
                                            ? 1
                                            : e.getLocation().getLineNr(),
                                    firstLine(e.getOriginalMessage())),
                    e);
        }
        try {
            Path folder = file.toAbsolutePath().normalize().getParent();
            return new ProjectFile(folder == null ? Path.of("/") : folder).project(new Section(root, ""));
        } catch (ProjectException e) {
            throw new ProjectException("%s: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private Project project(Section root) {
        if (!root.present()) {
            throw root.wrong("is empty");
        }
        root.only(
                "version",
                "name",
                "images",
                "build",
                "chart",
                "release",
                "environments",
                "secrets",
                "expose",
                "verify",
                "cleanUp");
        root.number("version", VERSION, VERSION, VERSION);
        String name = dnsName(root, "name", root.text("name"));
        Section build = root.section("build").only("network", "platform");
        Section cleanUp = root.section("cleanUp").only("afterDeploy", "buildCacheOlderThan");
        return new Project(
                folder,
                name,
                named(root.section("images"), this::image),
                new BuildSpec(build.text("network", ""), build.text("platform", "")),
                chart(root),
                dnsName(root, "release", root.text("release", name)),
                environments(root.section("environments"), name),
                named(root.section("secrets"), this::secret),
                root.section("expose").each(this::exposed),
                root.section("verify"),
                new CleanUpSpec(cleanUp.flag("afterDeploy", false), age(cleanUp)));
    }

    private Path chart(Section root) {
        Path chart = existing(root, "chart", path(root.text("chart")));
        if (!Files.exists(chart.resolve("Chart.yaml"))) {
            throw root.section("chart").wrong("names %s, which has no Chart.yaml".formatted(chart));
        }
        return chart;
    }

    private ImageSpec image(String name, Section image) {
        image.only("repository", "context", "dockerfile", "target", "args", "values");
        Path context = existing(image, "context", path(image.text("context", ".")));
        if (!Files.isDirectory(context)) {
            throw image.section("context").wrong("names %s, which is no folder".formatted(context));
        }
        Path dockerfile =
                context.resolve(image.text("dockerfile", "Dockerfile")).normalize();
        String repository = image.text("repository");
        if (!repository.matches("[a-z0-9]+(?:[._/:-]+[a-z0-9]+)*")) {
            throw image.section("repository").wrong("must be an image name without a tag, in lower case");
        }
        return new ImageSpec(
                name,
                repository,
                context,
                existing(image, "dockerfile", dockerfile),
                image.text("target", ""),
                image.pairs("args"),
                image.text("values", name + ".image"));
    }

    private List<EnvironmentSpec> environments(Section environments, String name) {
        List<EnvironmentSpec> listed = named(environments, (environment, section) -> {
            section.only("context", "namespace", "values", "set", "restarts", "atomic");
            List<Path> values = section.texts("values").stream()
                    .map(file -> existing(section, "values", path(file)))
                    .toList();
            return new EnvironmentSpec(
                    environment,
                    section.text("context", ""),
                    dnsName(section, "namespace", section.text("namespace", name)),
                    values,
                    section.pairs("set"),
                    section.flag("restarts", false),
                    section.flag("atomic", false));
        });
        return listed.isEmpty()
                ? List.of(new EnvironmentSpec("default", "", name, List.of(), Map.of(), false, false))
                : listed;
    }

    private SecretSpec secret(String name, Section secret) {
        secret.only("values", "keys");
        Section keys = secret.section("keys");
        var sources = new LinkedHashMap<String, SecretSource>();
        keys.keys().forEach(key -> sources.put(key, source(keys.section(key))));
        if (sources.isEmpty()) {
            throw keys.wrong("must name at least one key");
        }
        if (!name.matches(SECRET_NAME)) {
            throw secret.wrong("must be a Secret's name: lower-case letters, digits, hyphens and dots");
        }
        return new SecretSpec(name, secret.text("values", ""), sources);
    }

    private SecretSource source(Section key) {
        key.only("value", "generate", "env", "file");
        if (key.keys().size() != 1) {
            throw key.wrong("must have exactly one of value, generate, env, file");
        }
        return switch (key.keys().getFirst()) {
            case "value" -> new SecretSource.Plain(key.text("value"));
            case "generate" -> new SecretSource.Generated(key.number("generate", 16, 256, 32));
            case "env" -> new SecretSource.Variable(key.text("env"));
            default -> new SecretSource.Content(path(key.text("file")));
        };
    }

    private ExposeSpec exposed(Section exposed) {
        exposed.only("service", "port", "url");
        URI url;
        try {
            url = URI.create(exposed.text("url"));
        } catch (IllegalArgumentException _) {
            throw exposed.section("url").wrong("must be an address such as http://localhost:3000");
        }
        if (!List.of("http", "https").contains(String.valueOf(url.getScheme()))
                || !List.of("localhost", "127.0.0.1").contains(String.valueOf(url.getHost()))
                || url.getPort() < 1) {
            throw exposed.section("url").wrong("must be an address such as http://localhost:3000, on this machine");
        }
        return new ExposeSpec(exposed.text("service"), exposed.number("port", 1, 65535, url.getPort()), url);
    }

    private static Duration age(Section cleanUp) {
        String text = cleanUp.text("buildCacheOlderThan", "");
        if (text.isEmpty()) {
            return Duration.ZERO;
        }
        if (!text.matches("\\d{1,6}h")) {
            throw cleanUp.section("buildCacheOlderThan").wrong("must be hours, such as 168h");
        }
        return Duration.ofHours(Long.parseLong(text.substring(0, text.length() - 1)));
    }

    private static String dnsName(Section section, String field, String text) {
        if (!text.matches("[a-z0-9]([-a-z0-9]{0,51}[a-z0-9])?")) {
            throw section.section(field)
                    .wrong("must be lower-case letters, digits and hyphens, at most 53: '%s'".formatted(text));
        }
        return text;
    }

    private Path path(String text) {
        return folder.resolve(text).normalize();
    }

    private static Path existing(Section section, String field, Path path) {
        if (!Files.exists(path)) {
            throw section.section(field).wrong("names %s, which is not there".formatted(path));
        }
        return path;
    }

    private static <T> List<T> named(Section mapping, BiFunction<String, Section, T> reader) {
        return mapping.keys().stream()
                .map(name -> reader.apply(name, mapping.section(name)))
                .toList();
    }
}
