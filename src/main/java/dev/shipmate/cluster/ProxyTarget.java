package dev.shipmate.cluster;

import java.util.Arrays;
import java.util.stream.Collectors;

/// A page that a pod or a Service may serve.
///
/// @param kind pods or services
/// @param port a number, or for a Service the port's name
/// @param tls whether the port speaks HTTPS
/// @param page such as `/metrics`; a query, and what leads out of it, is left out
public record ProxyTarget(ResourceKind kind, String namespace, String name, String port, boolean tls, String page) {
    ApiPath path() {
        String path = Arrays.stream(page.replaceFirst("[?#].*", "").split("/"))
                .filter(part -> !part.isEmpty() && !part.matches("\\.+"))
                .map(ApiPath::segment)
                .collect(Collectors.joining("/"));
        return ApiPath.of(
                kind.named(namespace, (tls ? "https:" : "") + name + ":" + port).path() + "/proxy/" + path,
                "reach port %s of %s/%s in namespace %s".formatted(port, kind.singular(), name, namespace));
    }
}
