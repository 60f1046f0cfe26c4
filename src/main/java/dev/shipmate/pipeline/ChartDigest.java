package dev.shipmate.pipeline;

import dev.shipmate.helm.ChartRequest;
import dev.shipmate.helm.SuppliedValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// Tells whether a chart, with the values that it is given, is still the same.
final class ChartDigest {
    private ChartDigest() {}

    /// Of the chart's files and the values; empty when they cannot be read.
    static String of(ChartRequest request) {
        MessageDigest digest = sha256();
        try (Stream<Path> files = Files.walk(request.chart())) {
            List<Path> sorted = files.filter(Files::isRegularFile).sorted().toList();
            for (Path file : sorted) {
                digest.update(request.chart().relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(sha256().digest(Files.readAllBytes(file)));
            }
        } catch (IOException _) {
            return "";
        }
        return SuppliedValues.of(request)
                .map(values -> {
                    digest.update(values.toString().getBytes(StandardCharsets.UTF_8));
                    return HexFormat.of().formatHex(digest.digest());
                })
                .orElse("");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
