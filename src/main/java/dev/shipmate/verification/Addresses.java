package dev.shipmate.verification;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Absolute addresses in texts, and whether they lead outside: anywhere but to this machine or into the cluster.
final class Addresses {
    /// Whatever user and password stand before the host is left out, so that none is ever shown.
    private static final Pattern ABSOLUTE = Pattern.compile(
            "\\b([a-z][a-z0-9+.-]{1,20})://(?:[^\\s/@\"'`<>()\\\\{}]*@)?(\\[[0-9a-fA-F:]+]|[\\p{L}\\p{N}._-]+)(:\\d+)?"
                    + "([^\\s\"'`<>()\\\\{}]*)");

    /// An address that takes its scheme from the page, where a script or style names it.
    private static final Pattern RELATIVE = Pattern.compile(
            "[\"'`(](//)([a-z0-9-]+(?:\\.[a-z0-9-]+)+)(:\\d+)?([^\\s\"'`<>()\\\\{}]*)", Pattern.CASE_INSENSITIVE);

    private static final Pattern INSIDE = Pattern.compile(
            "localhost|127(\\.\\d+){3}|0\\.0\\.0\\.0|\\[::1?]|[^.]+|.+\\.localhost|.+\\.svc(\\.cluster\\.local)?\\.?");

    /// Texts that nothing fetches, in what the common frameworks give to browsers.
    private static final List<String> INERT =
            List.of("http://www.w3.org/", "https://react.dev/errors/", "https://nextjs.org/docs/");

    private final Map<String, String> allowed;

    /// @param allowed beginnings of addresses that may be named
    Addresses(Map<String, String> allowed) {
        this.allowed = allowed;
    }

    /// The addresses outside that a configuration names.
    Set<String> outside(String text) {
        return outside(text, List.of(ABSOLUTE));
    }

    /// The addresses outside that a script, style or page names.
    Set<String> outsideOfBrowserCode(String text) {
        return outside(text.replace("\\/", "/"), List.of(ABSOLUTE, RELATIVE));
    }

    private Set<String> outside(String text, List<Pattern> patterns) {
        var found = new TreeSet<String>();
        patterns.stream()
                .flatMap(pattern -> addresses(pattern.matcher(text)))
                .filter(address -> INERT.stream().noneMatch(address::startsWith))
                .filter(address -> allowed.keySet().stream().noneMatch(address::startsWith))
                .forEach(found::add);
        return found;
    }

    /// The allowed beginnings that a text has, each with its reason.
    List<String> allowedIn(String text) {
        return allowed.entrySet().stream()
                .filter(entry -> text.contains(entry.getKey()))
                .map(entry -> "%s is allowed: %s".formatted(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Stream<String> addresses(Matcher matcher) {
        return matcher.results()
                .filter(found ->
                        !INSIDE.matcher(found.group(2).toLowerCase(Locale.ROOT)).matches())
                .map(found -> found.group(1).equals("//")
                        ? "//" + found.group(2) + path(found.group(4))
                        : found.group(1) + "://" + found.group(2) + path(found.group(4)));
    }

    /// Without what may hold a secret: the query, and all after it. The stop that ends a sentence goes, too.
    private static String path(String rest) {
        return rest.replaceAll("[?#].*", "").replaceAll("[.,;:]+$", "");
    }
}
