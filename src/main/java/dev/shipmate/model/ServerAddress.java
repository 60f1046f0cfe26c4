package dev.shipmate.model;

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
            case OPENAI -> trimmed(url.contains("://") ? url : "http://" + url);
        };
    }

    private static String ollama(String url) {
        Matcher parts = PARTS.matcher(url);
        if (!parts.matches()) {
            throw new ModelException(
                    ModelException.Code.UNREACHABLE,
                    "'%s' is no address of an Ollama server. Write it as http://HOST:PORT.".formatted(url));
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
