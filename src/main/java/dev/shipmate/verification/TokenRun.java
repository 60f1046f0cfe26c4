package dev.shipmate.verification;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Runs one [TokenCheck].
final class TokenRun {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final Requests requests;
    private final RunValues values;
    private final HiddenValues hidden;

    TokenRun(Requests requests, RunValues values, HiddenValues hidden) {
        this.requests = requests;
        this.values = values;
        this.hidden = hidden;
    }

    Outcome run(TokenCheck check) {
        List<String> missing = values.missing(List.of(check.token(), check.jwks()));
        if (!missing.isEmpty()) {
            return new Outcome.NotChecked(Requests.needs(missing));
        }
        String token = values.fill(check.token(), check.request().user());
        Optional<ForgedTokens> forged = ForgedTokens.of(token);
        if (forged.isEmpty()) {
            return new Outcome.Failed(
                    check.request().display(),
                    "a signed JSON Web Token in %s".formatted(check.token().text()),
                    "a text of another form",
                    "Capture the token itself, without a word such as Bearer.");
        }
        return switch (requests.target(check.request())) {
            case Requests.Target.Nowhere(String reason) -> new Outcome.NotChecked(reason);
            case Requests.Target.At(URI url) -> forgeries(check, url, forged.get());
        };
    }

    private Outcome forgeries(TokenCheck check, URI url, ForgedTokens tokens) {
        List<byte[]> secrets = List.of();
        if (check.forgery() == Forgery.PUBLIC_KEY_AS_SECRET) {
            if (check.jwks().text().isEmpty()) {
                return new Outcome.NotChecked("the project file names no `jwks`, where the public keys are");
            }
            secrets = secrets(check);
            if (secrets.isEmpty()) {
                return new Outcome.NotChecked(
                        "no public keys came from %s".formatted(check.jwks().text()));
            }
        }
        var refused = new Expectation.Status(Set.of(check.status()));
        List<String> forged = tokens.forge(check.forgery(), secrets);
        for (String token : forged) {
            hidden.add("forged token", token);
            Optional<Outcome> wrong = ask(check, url, token, refused);
            if (wrong.isPresent()) {
                return wrong.get();
            }
        }
        return Outcome.passed("%d forged %s refused".formatted(forged.size(), forged.size() == 1 ? "token" : "tokens"));
    }

    /// What is wrong with the answer to a token; nothing when it is as expected.
    private Optional<Outcome> ask(TokenCheck check, URI url, String token, Expectation.Status expected) {
        RequestSpec request = check.request().withHeader(check.header(), new Template("Bearer " + token));
        return switch (requests.send(request, url, LIMIT)) {
            case Reply.Stopped _ -> Optional.of(Outcome.stopped());
            case Reply.NoAnswer(String reason) -> Optional.of(HttpRun.noAnswer(request, url, reason));
            case Reply.Answer answer ->
                expected.holds(answer.status())
                        ? Optional.empty()
                        : Optional.of(new Outcome.Failed(
                                check.request().display(),
                                "a token with %s refused, with %s"
                                        .formatted(check.forgery().display(), expected.display()),
                                answer.display(hidden),
                                "Let the app fix the algorithm of its tokens, and check the signature of each."));
        };
    }

    private List<byte[]> secrets(TokenCheck check) {
        RequestSpec request = RequestSpec.get(check.jwks());
        return switch (requests.target(request)) {
            case Requests.Target.Nowhere _ -> List.of();
            case Requests.Target.At(URI url) ->
                requests.send(request, url, LIMIT) instanceof Reply.Answer answer
                        ? answer.json().map(PublicKeys::asSecrets).orElse(List.of())
                        : List.of();
        };
    }
}
