package dev.shipmate.sandbox;

import java.security.SecureRandom;
import java.util.HexFormat;

/// Values for the shop's secrets, different each time a sandbox starts: none is ever a constant.
final class FakeSecrets {
    private final SecureRandom random = new SecureRandom();

    String next() {
        var bytes = new byte[12];
        random.nextBytes(bytes);
        return "pw" + HexFormat.of().formatHex(bytes);
    }
}
