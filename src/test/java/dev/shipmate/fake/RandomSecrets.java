package dev.shipmate.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Secrets made up at test time, so that none that looks real is in the repository.
public final class RandomSecrets {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String DIGITS = "0123456789";

    private final Random random;

    public RandomSecrets(long seed) {
        random = new Random(seed);
    }

    /// Letters and digits, of each at least two.
    public String word(int length) {
        var word = new StringBuilder("aZ" + random.nextInt(10) + "Q" + random.nextInt(10) + "x");
        while (word.length() < length) {
            word.append((LETTERS + DIGITS).charAt(random.nextInt(LETTERS.length() + DIGITS.length())));
        }
        return word.substring(0, length);
    }

    public String hex(int length) {
        return Stream.generate(() -> Integer.toHexString(random.nextInt(16)))
                .limit(length)
                .collect(Collectors.joining());
    }

    public String base64(int bytes) {
        byte[] content = new byte[bytes];
        random.nextBytes(content);
        return Base64.getEncoder().encodeToString(content);
    }

    public String jwt() {
        return Stream.of("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", "{\"sub\":\"todo\",\"n\":" + random.nextInt() + "}")
                        .map(part -> Base64.getUrlEncoder().withoutPadding().encodeToString(part.getBytes(UTF_8)))
                        .collect(Collectors.joining("."))
                + "." + word(43);
    }

    /// The lines of a key between its two rules.
    public String pemBody(int lines) {
        return Stream.generate(() -> base64(48)).limit(lines).collect(Collectors.joining("\n"));
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }
}
