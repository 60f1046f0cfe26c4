package dev.shipmate.helm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Secrets as Helm writes them, made by hand: "sh.helm.release.v1", base64 of base64 of gzip of JSON.
public final class ReleaseSecrets {
    public static final String LIST = "/api/v1/namespaces/todo/secrets";
    public static final ReleaseName TODO = new ReleaseName("todo", "todo");

    private final List<String> items = new ArrayList<>();

    public ReleaseSecrets with(int revision, String status, String manifest) {
        return with(revision, status, manifest, "{}", "[]");
    }

    public ReleaseSecrets with(int revision, String status, String manifest, String values, String hooks) {
        items.add(secret(revision, status, manifest, values, hooks));
        return this;
    }

    public ReleaseSecrets withDamaged(int revision, String data) {
        items.add("""
                {"metadata": {"name": "%s", "namespace": "todo", "labels": {"owner": "helm", "name": "todo"}},
                 "data": {"release": "%s"}}""".formatted(Releases.secretName(TODO, revision), data));
        return this;
    }

    public String list() {
        return "{\"kind\": \"SecretList\", \"items\": [%s]}".formatted(String.join(",", items));
    }

    public static String path(int revision) {
        return LIST + "/" + Releases.secretName(TODO, revision);
    }

    public static String secret(int revision, String status, String manifest, String values, String hooks) {
        return """
                {"metadata": {"name": "%s", "namespace": "todo", "resourceVersion": "7",
                  "labels": {"owner": "helm", "name": "todo", "status": "%s", "version": "%d"}},
                 "type": "helm.sh/release.v1", "data": {"release": "%s"}}""".formatted(
                        Releases.secretName(TODO, revision),
                        status,
                        revision,
                        pack(release(revision, status, manifest, values, hooks)));
    }

    static String pack(String json) {
        var bytes = new ByteArrayOutputStream();
        try (var zipped = new GZIPOutputStream(bytes)) {
            zipped.write(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] once = Base64.getEncoder().encode(bytes.toByteArray());
        return Base64.getEncoder().encodeToString(once);
    }

    private static String release(int revision, String status, String manifest, String values, String hooks) {
        var json = new JsonMapper();
        ObjectNode release = json.createObjectNode();
        release.put("name", "todo");
        release.putObject("info")
                .put("first_deployed", "2026-11-20T10:00:00.5Z")
                .put("last_deployed", "2026-11-2%dT10:00:00.123456789+02:00".formatted(revision))
                .put("status", status)
                .put("description", "Revision " + revision);
        ObjectNode chart = release.putObject("chart");
        chart.putObject("metadata")
                .put("name", "todo")
                .put("version", "0.%d.0".formatted(revision))
                .put("appVersion", "1.%d".formatted(revision));
        chart.putArray("templates").addObject().put("name", "templates/a.yaml").put("data", "e3sgfX0=");
        chart.set("values", json.readTree("{\"greeting\": \"hello\"}"));
        release.set("config", json.readTree(values));
        release.put("manifest", manifest);
        release.set("hooks", json.readTree(hooks));
        release.put("version", revision).put("namespace", "todo");
        return release.toString();
    }
}
