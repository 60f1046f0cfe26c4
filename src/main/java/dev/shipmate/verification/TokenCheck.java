package dev.shipmate.verification;

/// Forged tokens of one kind, made from a real one, are refused.
///
/// @param token a gap such as `${token}` that a JSON Web Token fills
/// @param header the header that carries it, after `Bearer`
/// @param jwks where the public keys are, for [Forgery#PUBLIC_KEY_AS_SECRET]; its text is empty when unknown
/// @param status the answer to a forged token
/// @param after the check that the real token is accepted: where it is not, a refusal proves nothing
public record TokenCheck(
        String name,
        String place,
        Forgery forgery,
        RequestSpec request,
        String header,
        Template token,
        Template jwks,
        int status,
        String after)
        implements Check {}
