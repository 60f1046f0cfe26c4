package dev.shipmate.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Addresses that mean the pod itself.
final class Loopback {
    private static final Set<String> HOSTS = Set.of("localhost", "127.0.0.1", "::1", "0.0.0.0");
    private static final Pattern HOST = Pattern.compile("(?<![\\w.-])(localhost|127\\.0\\.0\\.1)(?![\\w.-])");

    private Loopback() {}

    /// Whether calling it means calling the pod itself.
    static boolean isHost(String host) {
        return HOSTS.contains(host);
    }

    /// Whether a program that listens there is reached from its own pod only.
    static boolean isLocal(String host) {
        return isHost(host.replaceAll("[\\[\\]]", "")) && !host.equals("0.0.0.0");
    }

    /// The first such host in a setting.
    static Optional<String> host(String value) {
        Matcher found = HOST.matcher(value);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /// The Services that have a port, and are not the program's own.
    static List<ServiceFacts> services(Scene scene, Suspect suspect, int port) {
        return scene.servicesIn(suspect.pod().namespace()).stream()
                .filter(service -> service.ports().stream().anyMatch(it -> it.port() == port))
                .filter(service -> !service.owners().contains(suspect.object()))
                .toList();
    }
}
