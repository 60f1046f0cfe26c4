package dev.shipmate.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.Release;
import com.marcnuri.helm.TemplateCommand;
import com.marcnuri.helm.UpgradeCommand;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;

/// The other process of [EmbeddedHelm], and the only class that touches the embedded Helm: makes the one call that a
/// file of properties asks for, and answers with another one.
final class EmbeddedHelmMain {
    private final Properties request;
    private final Properties answer = new Properties();

    private EmbeddedHelmMain(Properties request) {
        this.request = request;
    }

    public static void main(String[] files) throws IOException {
        var request = new Properties();
        try (Reader in = Files.newBufferedReader(Path.of(files[0]))) {
            request.load(in);
        }
        var main = new EmbeddedHelmMain(request);
        try {
            main.run();
            main.answer.setProperty("done", "true");
        } catch (IllegalStateException e) {
            main.answer.setProperty("error", String.valueOf(e.getMessage()));
        }
        Path written = Path.of(files[1] + ".part");
        try (Writer out = Files.newBufferedWriter(written)) {
            main.answer.store(out, null);
        }
        Files.move(written, Path.of(files[1]), StandardCopyOption.ATOMIC_MOVE);
    }

    private void run() throws IOException {
        String nowhere = get("emptyCluster");
        if (nowhere.isEmpty()) {
            call();
            return;
        }
        try (var _ = EmptyCluster.start(Path.of(nowhere))) {
            call();
        }
    }

    private void call() {
        switch (get("call")) {
            case "lint" -> lint();
            case "template" -> answer.setProperty("manifest", template());
            case "upgrade" -> upgrade();
            case "uninstall" -> uninstall();
            default -> throw new IllegalArgumentException("Unknown call: " + get("call"));
        }
    }

    /// Its lint knows no values: what it has against the templates is only known once they are rendered with them.
    private void lint() {
        LintResult result = new Helm(Path.of(get("chart"))).lint().call();
        template();
        List<String> messages = result.getMessages().stream()
                .filter(message ->
                        !message.startsWith("[ERROR] templates/") && !message.startsWith("[ERROR] values.yaml"))
                .toList();
        answer.setProperty("report", String.join("\n", messages));
        answer.setProperty(
                "failed", String.valueOf(messages.stream().anyMatch(message -> message.startsWith("[ERROR]"))));
    }

    private String template() {
        TemplateCommand command = new Helm(Path.of(get("chart")))
                .template()
                .withName(get("release"))
                .withNamespace(get("namespace"));
        values().forEach(command::withValuesFile);
        return command.call();
    }

    private void upgrade() {
        UpgradeCommand command = new Helm(Path.of(get("chart")))
                .upgrade()
                .install()
                .createNamespace()
                .resetValues()
                .withName(get("release"))
                .withNamespace(get("namespace"))
                .withTimeout(Integer.parseInt(get("seconds")));
        if (!get("kubeconfig").isEmpty()) {
            command.withKubeConfig(Path.of(get("kubeconfig")));
        }
        if (!get("description").isEmpty()) {
            command.withDescription(get("description"));
        }
        values().forEach(command::withValuesFile);
        Release release = command.call();
        answer.setProperty("revision", release.getRevision());
    }

    private void uninstall() {
        var command = Helm.uninstall(get("release")).withNamespace(get("namespace"));
        if (!get("kubeconfig").isEmpty()) {
            command.withKubeConfig(Path.of(get("kubeconfig")));
        }
        command.call();
    }

    private List<Path> values() {
        return IntStream.range(0, Integer.parseInt(get("values")))
                .mapToObj(at -> Path.of(get("values." + at)))
                .toList();
    }

    private String get(String key) {
        return request.getProperty(key, "");
    }
}
