package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A password that is refused because of how it was written into its Secret: with a line break at its end, or encoded
/// twice. Nothing of the password is told but its length and kind of characters.
final class MangledSecret {
    private static final Pattern BASE64 =
            Pattern.compile("(?:[A-Za-z0-9+/]{4}){3,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?");
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]+\\s?");

    private final Cluster cluster;

    MangledSecret(Cluster cluster) {
        this.cluster = cluster;
    }

    /// @param references the variables that may hold the password
    Finding look(Finding finding, String namespace, List<Settings.SecretReference> references) {
        return references.stream()
                .flatMap(reference -> flaw(namespace, reference).map(flaw -> known(finding, reference, flaw)).stream())
                .findFirst()
                .orElse(finding);
    }

    private static Finding known(Finding finding, Settings.SecretReference reference, String flaw) {
        return finding.as("secret-value-mangled")
                .as(Confidence.LIKELY)
                .withCause("%s Key %s of secret/%s %s."
                        .formatted(finding.cause(), reference.key(), reference.secret(), flaw))
                .withEvidence(List.of("key %s of secret/%s (in %s) %s"
                        .formatted(reference.key(), reference.secret(), reference.variable(), flaw)))
                .withNext("Write the value into the Secret again: as it is under stringData, or without a line break"
                        + " (`printf`, not `echo`), then restart the program.");
    }

    private Optional<String> flaw(String namespace, Settings.SecretReference reference) {
        return Permitted.find(() -> cluster.findObject(KnownKinds.SECRETS, namespace, reference.secret()))
                .flatMap(secret ->
                        decoded(secret.path("data").path(reference.key()).asString("")))
                .flatMap(MangledSecret::flaw);
    }

    private static Optional<String> flaw(String value) {
        if (!value.isEmpty() && !value.equals(value.strip())) {
            boolean end = value.equals(value.stripLeading());
            return Optional.of("%s a line break or a space (%d characters, %d without it)"
                    .formatted(
                            end ? "ends with" : "begins with",
                            value.length(),
                            value.strip().length()));
        }
        boolean twice = BASE64.matcher(value).matches()
                && decoded(value)
                        .filter(inner -> PRINTABLE.matcher(inner).matches())
                        .isPresent();
        return twice
                ? Optional.of("is encoded with base64 twice (%d characters)".formatted(value.length()))
                : Optional.empty();
    }

    private static Optional<String> decoded(String base64) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
