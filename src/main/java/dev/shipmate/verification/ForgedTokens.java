package dev.shipmate.verification;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Makes forged tokens out of a real JSON Web Token.
final class ForgedTokens {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final ObjectNode header;
    private final ObjectNode claims;
    private final String payload;
    private final String signature;
    private final String token;

    private ForgedTokens(String token, ObjectNode header, ObjectNode claims) {
        String[] parts = token.split("\\.", -1);
        this.token = token;
        this.header = header;
        this.claims = claims;
        this.payload = parts[1];
        this.signature = parts[2];
    }

    /// Nothing when the text is no signed JSON Web Token.
    static Optional<ForgedTokens> of(String token) {
        String[] parts = token.split("\\.", -1);
        return token.matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+")
                ? decoded(parts[0])
                        .flatMap(header -> decoded(parts[1]).map(claims -> new ForgedTokens(token, header, claims)))
                : Optional.empty();
    }

    /// @param secrets what a server might take for the secret of HS256, for [Forgery#PUBLIC_KEY_AS_SECRET]
    List<String> forge(Forgery forgery, List<byte[]> secrets) {
        return switch (forgery) {
            case CHANGED_SIGNATURE -> List.of(signedPart() + "." + changed(signature));
            case CHANGED_CLAIM -> List.of(beginning() + "." + encoded(anotherSubject()) + "." + signature);
            case NO_ALGORITHM ->
                Stream.of("none", "None", "NONE")
                        .map(none -> encoded(withAlgorithm(none)) + "." + payload + ".")
                        .toList();
            case SUFFIX -> List.of(token + ".bypass-signature", token + "bypass-signature");
            case PUBLIC_KEY_AS_SECRET ->
                secrets.stream()
                        .map(secret -> signed(encoded(withAlgorithm("HS256")) + "." + payload, secret))
                        .toList();
        };
    }

    private String beginning() {
        return token.substring(0, token.indexOf('.'));
    }

    private String signedPart() {
        return token.substring(0, token.lastIndexOf('.'));
    }

    /// Another letter in the middle: the last one may hold bits that nobody reads.
    private static String changed(String signature) {
        int middle = signature.length() / 2;
        char other = signature.charAt(middle) == 'A' ? 'B' : 'A';
        return signature.substring(0, middle) + other + signature.substring(middle + 1);
    }

    private ObjectNode anotherSubject() {
        ObjectNode changed = claims.deepCopy();
        return changed.put("sub", changed.path("sub").asString("") + "0");
    }

    private ObjectNode withAlgorithm(String algorithm) {
        ObjectNode changed = header.deepCopy();
        return changed.put("alg", algorithm);
    }

    private static String signed(String part, byte[] secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return part + "." + ENCODER.encodeToString(mac.doFinal(part.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256.", e);
        }
    }

    private static String encoded(JsonNode tree) {
        return ENCODER.encodeToString(tree.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<ObjectNode> decoded(String part) {
        try {
            return MAPPER.readTree(Base64.getUrlDecoder().decode(part)) instanceof ObjectNode object
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (IllegalArgumentException | JacksonException _) {
            return Optional.empty();
        }
    }
}
