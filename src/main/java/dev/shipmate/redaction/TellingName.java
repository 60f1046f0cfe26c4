package dev.shipmate.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The name of a setting that says that its value is a secret.
///
/// @param word what the mark calls the value
/// @param sure whether any value is secret, or only one that looks random
record TellingName(String word, boolean sure) {
    /// The word for a name whose value is secret when it is a number.
    static final String PIN = "pin";

    private static final int LONGEST = 120;

    /// Endings of the last part; the first that fits gives the word.
    private static final List<String> ENDINGS = List.of(
            "connectionstring",
            "dockerconfigjson",
            "passphrase",
            "credentials",
            "credential",
            "privatekey",
            "secretkey",
            "accesskey",
            "passwords",
            "password",
            "passwort",
            "connstr",
            "apikey",
            "authkey",
            "dockercfg",
            "passwd",
            "secret",
            "token",
            "pwd");

    private static final Set<String> WHOLE_PARTS = Set.of("pass", "pw", "pat", "psk", "otp", "dsn", "passcode");

    /// Names of a number that is a secret, and of much else that is not.
    private static final Set<String> NUMBERS = Set.of("pin", "pincode");

    /// What stands before `key` when the key is a secret one.
    private static final Set<String> SECRET_KEYS = Set.of(
            "api",
            "access",
            "secret",
            "private",
            "client",
            "signing",
            "encryption",
            "master",
            "shared",
            "account",
            "storage",
            "auth",
            "ssh",
            "deploy",
            "admin",
            "service",
            "app",
            "crypto",
            "aes",
            "hmac",
            "jwt");

    private static final Set<String> SOMETIMES = Set.of(
            "auth",
            "key",
            "salt",
            "sig",
            "signature",
            "sid",
            "session",
            "sessionid",
            "jsessionid",
            "phpsessid",
            "seed",
            "webhook",
            "credentialsjson",
            "license",
            "hmac",
            "creds");

    /// Parts that say nothing about the kind of value: `client-key-data`, `PASSWORD_2`.
    private static final Set<String> NEUTRAL = Set.of(
            "data", "value", "val", "b64", "base64", "raw", "plain", "text", "old", "new", "prod", "dev", "test");

    /// Parts after which the value is about the secret and not the secret itself.
    private static final Set<String> ABOUT = Set.of(
            "name",
            "names",
            "ref",
            "file",
            "path",
            "dir",
            "namespace",
            "type",
            "id",
            "url",
            "uri",
            "host",
            "port",
            "ttl",
            "expiry",
            "expires",
            "expiration",
            "length",
            "count",
            "limit",
            "size",
            "enabled",
            "required",
            "policy",
            "version",
            "mode",
            "method",
            "user",
            "username",
            "issuer",
            "audience",
            "provider",
            "days",
            "seconds",
            "minutes",
            "hours",
            "realm",
            "scope",
            "algorithm",
            "prefix",
            "header",
            "field",
            "endpoint",
            "rotation",
            "store",
            "class",
            "usage",
            "used",
            "budget",
            "rate",
            "max",
            "min",
            "timeout",
            "interval");

    static Optional<TellingName> of(String name) {
        if (name.length() < 2 || name.length() > LONGEST) {
            return Optional.empty();
        }
        List<String> parts = parts(name);
        if (parts.isEmpty() || ABOUT.contains(parts.getLast())) {
            return Optional.empty();
        }
        Optional<TellingName> atEnd = ending(parts, parts.size());
        if (atEnd.isPresent() || !isEnvironmentStyle(name)) {
            return atEnd;
        }
        for (int end = parts.size() - 1; end > 0; end--) {
            Optional<TellingName> inside = ending(parts, end).filter(TellingName::sure);
            if (inside.isPresent()) {
                return inside;
            }
        }
        return Optional.empty();
    }

    /// Whether it is written like the name of an environment variable: `DB_PASSWORD`.
    static boolean isEnvironmentStyle(String name) {
        return name.chars().noneMatch(c -> Letters.isLower((char) c) || c == '.' || c == '-')
                && name.chars().anyMatch(c -> Letters.isUpper((char) c));
    }

    private static Optional<TellingName> ending(List<String> parts, int size) {
        String last = parts.get(size - 1);
        String before = size > 1 ? parts.get(size - 2) : "";
        String both = before + last;
        for (String ending : ENDINGS) {
            if (last.endsWith(ending) || both.equals(ending)) {
                return Optional.of(new TellingName(wordFor(ending), true));
            }
        }
        if (WHOLE_PARTS.contains(last)) {
            return Optional.of(new TellingName(last.startsWith("p") ? "password" : "secret", true));
        }
        if (NUMBERS.contains(last)) {
            return Optional.of(new TellingName(PIN, false));
        }
        if ((last.equals("key") && SECRET_KEYS.contains(before))
                || (last.equals("certificate") && before.equals("client"))) {
            return Optional.of(new TellingName("key", true));
        }
        return SOMETIMES.contains(last) || SOMETIMES.contains(both)
                ? Optional.of(new TellingName("secret", false))
                : Optional.empty();
    }

    private static String wordFor(String ending) {
        return switch (ending) {
            case "password", "passwords", "passwort", "passwd", "pwd" -> "password";
            case "credential", "credentials", "dockerconfigjson", "dockercfg" -> "credentials";
            case "connectionstring", "connstr" -> "connection string";
            case "apikey", "authkey", "accesskey", "secretkey" -> "key";
            case "privatekey" -> "private key";
            default -> ending;
        };
    }

    private static List<String> parts(String name) {
        var parts = new ArrayList<String>();
        int start = 0;
        for (int i = 1; i <= name.length(); i++) {
            if (i == name.length() || isBoundary(name, i)) {
                String part = part(name, start, i);
                if (!part.isEmpty()) {
                    parts.add(part);
                }
                start = i;
            }
        }
        while (parts.size() > 1 && NEUTRAL.contains(parts.getLast())) {
            parts.removeLast();
        }
        return parts;
    }

    /// One part in lower case, without the separator before it and digits behind it.
    private static String part(String name, int start, int end) {
        int first = start;
        while (first < end && !Letters.isAlphanumeric(name.charAt(first))) {
            first++;
        }
        int last = end;
        while (last > first
                && (Letters.isDigit(name.charAt(last - 1)) || !Letters.isAlphanumeric(name.charAt(last - 1)))) {
            last--;
        }
        String part = name.substring(first, end);
        return (part.endsWith("64") ? part : name.substring(first, last)).toLowerCase(Locale.ROOT);
    }

    private static boolean isBoundary(String name, int at) {
        char c = name.charAt(at);
        char before = name.charAt(at - 1);
        return !Letters.isAlphanumeric(c)
                || (Letters.isUpper(c) && !Letters.isUpper(before))
                || (Letters.isUpper(c) && at + 1 < name.length() && Letters.isLower(name.charAt(at + 1)));
    }
}
