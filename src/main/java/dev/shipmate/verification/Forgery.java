package dev.shipmate.verification;

/// A way to forge a JSON Web Token (RFC 7519) without its key.
public enum Forgery {
    CHANGED_SIGNATURE("a changed signature"),
    /// The signature of the real one, under another subject.
    CHANGED_CLAIM("another user's name under the same signature"),
    /// Algorithm `none` in several spellings, without a signature.
    NO_ALGORITHM("no signature, algorithm none"),
    /// Found in the field: a back door for tokens that end in a certain word.
    SUFFIX("a word after the signature"),
    /// HS256 with what everyone may read as its secret; fools a library that takes the algorithm from the token.
    PUBLIC_KEY_AS_SECRET("signed with the public key, algorithm HS256");

    private final String display;

    Forgery(String display) {
        this.display = display;
    }

    String display() {
        return display;
    }
}
