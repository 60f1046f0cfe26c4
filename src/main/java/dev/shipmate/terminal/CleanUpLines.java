package dev.shipmate.terminal;

import dev.shipmate.image.CleanUpPlan;
import dev.shipmate.image.CleanUpReport;
import dev.shipmate.image.PlacedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What a clean-up would remove, or has removed, as lines.
record CleanUpLines(int width) {
    private static final long MEGABYTE = 1_000_000;

    List<Styled> of(CleanUpPlan plan) {
        var rows = new ArrayList<List<Styled>>();
        plan.removable().forEach(image -> rows.add(row(image, "goes", Role.WARNING)));
        plan.kept().forEach(kept -> rows.add(row(kept.image(), "stays: " + kept.reason(), Role.DIM)));
        var lines = new ArrayList<>(table(rows));
        lines.addAll(say(
                Role.STRONG,
                plan.removable().isEmpty()
                        ? "No image of project %s can go.".formatted(plan.project())
                        : "%s can go, %s in all. Layers that images share are counted with each."
                                .formatted(images(plan.removable().size()), size(plan.bytes()))));
        return lines;
    }

    List<Styled> of(CleanUpReport report) {
        var rows = new ArrayList<List<Styled>>();
        report.removed().forEach(image -> rows.add(row(image, "removed", Role.GOOD)));
        report.failed()
                .forEach(failed -> rows.add(row(
                        failed.image(),
                        "not removed: %s %s"
                                .formatted(
                                        failed.problem().what(),
                                        failed.problem().suggestion()),
                        Role.ERROR)));
        report.kept().forEach(kept -> rows.add(row(kept.image(), "kept: " + kept.reason(), Role.DIM)));
        var lines = new ArrayList<>(table(rows));
        lines.addAll(say(
                Role.STRONG, "Removed %s, %s.".formatted(images(report.removed().size()), size(report.bytes()))));
        return lines;
    }

    private List<Styled> table(List<List<Styled>> rows) {
        List<Styled> header =
                Stream.of("WHERE", "IMAGE", "SIZE", "").map(Styled::text).toList();
        return rows.isEmpty()
                ? List.of()
                : new TableLayout(header, rows, List.of(false, false, true, false)).lines(width);
    }

    private static List<Styled> row(PlacedImage placed, String what, Role role) {
        return List.of(
                Styled.text(placed.onHost() ? "host" : placed.node()),
                Styled.text(placed.image().display()),
                Styled.text(size(placed.image().sizeBytes())),
                Styled.of(role, what));
    }

    private List<Styled> say(Role role, String text) {
        return LineBreaks.wrap(Styled.of(role, text), width);
    }

    private static String images(int count) {
        return count == 1 ? "1 image" : count + " images";
    }

    private static String size(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", (double) bytes / MEGABYTE);
    }
}
