package dev.shipmate.image;

import dev.shipmate.project.BuildSpec;
import dev.shipmate.project.ImageSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.PatternSyntaxException;

/// The tag of an image, made from all that its build gets: what of the context `.dockerignore` lets through (paths,
/// bytes, executable bits, links; no times), the Dockerfile, build arguments, target and platform. The same content has
/// the same tag on every machine. A base image that changed under its tag does not show.
///
/// @param value twelve hex digits
/// @param files how many files the build gets
/// @param bytes how much they are
/// @param environmentFiles files such as `.env` among them, which mostly hold secrets; at most 20
public record ContentTag(String value, long files, long bytes, List<String> environmentFiles) {
    /// Part of every digest, so that a change of the rules here changes the tags.
    private static final String FORMAT = "shipmate-content-1";

    private static final int DIGITS = 12;
    private static final int NAMED_FILES = 20;
    private static final Set<String> TEMPLATES = Set.of("example", "sample", "template", "dist", "defaults");

    public ContentTag {
        environmentFiles = List.copyOf(environmentFiles);
    }

    /// Reads the context once. Each file is streamed.
    public static Outcome<ContentTag> of(ImageSpec image, BuildSpec build) {
        try {
            return new Outcome.Got<>(new Reading(image, build).tag());
        } catch (ClosedByInterruptException _) {
            Thread.currentThread().interrupt();
            return new Outcome.Stopped<>();
        } catch (PatternSyntaxException e) {
            return new Outcome.Failed<>(new Problem(
                    "The .dockerignore of image '%s' has a pattern that cannot be read: %s (%s)."
                            .formatted(image.name(), e.getPattern(), e.getDescription()),
                    "Correct the pattern; Docker refuses it too."));
        } catch (IOException e) {
            return new Outcome.Failed<>(new Problem(
                    "Cannot read the build context %s of image '%s': %s"
                            .formatted(image.context(), image.name(), e.getMessage()),
                    "Make the file readable, or leave it out in .dockerignore."));
        }
    }

    /// The tag with the images of the same project mixed in that this one is made from.
    ///
    /// @param references one a line; none when it is made from others' images only
    ContentTag madeFrom(String references) {
        if (references.isEmpty()) {
            return this;
        }
        MessageDigest digest = sha256();
        put(digest, FORMAT, value, references);
        return new ContentTag(shortened(digest), files, bytes, environmentFiles);
    }

    private static String shortened(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    /// Each text with its length before it, so that no two lists of texts look alike.
    private static void put(MessageDigest digest, String... texts) {
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
        }
    }

    private static final class Reading {
        private final ImageSpec image;
        private final BuildSpec build;
        private final MessageDigest digest = sha256();
        private final byte[] buffer = new byte[64 * 1024];
        private final List<String> environmentFiles = new ArrayList<>();
        private long files;
        private long bytes;

        Reading(ImageSpec image, BuildSpec build) {
            this.image = image;
            this.build = build;
        }

        ContentTag tag() throws IOException {
            put(digest, FORMAT, image.target(), build.platform());
            var arguments = new TreeMap<>(image.arguments());
            put(digest, "arguments", String.valueOf(arguments.size()));
            arguments.forEach((name, value) -> put(digest, name, value));
            put(digest, "dockerfile");
            putContent(image.dockerfile());
            BuildContext.open(image.context(), image.dockerfile()).walk(this::add);
            return new ContentTag(shortened(digest), files, bytes, environmentFiles);
        }

        private void add(BuildContext.Entry entry) throws IOException {
            switch (entry.kind()) {
                case FILE -> {
                    put(digest, entry.executable() ? "program" : "file", entry.path());
                    bytes += putContent(entry.file());
                    files++;
                    if (isEnvironmentFile(entry.name()) && environmentFiles.size() < NAMED_FILES) {
                        environmentFiles.add(entry.path());
                    }
                }
                case FOLDER -> put(digest, "folder", entry.path());
                case LINK ->
                    put(
                            digest,
                            "link",
                            entry.path(),
                            Files.readSymbolicLink(entry.file()).toString());
                case OTHER -> put(digest, "other", entry.path());
            }
        }

        private long putContent(Path file) throws IOException {
            MessageDigest content = sha256();
            long size = 0;
            try (InputStream input = Files.newInputStream(file)) {
                for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
                    content.update(buffer, 0, count);
                    size += count;
                }
            }
            digest.update(content.digest());
            return size;
        }

        private static boolean isEnvironmentFile(String name) {
            return name.equals(".env")
                    || (name.startsWith(".env.") && !TEMPLATES.contains(name.substring(name.lastIndexOf('.') + 1)));
        }
    }
}
