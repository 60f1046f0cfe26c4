package dev.shipmate.image;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sizes as programs print them: `1.2GB` counts in thousands, `236.7 MiB` in 1024.
final class ByteSize {
    private static final Pattern SIZE = Pattern.compile("([\\d.]+)\\s*([KMGT]?)(I?)B", Pattern.CASE_INSENSITIVE);
    private static final String UNITS = "KMGT";

    private ByteSize() {}

    /// Bytes, or 0 for what is no size.
    static long parse(String text) {
        Matcher size = SIZE.matcher(text.strip());
        if (!size.matches()) {
            return 0;
        }
        double base = size.group(3).isEmpty() ? 1000 : 1024;
        String unit = size.group(2).toUpperCase(Locale.ROOT);
        return Math.round(
                Double.parseDouble(size.group(1)) * Math.pow(base, unit.isEmpty() ? 0 : UNITS.indexOf(unit) + 1));
    }
}
