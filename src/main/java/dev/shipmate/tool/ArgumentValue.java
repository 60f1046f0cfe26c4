package dev.shipmate.tool;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One argument's value, brought to the type that the tool wants.
sealed interface ArgumentValue {
    /// `value` fits the request's component; `canonical` is how it is written in a call.
    record Converted(Object value, Object canonical) implements ArgumentValue {}

    /// `expected` completes the sentence "… is not".
    record Wrong(String expected) implements ArgumentValue {}

    /// Every namespace, as an argument.
    String ALL_NAMESPACES = "*";

    Pattern DURATION = Pattern.compile("(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?");
    Set<String> ALL = Set.of("all", "*", "any", "all namespaces", "all-namespaces", "--all-namespaces", "-a");

    static boolean empty(Object value) {
        return value instanceof String text
                && (text.isBlank() || text.equalsIgnoreCase("null") || text.equalsIgnoreCase("none"));
    }

    static ArgumentValue convert(RecordComponent component, Object given) {
        Object single = given instanceof Collection<?> list && list.size() == 1
                ? list.iterator().next()
                : given;
        if (single instanceof Collection || single instanceof Map) {
            return new Wrong("a single value");
        }
        String text = unquoted(String.valueOf(single));
        Class<?> type = component.getType();
        if (type == String.class) {
            return string(component, text);
        }
        if (type == int.class || type == Integer.class) {
            return integer(text);
        }
        if (type == boolean.class || type == Boolean.class) {
            return bool(text);
        }
        if (type == Duration.class) {
            return duration(text);
        }
        if (type.isEnum()) {
            return constant(type, text);
        }
        throw new IllegalStateException("A request cannot hold a %s.".formatted(type));
    }

    /// Names of namespaces, workloads, pods and containers have no capitals (RFC 1123), whatever a model writes.
    private static ArgumentValue string(RecordComponent component, String text) {
        Live live = component.getAnnotation(Live.class);
        if (live != null && live.value() == LiveName.NAMESPACE && ALL.contains(text.toLowerCase(Locale.ROOT))) {
            return new Converted(ALL_NAMESPACES, ALL_NAMESPACES);
        }
        String name = live == null || live.value() == LiveName.KIND ? text : text.toLowerCase(Locale.ROOT);
        return new Converted(name, name);
    }

    private static ArgumentValue integer(String text) {
        try {
            int value = new BigDecimal(text).intValueExact();
            return new Converted(value, value);
        } catch (ArithmeticException | NumberFormatException _) {
            return new Wrong("a whole number");
        }
    }

    private static ArgumentValue bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1", "on" -> new Converted(true, true);
            case "false", "no", "0", "off" -> new Converted(false, false);
            default -> new Wrong("true or false");
        };
    }

    private static ArgumentValue duration(String text) {
        String plain = text.toLowerCase(Locale.ROOT).replace(" ", "");
        Matcher matcher = DURATION.matcher(plain);
        if (plain.isEmpty() || !matcher.matches()) {
            return new Wrong("a duration such as 90s, 30m, 2h or 1d");
        }
        Duration value = Duration.ofDays(number(matcher, 1))
                .plusHours(number(matcher, 2))
                .plusMinutes(number(matcher, 3))
                .plusSeconds(number(matcher, 4));
        return new Converted(value, plain);
    }

    private static long number(Matcher matcher, int group) {
        String digits = matcher.group(group);
        return digits == null ? 0 : Long.parseLong(digits.substring(0, Math.min(digits.length(), 9)));
    }

    private static ArgumentValue constant(Class<?> type, String text) {
        String wanted = text.toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
        for (Object constant : type.getEnumConstants()) {
            if (constant.toString().equals(wanted)) {
                return new Converted(constant, words(List.of(constant)).getFirst());
            }
        }
        return new Wrong("one of "
                + words(Arrays.asList(type.getEnumConstants())).stream().collect(Collectors.joining(", ")));
    }

    /// How enum constants are written in a call: `not-ready`.
    static List<String> words(List<?> constants) {
        return constants.stream()
                .map(constant -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    private static String unquoted(String text) {
        String bare = text.strip();
        boolean quoted = bare.length() >= 2
                && "\"'".indexOf(bare.charAt(0)) >= 0
                && bare.charAt(0) == bare.charAt(bare.length() - 1);
        return quoted ? bare.substring(1, bare.length() - 1).strip() : bare;
    }
}
