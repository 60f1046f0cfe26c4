package dev.shipmate.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The images that can be pulled in the sandbox. Every other one is not found.
final class ImageCatalog {
    private final Map<String, ContainerImage> images = new HashMap<>();

    /// @param password what stands in the logs where an app carelessly writes its password
    static ImageCatalog load(String password) {
        var catalog = new ImageCatalog();
        ApiRequest.JSON
                .readTree(resource("images.json"))
                .properties()
                .forEach(
                        entry -> catalog.images.put(entry.getKey(), image(entry.getKey(), entry.getValue(), password)));
        return catalog;
    }

    Optional<ContainerImage> find(String reference) {
        return Optional.ofNullable(images.get(reference));
    }

    /// A text file of the sandbox on the class path.
    static String resource(String name) {
        try (InputStream in = ImageCatalog.class.getResourceAsStream("/sandbox/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The sandbox lacks its file %s.".formatted(name));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the sandbox's file %s.".formatted(name), e);
        }
    }

    private static ContainerImage image(String reference, JsonNode node, String password) {
        String log = node.path("log").asString("");
        return new ContainerImage(
                reference,
                log.isEmpty()
                        ? LogText.EMPTY
                        : LogText.parse(resource("logs/" + log + ".log").replace("{password}", password)),
                node.path("cpuMillicores").asInt(5),
                node.path("memoryMebibytes").asInt(20),
                node.has("exitCode") ? Optional.of(node.path("exitCode").asInt()) : Optional.empty(),
                Duration.ofMillis(node.path("runsMilliseconds").asLong(2_000)),
                Duration.ofMillis(node.path("readyMilliseconds").asLong(400)));
    }
}
