package dev.shipmate.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Twenty secrets made up for one run, by the placeholder under which `e2e/secrets.yaml` plants each.
final class PlantedSecrets {
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";

    private final SecureRandom random = new SecureRandom();
    private final Map<String, String> values = new LinkedHashMap<>();

    PlantedSecrets() {
        plant("SECRET_PASSWORD", "", 20);
        plant("SECRET_TOKEN", "", 40);
        plant("SECRET_SSH_KEY", "", 64);
        plant("SECRET_REGISTRY_PASSWORD", "", 24);
        plant("SECRET_BASIC_PASSWORD", "", 18);
        plant("ENV_PASSWORD", "", 16);
        plant("ENV_API_KEY", "", 32);
        plant("ENV_AWS_SECRET", "", 40);
        plant("ENV_GITHUB_TOKEN", "ghp_", 36);
        plant("ENV_STRIPE_KEY", "sk_live_", 24);
        plant("ENV_DATABASE_URL_PASSWORD", "", 16);
        plant("ARGUMENT_PASSWORD", "", 20);
        plant("LOG_URL_PASSWORD", "", 16);
        plant("LOG_BEARER", "", 48);
        values.put("LOG_PEM_LINE", pemLine());
        plant("LOG_PASSWORD", "", 18);
        values.put("LOG_JWT", jwt());
        plant("LOG_SLACK_TOKEN", "xoxb-", 30);
        plant("KUBECONFIG_TOKEN", "", 44);
        values.put("KUBECONFIG_KEY_DATA", Base64.getEncoder().encodeToString(word(90).getBytes(UTF_8)));
    }

    /// The manifests with every placeholder filled.
    String plantedIn(String manifests) {
        String text = manifests;
        for (Map.Entry<String, String> secret : values.entrySet()) {
            text = text.replace("{{" + secret.getKey() + "}}", secret.getValue());
        }
        return text;
    }

    int size() {
        return values.size();
    }

    /// The placeholders of the secrets that a text tells, as they are or in Base64.
    Set<String> toldIn(String text) {
        var told = new TreeSet<String>();
        values.forEach((placeholder, value) -> {
            String encoded = Base64.getEncoder().encodeToString(value.getBytes(UTF_8));
            if (text.contains(value) || text.contains(encoded)) {
                told.add(placeholder);
            }
        });
        return told;
    }

    private void plant(String placeholder, String prefix, int length) {
        values.put(placeholder, prefix + word(length));
    }

    private String word(int length) {
        var word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return word.toString();
    }

    /// The second line of a private key: the one a redactor loses when it looks at single lines.
    private static String pemLine() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
            return Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(key)
                    .lines()
                    .toList()
                    .get(1);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has RSA", e);
        }
    }

    private String jwt() {
        return "%s.%s.%s"
                .formatted(base64Url("{\"alg\":\"HS256\",\"typ\":\"JWT\"}"), base64Url("{\"sub\":\"todo\"}"), word(43));
    }

    private static String base64Url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
