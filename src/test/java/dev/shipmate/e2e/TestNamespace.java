package dev.shipmate.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.UnaryOperator;

/// A namespace of a test class's own, deleted with everything in it when the class is done. One that exists already is
/// left alone, unless an earlier run made it.
final class TestNamespace implements AutoCloseable {
    private static final String LABEL = "dev.shipmate/e2e";

    private final String name;
    private final Kubectl kubectl;

    TestNamespace(String name) {
        this.name = name;
        kubectl = new Kubectl(name);
        if (kubectl.succeeds("get", "namespace", name)) {
            if (kubectl.field("namespace", name, ".metadata.labels.dev\\.shipmate/e2e")
                    .isEmpty()) {
                throw new AssertionError("There is a namespace '%s' in this cluster already.".formatted(name));
            }
            kubectl.call("delete", "namespace", name, "--wait=true", "--timeout=80s");
        }
        kubectl.call("create", "namespace", name);
        kubectl.call("label", "namespace", name, LABEL + "=true");
        kubectl.await("the service account", () -> kubectl.succeeds("get", "serviceaccount", "default"));
    }

    String name() {
        return name;
    }

    Kubectl kubectl() {
        return kubectl;
    }

    void apply(String file) {
        apply(file, text -> text);
    }

    /// Applies `e2e/<file>` from the class path with the image, and whatever else is to be, filled in.
    void apply(String file, UnaryOperator<String> fill) {
        try (InputStream manifests = TestNamespace.class.getResourceAsStream("/e2e/" + file)) {
            String text = new String(manifests.readAllBytes(), UTF_8);
            kubectl.apply(fill.apply(text.replace("{{image}}", System.getProperty("shipmate.e2e.image"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kubectl.call("delete", "namespace", name, "--wait=false");
    }
}
