package dev.shipmate.model;

/// A value written without JSON, such as `true`, `3`, `"web"` or `web`.
final class PlainValue {
    private PlainValue() {}

    static Object of(String written) {
        String value = written.strip();
        if (value.matches("-?\\d{1,9}")) {
            return Integer.parseInt(value);
        }
        return switch (value) {
            case "true", "True" -> true;
            case "false", "False" -> false;
            default -> unquoted(value);
        };
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(value.length() - 1) == value.charAt(0);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
