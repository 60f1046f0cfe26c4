package dev.shipmate.model;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The base URL of a model server, without a slash at its end.
///
/// Ollama's own variable `OLLAMA_HOST` may lack the scheme and the port, and may name an address to listen on,
/// such as `0.0.0.0`, which is not one to call.
final class ServerAddress {
    private static final Pattern PARTS =
            Pattern.compile("(?:(https?)://)?(\\[[^]]+]|[^:/\\[\\]\\s]*)(?::(\\d+))?(/.*)?");
    private static final String OLLAMA_PORT = "11434";

    private ServerAddress() {}

    static String of(ModelSettings settings) {
        String url = settings.url().strip();
        if (url.isEmpty()) {
            return settings.provider().defaultUrl();
        }
        return switch (settings.provider()) {
            case OLLAMA -> ollama(url);
            case OPENAI -> openAi(url);
        };
    }

    /// An address as it may be told: without user, password and query, which may hold a key.
    static String shown(String address) {
        int scheme = address.indexOf("://");
        int start = scheme < 0 ? 0 : scheme + "://".length();
        // A password may hold any other sign, so the last `@` decides, even one in a path.
        int host = Math.max(start, address.lastIndexOf('@') + 1);
        int end = host;
        while (end < address.length() && "?#".indexOf(address.charAt(end)) < 0) {
            end++;
        }
        return trimmed(address.substring(0, start) + address.substring(host, end));
    }

    private static String openAi(String url) {
        String address = trimmed(url.contains("://") ? url : "http://" + url);
        try {
            URI.create(address);
        } catch (IllegalArgumentException _) {
            // Its message holds the address, and with it the password.
            throw noAddress(url, "a model server. Write it as http://HOST:PORT/v1.");
        }
        return address;
    }

    private static ModelException noAddress(String url, String of) {
        return new ModelException(
                ModelException.Code.UNREACHABLE, "'%s' is no address of %s".formatted(shown(url), of));
    }

    private static String ollama(String url) {
        Matcher parts = PARTS.matcher(url);
        if (!parts.matches()) {
            throw url.contains("@") || url.contains("?")
                    ? noAddress(
                            url,
                            "an Ollama server, because of the user or the query in it. Write it as http://HOST:PORT.")
                    : noAddress(url, "an Ollama server. Write it as http://HOST:PORT.");
        }
        String scheme = parts.group(1) == null ? "http" : parts.group(1);
        String port = parts.group(3) != null ? parts.group(3) : defaultPort(parts.group(1));
        String path = parts.group(4) == null ? "" : parts.group(4);
        return trimmed("%s://%s:%s%s".formatted(scheme, host(parts.group(2)), port, path));
    }

    /// With a scheme the usual port of the scheme is meant, as Ollama itself reads the variable.
    private static String defaultPort(String scheme) {
        if (scheme == null) {
            return OLLAMA_PORT;
        }
        return scheme.equals("https") ? "443" : "80";
    }

    private static String host(String host) {
        return switch (host.toLowerCase(Locale.ROOT)) {
            case "", "0.0.0.0", "[::]" -> "127.0.0.1";
            default -> host;
        };
    }

    private static String trimmed(String url) {
        return url.replaceAll("/+$", "");
    }
}
