package dev.shipmate.verification;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The keys of a JSON Web Key Set (RFC 7517), in the forms in which a careless server might take one for a secret.
final class PublicKeys {
    /// What stands before the 32 bytes of an Ed25519 key in its DER form (RFC 8410).
    private static final String ED25519_PREFIX = "302a300506032b6570032100";

    private PublicKeys() {}

    /// For each key: its PEM form with and without the last line break, its JSON, and its bytes as they are and as
    /// they are written. None when the tree is no key set.
    static List<byte[]> asSecrets(JsonNode keySet) {
        var secrets = new ArrayList<byte[]>();
        for (JsonNode key : keySet.path("keys")) {
            pem(key).ifPresent(pem -> {
                secrets.add(pem.getBytes(StandardCharsets.US_ASCII));
                secrets.add((pem + "\n").getBytes(StandardCharsets.US_ASCII));
            });
            secrets.add(key.toString().getBytes(StandardCharsets.UTF_8));
            String written = key.path("x").asString(key.path("n").asString(""));
            if (!written.isEmpty()) {
                secrets.add(written.getBytes(StandardCharsets.US_ASCII));
                bytes(key, key.has("x") ? "x" : "n")
                        .filter(bytes -> bytes.length > 0)
                        .ifPresent(secrets::add);
            }
        }
        return secrets;
    }

    private static Optional<String> pem(JsonNode key) {
        try {
            byte[] der = switch (key.path("kty").asString("")) {
                case "OKP" -> ed25519(key);
                case "RSA" -> rsa(key);
                case "EC" -> ec(key);
                default -> new byte[0];
            };
            return der.length == 0
                    ? Optional.empty()
                    : Optional.of("-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----"
                            .formatted(
                                    Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)));
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    private static byte[] ed25519(JsonNode key) {
        byte[] point = bytes(key, "x").orElse(new byte[0]);
        return point.length == 32
                ? HexFormat.of().parseHex(ED25519_PREFIX + HexFormat.of().formatHex(point))
                : new byte[0];
    }

    private static byte[] rsa(JsonNode key) throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(number(key, "n"), number(key, "e")))
                .getEncoded();
    }

    private static byte[] ec(JsonNode key) throws GeneralSecurityException {
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("sec" + key.path("crv").asString("").replace("P-", "p") + "r1"));
        var point = new ECPoint(number(key, "x"), number(key, "y"));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class)))
                .getEncoded();
    }

    private static BigInteger number(JsonNode key, String field) {
        return new BigInteger(1, bytes(key, field).orElse(new byte[0]));
    }

    private static Optional<byte[]> bytes(JsonNode key, String field) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(key.path(field).asString("")));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
