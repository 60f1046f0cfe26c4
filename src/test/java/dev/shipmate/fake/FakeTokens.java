package dev.shipmate.fake;

import dev.shipmate.fake.FakeTodo.Fault;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Issues tokens that are signed with Ed25519, and checks them as well as its faults let it.
final class FakeTokens {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final Set<Fault> faults;
    private final KeyPair keys;

    FakeTokens(Set<Fault> faults) {
        this.faults = faults;
        try {
            keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    Map<String, ?> keySet() {
        byte[] der = keys.getPublic().getEncoded();
        String point = ENCODER.encodeToString(Arrays.copyOfRange(der, der.length - 32, der.length));
        return Map.of("keys", List.of(Map.of("kty", "OKP", "crv", "Ed25519", "kid", "1", "x", point)));
    }

    String issue(String user) {
        try {
            String part =
                    encoded("{\"alg\":\"EdDSA\",\"kid\":\"1\"}") + "." + encoded("{\"sub\":\"%s\"}".formatted(user));
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.getPrivate());
            signature.update(part.getBytes(StandardCharsets.US_ASCII));
            return part + "." + ENCODER.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Whom a header lets in; empty for nobody.
    String user(String authorization) {
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            return faults.contains(Fault.SERVES_WITHOUT_TOKEN) ? "anybody" : "";
        }
        String token = authorization.substring("Bearer ".length());
        if (faults.contains(Fault.TAKES_SUFFIX) && token.endsWith(".bypass-signature")) {
            return subject(token.split("\\.", -1));
        }
        String[] parts = token.split("\\.", -1);
        try {
            return parts.length == 3 && good(parts) ? subject(parts) : "";
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return "";
        }
    }

    private boolean good(String[] parts) throws GeneralSecurityException {
        JsonNode header = JSON.readTree(Base64.getUrlDecoder().decode(parts[0]));
        String algorithm = header.path("alg").asString("");
        byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
        byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
        return switch (algorithm) {
            case "EdDSA" -> faults.contains(Fault.TAKES_ANY_SIGNATURE) || verified(signed, signature);
            case "none", "None", "NONE" -> faults.contains(Fault.TAKES_NO_ALGORITHM);
            case "HS256" ->
                faults.contains(Fault.TAKES_PUBLIC_KEY_AS_SECRET) && Arrays.equals(signature, withPublicKey(signed));
            default -> false;
        };
    }

    private boolean verified(byte[] signed, byte[] signature) throws GeneralSecurityException {
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(keys.getPublic());
        verifier.update(signed);
        return verifier.verify(signature);
    }

    /// As a library does that is handed the key's PEM text, whatever the algorithm.
    private byte[] withPublicKey(byte[] signed) throws GeneralSecurityException {
        String pem = "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                .formatted(Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(pem.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
        return mac.doFinal(signed);
    }

    private static String subject(String[] parts) {
        return JSON.readTree(Base64.getUrlDecoder().decode(parts[1]))
                .path("sub")
                .asString("");
    }

    private static String encoded(String text) {
        return ENCODER.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
