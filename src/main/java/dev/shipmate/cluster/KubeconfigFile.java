package dev.shipmate.cluster;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.AuthProviderConfig;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.Context;
import io.fabric8.kubernetes.api.model.ExecConfig;
import io.fabric8.kubernetes.api.model.ExecEnvVar;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.api.model.NamedExtension;
import io.fabric8.kubernetes.api.model.runtime.RawExtension;
import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// One kubeconfig file as the client's own records, taken from its tree field by field.
///
/// The client's own reader comes to the same, but loads all its resource classes first, which takes longer than
/// everything else on the way to an answer: docs/decisions/0006-kubeconfig-by-hand.md.
final class KubeconfigFile {
    /// Where the client looks for the file that a relative path in an entry starts from.
    private static final String CONTEXT_FILE = "KUBERNETES_CONFIG_CONTEXT_FILE_KEY";

    private static final String CLUSTER_FILE = "KUBERNETES_CONFIG_CLUSTER_FILE_KEY";
    private static final String USER_FILE = "KUBERNETES_CONFIG_AUTH_INFO_FILE_KEY";

    private final File file;

    private KubeconfigFile(File file) {
        this.file = file;
    }

    /// Throws a `JacksonException` when it is no YAML.
    static Config read(File file) {
        return new KubeconfigFile(file).config(new YAMLMapper().readTree(file));
    }

    /// What a file says about each of its clusters, whatever the context.
    static List<ClusterEntry> entries(Config config, File file) {
        return config.getClusters().stream()
                .filter(named -> named.getName() != null && named.getCluster() != null)
                .map(named -> new ClusterEntry(
                        "",
                        named.getName(),
                        Objects.requireNonNullElse(named.getCluster().getServer(), ""),
                        Optional.ofNullable(named.getCluster().getCertificateAuthority())
                                .map(path -> file.getAbsoluteFile()
                                        .toPath()
                                        .resolveSibling(path)
                                        .normalize()
                                        .toString())
                                .orElse(""),
                        provider(named.getCluster())))
                .toList();
    }

    private static String provider(Cluster cluster) {
        return cluster.getExtensions().stream()
                .map(NamedExtension::getExtension)
                .filter(RawExtension.class::isInstance)
                .map(extension -> ((RawExtension) extension).getValue())
                .filter(Map.class::isInstance)
                .map(fields -> ((Map<?, ?>) fields).get("provider"))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst()
                .orElse("");
    }

    private Config config(JsonNode root) {
        var config = new Config();
        config.setApiVersion(text(root, "apiVersion"));
        config.setKind(text(root, "kind"));
        config.setCurrentContext(text(root, "current-context"));
        config.setClusters(each(root.path("clusters"), this::cluster));
        config.setUsers(each(root.path("users"), this::user));
        config.setContexts(each(root.path("contexts"), this::context));
        return config;
    }

    private NamedContext context(JsonNode entry) {
        JsonNode body = entry.path("context");
        var context = new Context();
        context.setCluster(text(body, "cluster"));
        context.setNamespace(text(body, "namespace"));
        context.setUser(text(body, "user"));
        var named = new NamedContext();
        named.setName(text(entry, "name"));
        named.setContext(context);
        named.setAdditionalProperty(CONTEXT_FILE, file);
        return named;
    }

    private NamedCluster cluster(JsonNode entry) {
        JsonNode body = entry.path("cluster");
        var cluster = new Cluster();
        cluster.setServer(text(body, "server"));
        cluster.setCertificateAuthority(text(body, "certificate-authority"));
        cluster.setCertificateAuthorityData(text(body, "certificate-authority-data"));
        cluster.setInsecureSkipTlsVerify(flag(body, "insecure-skip-tls-verify"));
        cluster.setTlsServerName(text(body, "tls-server-name"));
        cluster.setProxyUrl(text(body, "proxy-url"));
        cluster.setDisableCompression(flag(body, "disable-compression"));
        cluster.setExtensions(each(body.path("extensions"), KubeconfigFile::extension));
        var named = new NamedCluster();
        named.setName(text(entry, "name"));
        named.setCluster(cluster);
        named.setAdditionalProperty(CLUSTER_FILE, file);
        return named;
    }

    /// Programs keep objects of their own there; we need their texts only.
    private static NamedExtension extension(JsonNode entry) {
        var fields = new LinkedHashMap<String, String>();
        JsonNode body = entry.path("extension");
        body.propertyNames().forEach(name -> fields.put(name, Objects.requireNonNullElse(text(body, name), "")));
        var named = new NamedExtension();
        named.setName(text(entry, "name"));
        named.setExtension(new RawExtension(fields));
        return named;
    }

    private NamedAuthInfo user(JsonNode entry) {
        JsonNode body = entry.path("user");
        var user = new AuthInfo();
        user.setClientCertificate(text(body, "client-certificate"));
        user.setClientCertificateData(text(body, "client-certificate-data"));
        user.setClientKey(text(body, "client-key"));
        user.setClientKeyData(text(body, "client-key-data"));
        user.setToken(text(body, "token"));
        user.setTokenFile(text(body, "tokenFile"));
        user.setUsername(text(body, "username"));
        user.setPassword(text(body, "password"));
        user.setAs(text(body, "as"));
        user.setAsUid(text(body, "as-uid"));
        user.setAsGroups(texts(body.path("as-groups")));
        var extra = new LinkedHashMap<String, List<String>>();
        body.path("as-user-extra").properties().forEach(one -> extra.put(one.getKey(), texts(one.getValue())));
        user.setAsUserExtra(extra);
        if (body.path("exec").isObject()) {
            user.setExec(exec(body.path("exec")));
        }
        if (body.path("auth-provider").isObject()) {
            user.setAuthProvider(provider(body.path("auth-provider")));
        }
        var named = new NamedAuthInfo();
        named.setName(text(entry, "name"));
        named.setUser(user);
        named.setAdditionalProperty(USER_FILE, file);
        return named;
    }

    private static ExecConfig exec(JsonNode body) {
        var exec = new ExecConfig();
        exec.setApiVersion(text(body, "apiVersion"));
        exec.setCommand(text(body, "command"));
        exec.setArgs(texts(body.path("args")));
        exec.setEnv(each(body.path("env"), one -> {
            var variable = new ExecEnvVar();
            variable.setName(text(one, "name"));
            variable.setValue(text(one, "value"));
            return variable;
        }));
        exec.setInstallHint(text(body, "installHint"));
        exec.setInteractiveMode(text(body, "interactiveMode"));
        exec.setProvideClusterInfo(flag(body, "provideClusterInfo"));
        return exec;
    }

    private static AuthProviderConfig provider(JsonNode body) {
        Map<String, String> settings = new LinkedHashMap<>();
        body.path("config")
                .properties()
                .forEach(one -> settings.put(one.getKey(), one.getValue().asString()));
        var provider = new AuthProviderConfig();
        provider.setName(text(body, "name"));
        provider.setConfig(settings);
        return provider;
    }

    private static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isValueNode() && !value.isNull() ? value.asString() : null;
    }

    private static @Nullable Boolean flag(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isBoolean() ? (Boolean) value.booleanValue() : null;
    }

    private static List<String> texts(JsonNode list) {
        return each(list, JsonNode::asString);
    }

    private static <T> List<T> each(JsonNode list, Function<JsonNode, T> read) {
        return list.valueStream().map(read).toList();
    }
}
