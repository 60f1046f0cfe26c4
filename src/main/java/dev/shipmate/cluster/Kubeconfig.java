package dev.shipmate.cluster;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import java.io.File;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The kubeconfig, merged by the Kubernetes client with all its ways to log in.
final class Kubeconfig {
    private static final int CONNECT_MILLISECONDS = 5_000;
    private static final int RETRY_MILLISECONDS = 150;

    private final ClusterOptions options;
    private final Config config;
    private final List<ClusterEntry> entries;
    private final boolean expected;

    private Kubeconfig(ClusterOptions options, Config config, List<ClusterEntry> entries, boolean expected) {
        this.options = options;
        this.config = config;
        this.entries = entries;
        this.expected = expected;
    }

    /// The client's own record, and what the files say that it does not keep.
    private record Read(Config config, List<ClusterEntry> entries) {}

    static Kubeconfig read(ClusterOptions options) {
        Read read = options.server().isEmpty() ? fromFiles(options) : new Read(Config.empty(), List.of());
        if (!options.server().isEmpty()) {
            read.config().setMasterUrl(options.server());
        }
        return new Kubeconfig(options, prepared(read.config()), read.entries(), false);
    }

    /// The same, or one for a context that does not exist before its cluster is started: there is no kubeconfig, or
    /// none with any context.
    static Kubeconfig readOrExpect(ClusterOptions options, String context) {
        boolean asked = options.context().isEmpty() || options.context().equals(context);
        return asked && options.server().isEmpty() && options.kubeconfig().isEmpty() && nothingIsKnown()
                ? new Kubeconfig(options.withContext(context), prepared(Config.empty()), List.of(), true)
                : read(options);
    }

    private static boolean nothingIsKnown() {
        List<File> files = usualFiles();
        return (!files.isEmpty() || !runsInCluster())
                && files.stream().allMatch(file -> {
                    try {
                        return KubeconfigFile.read(file).getContexts().isEmpty();
                    } catch (RuntimeException _) {
                        // Whoever reads it next says what is wrong with it.
                        return false;
                    }
                });
    }

    private static Config prepared(Config config) {
        config.setConnectionTimeout(CONNECT_MILLISECONDS);
        config.setRequestRetryBackoffLimit(1);
        config.setRequestRetryBackoffInterval(RETRY_MILLISECONDS);
        config.setUserAgent("shipmate");
        // Without TLS the client would ask to upgrade, which `kubectl proxy` refuses; HTTP/1.1 also starts faster.
        config.setHttp2Disable(true);
        return config;
    }

    Config config() {
        return config;
    }

    ClusterTarget target() {
        NamedContext current = config.getCurrentContext();
        String context = options.server().isEmpty()
                ? Optional.ofNullable(current)
                        .map(NamedContext::getName)
                        .orElse(expected ? options.context() : "in-cluster")
                : Optional.of(options.context()).filter(name -> !name.isEmpty()).orElse(hostOf(options.server()));
        String server = expected ? "" : config.getMasterUrl().replaceAll("/+$", "");
        boolean local = expected || LocalAddress.is(hostOf(server), entry(context));
        return new ClusterTarget(context, namespace(), server, local);
    }

    ClusterEntry entry() {
        ClusterTarget target = target();
        ClusterEntry entry = entry(target.context());
        return new ClusterEntry(
                entry.context(), entry.cluster(), target.server(), entry.certificateAuthority(), entry.provider());
    }

    /// Of two entries of a name the first counts, as with kubectl.
    private ClusterEntry entry(String context) {
        String name = Optional.ofNullable(config.getCurrentContext())
                .map(current -> current.getContext().getCluster())
                .orElse("");
        return entries.stream()
                .filter(entry -> entry.cluster().equals(name))
                .findFirst()
                .orElseGet(() -> new ClusterEntry("", name, "", "", ""))
                .in(context);
    }

    List<ClusterContext> contexts() {
        return contexts(config);
    }

    private String namespace() {
        if (!options.namespace().isEmpty()) {
            return options.namespace();
        }
        String configured = config.getNamespace();
        return configured == null || configured.isEmpty() ? "default" : configured;
    }

    private static Read fromFiles(ClusterOptions options) {
        Read read = parsed(options, null);
        Config config = read.config();
        if (options.context().isEmpty()) {
            if (config.getCurrentContext() == null && !config.getContexts().isEmpty()) {
                throw noContext(
                        currentName(options)
                                .map("The current context '%s' of the kubeconfig is not in it."::formatted)
                                .orElse("The kubeconfig has no current context."),
                        config);
            }
            return read;
        }
        if (config.getContexts().stream().noneMatch(known -> known.getName().equals(options.context()))) {
            throw noContext("There is no context '%s' in the kubeconfig.".formatted(options.context()), config);
        }
        return parsed(options, options.context());
    }

    private static Read parsed(ClusterOptions options, @Nullable String context) {
        try {
            if (!options.kubeconfig().isEmpty()) {
                File file = new File(options.kubeconfig());
                if (!file.isFile()) {
                    throw missing("There is no kubeconfig at %s.".formatted(file));
                }
                return merged(List.of(file), context);
            }
            List<File> files = usualFiles();
            if (!files.isEmpty()) {
                return merged(files, context);
            }
            if (!runsInCluster()) {
                throw missing("No kubeconfig was found (looked at %s)."
                        .formatted(String.join(", ", Config.getKubeconfigFilenames())));
            }
            return new Read(new ConfigBuilder().build(), List.of());
        } catch (ClusterException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ClusterException(
                    ClusterException.Code.UNREACHABLE,
                    "Cannot read the kubeconfig: %s. Mend the file, or name another with --kubeconfig."
                            .formatted(firstLine(e)),
                    e);
        }
    }

    /// The name of the current context: that of the first file which has one.
    private static Optional<String> currentName(ClusterOptions options) {
        List<File> files = options.kubeconfig().isEmpty() ? usualFiles() : List.of(new File(options.kubeconfig()));
        return files.stream()
                .map(file -> KubeconfigFile.read(file).getCurrentContext())
                .filter(name -> name != null && !name.isEmpty())
                .findFirst();
    }

    private static Read merged(List<File> files, @Nullable String context) {
        Config config = Config.empty();
        var parsed = new io.fabric8.kubernetes.api.model.Config[files.size()];
        var entries = new ArrayList<ClusterEntry>();
        for (int i = 0; i < parsed.length; i++) {
            parsed[i] = KubeconfigFile.read(files.get(i));
            entries.addAll(KubeconfigFile.entries(parsed[i], files.get(i)));
        }
        KubeConfigUtils.merge(config, context == null ? "" : context, parsed);
        useProxyOfTheEnvironment(config);
        return new Read(config, entries);
    }

    /// As kubectl does: a proxy that the kubeconfig names comes first, and none stands before this machine itself.
    private static void useProxyOfTheEnvironment(Config config) {
        boolean named = config.getHttpsProxy() != null || config.getHttpProxy() != null;
        String host = hostOf(config.getMasterUrl());
        if (named || host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]")) {
            return;
        }
        environment("HTTPS_PROXY").ifPresent(config::setHttpsProxy);
        environment("HTTP_PROXY").ifPresent(config::setHttpProxy);
        environment("NO_PROXY").ifPresent(list -> config.setNoProxy(list.split(" *, *")));
    }

    private static Optional<String> environment(String name) {
        return Stream.of(name, name.toLowerCase(Locale.ROOT))
                .flatMap(spelling -> Stream.ofNullable(System.getenv(spelling)))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private static List<ClusterContext> contexts(Config config) {
        NamedContext current = config.getCurrentContext();
        String currentName = current == null ? "" : current.getName();
        return config.getContexts().stream()
                .map(context -> new ClusterContext(
                        context.getName(),
                        Optional.ofNullable(context.getContext().getCluster()).orElse(""),
                        Optional.ofNullable(context.getContext().getNamespace()).orElse("default"),
                        context.getName().equals(currentName)))
                .sorted(Comparator.comparing(ClusterContext::name))
                .toList();
    }

    private static ClusterException noContext(String problem, Config config) {
        String names = config.getContexts().stream()
                .map(NamedContext::getName)
                .sorted()
                .collect(Collectors.joining(", "));
        return new ClusterException(
                ClusterException.Code.UNREACHABLE,
                "%s %s"
                        .formatted(
                                problem,
                                names.isEmpty()
                                        ? "It has no contexts at all; try --sandbox for a demo cluster."
                                        : "Choose one with --context: %s.".formatted(names)));
    }

    private static ClusterException missing(String problem) {
        return new ClusterException(
                ClusterException.Code.UNREACHABLE,
                problem + " Start a cluster, for example with `minikube start`, name a file with --kubeconfig, or try"
                        + " --sandbox for a demo cluster.");
    }

    private static List<File> usualFiles() {
        return Config.getKubeconfigFilenames().stream()
                .map(File::new)
                .filter(File::isFile)
                .toList();
    }

    private static boolean runsInCluster() {
        return System.getenv("KUBERNETES_SERVICE_HOST") != null;
    }

    private static String hostOf(String server) {
        try {
            return Optional.ofNullable(URI.create(server).getHost()).orElse(server);
        } catch (IllegalArgumentException _) {
            return server;
        }
    }

    private static String firstLine(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("unreadable");
    }
}
