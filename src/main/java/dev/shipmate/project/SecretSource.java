package dev.shipmate.project;

import java.nio.file.Path;

/// Where the value of a Secret's key comes from. None of it ever stands in the project file but what is no secret.
public sealed interface SecretSource {
    /// Not a secret, such as a host name.
    record Plain(String value) implements SecretSource {}

    /// Made at random once and kept: that many letters and digits.
    record Generated(int length) implements SecretSource {
        public Generated {
            if (length < 16) {
                throw new IllegalArgumentException("Too short for a secret: " + length);
            }
        }
    }

    /// A variable of the environment.
    record Variable(String name) implements SecretSource {}

    /// A file that git ignores; its last line break is left out.
    record Content(Path file) implements SecretSource {}
}
