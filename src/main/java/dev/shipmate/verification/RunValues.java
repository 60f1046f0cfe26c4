package dev.shipmate.verification;

import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What fills the gaps during one run: made-up values, captured ones, and the users with their cookies.
final class RunValues {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

    /// A shorter cookie is a setting, and its value a word that stands everywhere.
    private static final int SHORTEST_SECRET_COOKIE = 8;

    /// Somebody who uses the app: an address and a password that nobody had before, and a cookie jar.
    record User(String email, String password, CookieManager cookies) {}

    private final SecureRandom random = new SecureRandom();
    private final Map<String, String> captured = new LinkedHashMap<>();
    private final Map<String, User> users = new HashMap<>();
    private final String origin;
    private final HiddenValues hidden;

    RunValues(String origin, HiddenValues hidden) {
        this.origin = origin;
        this.hidden = hidden;
    }

    /// The gaps that cannot be filled, because what should have captured their value did not.
    List<String> missing(Collection<Template> templates) {
        return templates.stream()
                .flatMap(template -> template.gaps().stream())
                .filter(gap -> !made(gap) && !captured.containsKey(gap))
                .distinct()
                .toList();
    }

    boolean captured(String name) {
        return captured.containsKey(name);
    }

    void capture(Capture capture, String value) {
        captured.put(capture.name(), value);
    }

    /// The text for a gap, asked for by a user, or by nobody.
    String value(String gap, String user) {
        return switch (gap) {
            case Gaps.ORIGIN -> origin;
            case Gaps.EMAIL -> user(user).email();
            case Gaps.PASSWORD -> user(user).password();
            default -> made(gap) ? letters(Integer.parseInt(gap.substring("random:".length()))) : found(gap);
        };
    }

    String fill(Template template, String user) {
        return template.fill(gap -> value(gap, user));
    }

    User user(String name) {
        return users.computeIfAbsent(name, _ -> {
            // Some apps want letters of both cases, a digit and a sign.
            String password = "Aa1-" + letters(20);
            hidden.add(Gaps.PASSWORD, password);
            return new User(
                    "shipmate-%s@example.com".formatted(letters(12)),
                    password,
                    new CookieManager(null, CookiePolicy.ACCEPT_ALL));
        });
    }

    void learn(List<HttpCookie> cookies) {
        cookies.stream()
                .filter(cookie -> cookie.getValue() != null && cookie.getValue().length() >= SHORTEST_SECRET_COOKIE)
                .forEach(cookie -> hidden.add("cookie " + cookie.getName(), cookie.getValue()));
    }

    private String found(String gap) {
        return Optional.ofNullable(captured.get(gap))
                .orElseThrow(() -> new IllegalStateException("Nothing was captured for ${%s}.".formatted(gap)));
    }

    private static boolean made(String gap) {
        return List.of(Gaps.ORIGIN, Gaps.EMAIL, Gaps.PASSWORD).contains(gap)
                || Gaps.RANDOM.matcher(gap).matches();
    }

    private String letters(int count) {
        var letters = new StringBuilder();
        for (int i = 0; i < count; i++) {
            letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return letters.toString();
    }
}
