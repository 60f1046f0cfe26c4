package dev.shipmate.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An image written to a temporary tar file, as Docker does it. A Shipmate that is killed leaves its file behind, which
/// may be large; the next one that writes an image removes it.
final class SavedImage {
    private static final String PREFIX = "shipmate-image-";
    private static final Pattern OWNED = Pattern.compile(PREFIX + "(\\d{1,9})-.*");
    private static final int BLOCK = 512;
    private static final int LONGEST_MANIFEST = 1024 * 1024;
    private static final Pattern CONFIGURATION = Pattern.compile("\"Config\"\\s*:\\s*\"[^\"]*?([0-9a-f]{64})[^\"]*\"");

    private SavedImage() {}

    /// Writes the image, uses the file and deletes it, however that ends.
    static <T> Outcome<T> with(Docker docker, String reference, Function<Path, Outcome<T>> use) {
        Path file;
        try {
            Path folder = Path.of(System.getProperty("java.io.tmpdir"));
            sweep(folder);
            file = Files.createTempFile(folder, PREFIX + ProcessHandle.current().pid() + "-", ".tar");
        } catch (IOException e) {
            return cannot("write a temporary file", e);
        }
        try {
            return docker.save(reference, file).then(use);
        } finally {
            delete(file);
        }
    }

    /// Removes the files of processes that are not there any more.
    static void sweep(Path folder) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path file : left) {
                Matcher owner = OWNED.matcher(file.getFileName().toString());
                if (owner.matches()
                        && ProcessHandle.of(Long.parseLong(owner.group(1))).isEmpty()) {
                    delete(file);
                }
            }
        }
    }

    /// The ID that `manifest.json` at the root of the file names.
    static Outcome<String> configurationId(Path file) {
        try (InputStream input = Files.newInputStream(file)) {
            Matcher configuration = CONFIGURATION.matcher(manifest(input));
            return configuration.find()
                    ? new Outcome.Got<>("sha256:" + configuration.group(1))
                    : new Outcome.Failed<>(new Problem(
                            "Docker wrote an image without a manifest to %s.".formatted(file),
                            "See that `docker image save` works."));
        } catch (IOException e) {
            return cannot("read " + file, e);
        }
    }

    private static String manifest(InputStream tar) throws IOException {
        for (byte[] header = tar.readNBytes(BLOCK); header.length == BLOCK; header = tar.readNBytes(BLOCK)) {
            long size = number(header);
            if (text(header, 0, 100).equals("manifest.json")) {
                return new String(tar.readNBytes((int) Math.min(size, LONGEST_MANIFEST)), StandardCharsets.UTF_8);
            }
            tar.skipNBytes((size + BLOCK - 1) / BLOCK * BLOCK);
        }
        return "";
    }

    /// The size in a header: octal digits, or for large files a binary number after a byte with the highest bit set.
    private static long number(byte[] header) {
        if (header[124] < 0) {
            long size = 0;
            for (int i = 128; i < 136; i++) {
                size = (size << 8) | (header[i] & 0xff);
            }
            return size;
        }
        String digits = text(header, 124, 12).strip();
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }

    private static String text(byte[] header, int start, int length) {
        int end = start;
        while (end < start + length && header[end] != 0) {
            end++;
        }
        return new String(header, start, end - start, StandardCharsets.US_ASCII);
    }

    private static <T> Outcome<T> cannot(String what, IOException e) {
        return new Outcome.Failed<>(new Problem(
                "Cannot %s: %s".formatted(what, e.getMessage()), "See that the temporary folder has room."));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException _) {
            // It is in the temporary folder, which the system sweeps.
        }
    }
}
