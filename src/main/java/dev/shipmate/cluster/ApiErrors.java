package dev.shipmate.cluster;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import tools.jackson.core.JacksonException;

/// Turns what went wrong between here and the API server into a message: what failed, where, what to do next.
final class ApiErrors {
    private final ClusterTarget target;

    ApiErrors(ClusterTarget target) {
        this.target = target;
    }

    ClusterException ofStatus(ApiPath path, int status, String body) {
        String said = serverMessage(body);
        return switch (status) {
            case 401 ->
                new ClusterException(
                        ClusterException.Code.UNAUTHORIZED,
                        "%s does not accept the credentials of context '%s' (401). Log in again, or choose another context with --context."
                                .formatted(where(), target.context()));
            case 403 ->
                new ClusterException(
                        ClusterException.Code.FORBIDDEN,
                        "Not allowed to %s on %s%s"
                                .formatted(path.about(), where(), said.isEmpty() ? "." : ": " + said));
            case 409 ->
                new ClusterException(
                        ClusterException.Code.CONFLICT,
                        "Cannot %s: it conflicts with the object's present state%s"
                                .formatted(path.about(), said.isEmpty() ? "." : ": " + said));
            case 400, 405, 406, 415, 422 ->
                new ClusterException(
                        ClusterException.Code.INVALID,
                        "%s rejects the request to %s%s"
                                .formatted(
                                        where(),
                                        path.about(),
                                        said.isEmpty() ? " (%d).".formatted(status) : ": " + said));
            default ->
                new ClusterException(
                        ClusterException.Code.SERVER_ERROR,
                        "%s failed to %s (HTTP %d%s). Try again; if it stays, look at the control plane."
                                .formatted(where(), path.about(), status, said.isEmpty() ? "" : ": " + said));
        };
    }

    /// What the context says cannot be used, such as a file of certificates that is not there.
    ClusterException unusable(RuntimeException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return new ClusterException(
                ClusterException.Code.UNREACHABLE,
                "Context '%s' of the kubeconfig cannot be used: %s. Mend it, or choose another context with --context."
                        .formatted(
                                target.context(),
                                cause instanceof NoSuchFileException missing
                                        ? "there is no file " + missing.getFile()
                                        : cause.getMessage()),
                failure);
    }

    /// There is no server to ask: the cluster was expected, and is not there yet.
    ClusterException notStarted(ApiPath path) {
        return new ClusterException(
                ClusterException.Code.UNREACHABLE,
                "Cannot %s: there is no cluster '%s' yet. Start it with `minikube start`, or let `shipmate deploy` do it."
                        .formatted(path.about(), target.context()));
    }

    ClusterException unreachable(ApiPath path, Throwable failure) {
        String why = why(failure);
        return new ClusterException(
                ClusterException.Code.UNREACHABLE,
                "Cannot reach %s to %s: %s. %s".formatted(where(), path.about(), why, next(failure)),
                failure);
    }

    ClusterException unreadable(ApiPath path, Exception e) {
        return new ClusterException(
                e instanceof JacksonException ? ClusterException.Code.SERVER_ERROR : ClusterException.Code.UNREACHABLE,
                "The answer of %s to %s broke off or is not what Kubernetes sends. Is %s really an API server? Try again."
                        .formatted(where(), path.about(), target.server()),
                e);
    }

    private String where() {
        return "cluster '%s' at %s".formatted(target.context(), target.server());
    }

    private String next(Throwable failure) {
        if (find(failure, SSLException.class)) {
            return "Check the certificate authority of this cluster in the kubeconfig.";
        }
        return target.local()
                ? "Start it%s, or choose another with --context, or try --sandbox."
                        .formatted(target.context().equals("minikube") ? " with `minikube start`" : "")
                : "Check the network or VPN, or choose another with --context.";
    }

    private static String why(Throwable failure) {
        if (find(failure, UnknownHostException.class) || find(failure, UnresolvedAddressException.class)) {
            return "the host name is unknown";
        }
        if (find(failure, HttpConnectTimeoutException.class)) {
            return "no connection within 5 seconds";
        }
        if (find(failure, HttpTimeoutException.class) || find(failure, TimeoutException.class)) {
            return "no answer within 30 seconds";
        }
        if (find(failure, NoRouteToHostException.class)) {
            return "no route to the host";
        }
        if (find(failure, ConnectException.class)) {
            return "connection refused";
        }
        if (find(failure, SSLException.class)) {
            return "its certificate is not trusted (%s)".formatted(root(failure));
        }
        return root(failure);
    }

    private static boolean find(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static String root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null
                ? cause.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    /// The `message` of the Status object that API servers answer with, or the start of whatever came instead.
    private static String serverMessage(String body) {
        try {
            return Connection.MAPPER.readTree(body).path("message").asString("");
        } catch (JacksonException _) {
            return body.lines()
                    .findFirst()
                    .map(line -> line.substring(0, Math.min(200, line.length())))
                    .orElse("");
        }
    }
}
