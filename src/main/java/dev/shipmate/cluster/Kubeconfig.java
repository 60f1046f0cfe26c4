package dev.shipmate.cluster;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import java.io.File;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The kubeconfig, merged by the Kubernetes client with all its ways to log in.
final class Kubeconfig {
    private static final int CONNECT_MILLISECONDS = 5_000;
    private static final int RETRY_MILLISECONDS = 150;
    private static final Set<String> LOCAL_CONTEXTS =
            Set.of("minikube", "docker-desktop", "docker-for-desktop", "rancher-desktop", "colima", "orbstack");

    private final ClusterOptions options;
    private final Config config;

    private Kubeconfig(ClusterOptions options, Config config) {
        this.options = options;
        this.config = config;
    }

    static Kubeconfig read(ClusterOptions options) {
        Config config = options.server().isEmpty() ? fromFiles(options) : Config.empty();
        if (!options.server().isEmpty()) {
            config.setMasterUrl(options.server());
        }
        config.setConnectionTimeout(CONNECT_MILLISECONDS);
        config.setRequestRetryBackoffLimit(1);
        config.setRequestRetryBackoffInterval(RETRY_MILLISECONDS);
        config.setUserAgent("shipmate");
        // Without TLS the client would ask to upgrade, which `kubectl proxy` refuses; HTTP/1.1 also starts faster.
        config.setHttp2Disable(true);
        return new Kubeconfig(options, config);
    }

    Config config() {
        return config;
    }

    ClusterTarget target() {
        NamedContext current = config.getCurrentContext();
        String context = options.server().isEmpty()
                ? Optional.ofNullable(current).map(NamedContext::getName).orElse("in-cluster")
                : Optional.of(options.context()).filter(name -> !name.isEmpty()).orElse(hostOf(options.server()));
        String server = config.getMasterUrl().replaceAll("/+$", "");
        return new ClusterTarget(context, namespace(), server, isLocal(context, server));
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

    private static Config fromFiles(ClusterOptions options) {
        Config config = parsed(options, null);
        if (options.context().isEmpty()) {
            if (config.getCurrentContext() == null && !config.getContexts().isEmpty()) {
                throw noContext(
                        currentName(options)
                                .map("The current context '%s' of the kubeconfig is not in it."::formatted)
                                .orElse("The kubeconfig has no current context."),
                        config);
            }
            return config;
        }
        if (config.getContexts().stream().noneMatch(known -> known.getName().equals(options.context()))) {
            throw noContext("There is no context '%s' in the kubeconfig.".formatted(options.context()), config);
        }
        return parsed(options, options.context());
    }

    private static Config parsed(ClusterOptions options, @Nullable String context) {
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
            return new ConfigBuilder().build();
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

    private static Config merged(List<File> files, @Nullable String context) {
        Config config = Config.empty();
        KubeConfigUtils.merge(
                config,
                context == null ? "" : context,
                files.stream().map(KubeconfigFile::read).toArray(io.fabric8.kubernetes.api.model.Config[]::new));
        useProxyOfTheEnvironment(config);
        return config;
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

    private static boolean isLocal(String context, String server) {
        String host = hostOf(server);
        return host.equals("localhost")
                || host.startsWith("127.")
                || host.equals("[::1]")
                || LOCAL_CONTEXTS.contains(context)
                || context.startsWith("kind-")
                || context.startsWith("k3d-");
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
