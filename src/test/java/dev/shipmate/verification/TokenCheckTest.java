package dev.shipmate.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.shipmate.fake.FakeApiServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(30)
class TokenCheckTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String TOKEN = part("{\"alg\":\"EdDSA\",\"kid\":\"k1\"}") + "." + part("{\"sub\":\"u1\"}")
            + "." + part("a signature of some length, 64 bytes in the real world");

    private final FakeApiServer app = new FakeApiServer()
            .with("/token", 200, "{\"token\": \"%s\"}".formatted(TOKEN))
            .with(
                    "/jwks",
                    200,
                    "{\"keys\": [{\"kty\": \"OKP\", \"crv\": \"Ed25519\", \"x\": \"%s\"}]}".formatted("A".repeat(43)));
    private final CheckRun run = CheckRun.at(app.url());

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void appThatTakesTheRealTokenOnlyPasses() {
        app.with("/tasks", taking(TOKEN::equals));
        Map<String, Outcome> outcomes = outcomes(true);
        assertThat(outcomes).hasSize(5);
        assertThat(outcomes.values()).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Passed.class));
        assertThat(outcomes.get("no signature, algorithm none")).isEqualTo(Outcome.passed("3 forged tokens refused"));
    }

    @Test
    void appThatTakesEveryTokenFailsForEachForgery() {
        app.with("/tasks", taking(_ -> true));
        assertThat(outcomes(true).values())
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
                    assertThat(failed.where()).isEqualTo("GET /tasks");
                    assertThat(failed.expected()).startsWith("a token with ").endsWith(" refused, with status 401");
                    assertThat(failed.seen()).startsWith("status 200");
                }));
    }

    @Test
    void whereTheRealTokenIsRefusedNothingIsProved() {
        app.with("/tasks", taking(_ -> false));
        VerificationReport report = report(true);
        assertThat(report.results().get(1).check().name()).isEqualTo("forged: the real one is accepted");
        assertThat(report.results().get(1).outcome()).isInstanceOf(Outcome.Failed.class);
        assertThat(outcomes(true).values())
                .containsOnly(new Outcome.NotChecked(
                        "it comes after 'forged: the real one is accepted', which did not pass or was left out"));
    }

    @Test
    void withoutPublicKeysTheirForgeryIsNotChecked() {
        app.with("/tasks", taking(TOKEN::equals));
        assertThat(outcomes(false).get("signed with the public key, algorithm HS256"))
                .isEqualTo(new Outcome.NotChecked("the project file names no `jwks`, where the public keys are"));
        app.with("/jwks", 404, "");
        assertThat(outcomes(true).get("signed with the public key, algorithm HS256"))
                .isEqualTo(new Outcome.NotChecked("no public keys came from /jwks"));
    }

    @Test
    void textThatIsNoTokenFails() {
        app.with("/token", 200, "{\"token\": \"opaque\"}").with("/tasks", taking(_ -> true));
        assertThat(outcomes(true).values())
                .allSatisfy(outcome -> assertThat(outcome)
                        .isInstanceOfSatisfying(
                                Outcome.Failed.class,
                                failed -> assertThat(failed.expected())
                                        .isEqualTo("a signed JSON Web Token in ${token}")));
    }

    @Test
    void noTokenIsShown() {
        app.with(
                "/tasks",
                exchange -> FakeApiServer.send(
                        exchange,
                        200,
                        "{\"you sent\": \"%s\"}"
                                .formatted(exchange.getRequestHeaders().getFirst("Authorization"))));
        VerificationReport report = report(true);
        assertThat(report.passed()).isFalse();
        assertThat(report.json().toString()).contains("[forged token]").doesNotContain(TOKEN.substring(0, 20));
    }

    /// RFC 7515, section 4.1.1: `alg` identifies the algorithm; RFC 7519, section 6: an unsecured token has the value
    /// `none` and an empty signature.
    @Test
    void forgedTokensAreWhatTheyClaimToBe() {
        ForgedTokens tokens = ForgedTokens.of(TOKEN).orElseThrow();
        assertThat(tokens.forge(Forgery.CHANGED_SIGNATURE, List.of()))
                .singleElement()
                .satisfies(token -> {
                    assertThat(token).hasSameSizeAs(TOKEN).isNotEqualTo(TOKEN);
                    assertThat(token.substring(0, token.lastIndexOf('.')))
                            .isEqualTo(TOKEN.substring(0, TOKEN.lastIndexOf('.')));
                });
        assertThat(tokens.forge(Forgery.NO_ALGORITHM, List.of())).allSatisfy(token -> {
            assertThat(token).endsWith(".");
            assertThat(decoded(token, 0).path("alg").asString()).isEqualToIgnoringCase("none");
            assertThat(decoded(token, 1).path("sub").asString()).isEqualTo("u1");
        });
        assertThat(tokens.forge(Forgery.CHANGED_CLAIM, List.of()))
                .singleElement()
                .satisfies(token ->
                        assertThat(decoded(token, 1).path("sub").asString()).isEqualTo("u10"));
        assertThat(tokens.forge(Forgery.PUBLIC_KEY_AS_SECRET, List.of(new byte[] {1}, new byte[] {2})))
                .hasSize(2)
                .allSatisfy(token -> {
                    assertThat(decoded(token, 0).path("alg").asString()).isEqualTo("HS256");
                    assertThat(decoded(token, 0).path("kid").asString()).isEqualTo("k1");
                });
    }

    @Test
    void publicKeysAreGivenInTheirPemForm() throws Exception {
        var rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        var rsaKey = (RSAPublicKey) rsa.generateKeyPair().getPublic();
        var ec = KeyPairGenerator.getInstance("EC");
        ec.initialize(256);
        var ecKey = (ECPublicKey) ec.generateKeyPair().getPublic();
        JsonNode keySet = JSON.valueToTree(Map.of(
                "keys",
                List.of(
                        Map.of(
                                "kty", "RSA",
                                "n", number(rsaKey.getModulus().toByteArray()),
                                "e", number(rsaKey.getPublicExponent().toByteArray())),
                        Map.of(
                                "kty",
                                "EC",
                                "crv",
                                "P-256",
                                "x",
                                number(ecKey.getW().getAffineX().toByteArray()),
                                "y",
                                number(ecKey.getW().getAffineY().toByteArray())))));
        List<String> secrets = PublicKeys.asSecrets(keySet).stream()
                .map(secret -> new String(secret, StandardCharsets.ISO_8859_1))
                .toList();
        assertThat(secrets).contains(pem(rsaKey.getEncoded()), pem(ecKey.getEncoded()));
    }

    private static String pem(byte[] der) {
        return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----"
                .formatted(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der));
    }

    private static String number(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private Map<String, Outcome> outcomes(boolean withKeys) {
        return report(withKeys).results().stream()
                .filter(result -> result.check() instanceof TokenCheck)
                .collect(Collectors.toMap(
                        result -> ((TokenCheck) result.check()).forgery().display(), CheckResult::outcome));
    }

    private VerificationReport report(boolean withKeys) {
        return run.run("""
                - {name: token, get: /token, capture: {token: {json: /token}}}
                - {name: forged, forgedTokens: {token: "${token}", get: /tasks%s}}
                """.formatted(withKeys ? ", jwks: /jwks" : ""));
    }

    private static FakeApiServer.Answer taking(Predicate<String> good) {
        return exchange -> answer(exchange, good);
    }

    private static void answer(HttpExchange exchange, Predicate<String> good) throws IOException {
        String token = exchange.getRequestHeaders().getFirst("Authorization").replaceFirst("^Bearer ", "");
        FakeApiServer.send(exchange, good.test(token) ? 200 : 401, "{}");
    }

    private static JsonNode decoded(String token, int part) {
        return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[part]));
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
