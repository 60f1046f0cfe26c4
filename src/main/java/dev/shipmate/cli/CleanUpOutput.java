package dev.shipmate.cli;

import dev.shipmate.image.CleanUpPlan;
import dev.shipmate.image.CleanUpReport;
import dev.shipmate.image.Outcome;
import dev.shipmate.image.PlacedImage;
import dev.shipmate.image.Problem;
import dev.shipmate.terminal.RunScreen;
import java.io.PrintWriter;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Where a clean-up is told to whoever asked for it.
interface CleanUpOutput {
    /// There was nothing to do.
    void nothing(CleanUpPlan plan);

    /// Nothing was done, because nobody was there to approve it.
    void needsApproval(CleanUpPlan plan, Duration cacheAge, String options);

    /// Something was removed.
    ///
    /// @param cache how many bytes of build cache went
    void done(CleanUpReport report, Outcome<Long> cache);

    /// It cannot be known what may go.
    void failed(Problem problem);

    /// For people.
    record Text(RunScreen screen) implements CleanUpOutput {
        private static final long MEGABYTE = 1_000_000;

        @Override
        public void nothing(CleanUpPlan plan) {
            screen.nothingToCleanUp(plan);
        }

        @Override
        public void needsApproval(CleanUpPlan plan, Duration cacheAge, String options) {
            screen.cleanUp(plan, cacheAge);
            screen.warn("Nothing was removed: nobody is there to approve it. Run it on a terminal, or add %s."
                    .formatted(options));
        }

        @Override
        public void done(CleanUpReport report, Outcome<Long> cache) {
            screen.cleanUp(report);
            switch (cache) {
                case Outcome.Got<Long>(Long bytes)
                when bytes > 0 -> screen.result("Removed %d MB of build cache.".formatted(bytes / MEGABYTE));
                case Outcome.Got<Long> _, Outcome.Stopped<Long> _ -> {}
                case Outcome.Failed<Long>(Problem problem) -> failed(problem);
                case Outcome.Missing<Long>(String name) -> failed(new Problem("There is no %s.".formatted(name), ""));
            }
        }

        @Override
        public void failed(Problem problem) {
            screen.warn("%s %s".formatted(problem.what(), problem.suggestion()).strip());
        }
    }

    /// For programs: one object.
    record Tree(TreeOutput format, PrintWriter out) implements CleanUpOutput {
        @Override
        public void nothing(CleanUpPlan plan) {
            print(plan("nothing", plan));
        }

        @Override
        public void needsApproval(CleanUpPlan plan, Duration cacheAge, String options) {
            print(plan("needs-approval", plan)
                    .put("buildCacheOlderThanHours", cacheAge.toHours())
                    .put("options", options));
        }

        @Override
        public void done(CleanUpReport report, Outcome<Long> cache) {
            ObjectNode root =
                    outcome(report.failed().isEmpty() ? "done" : "failed").put("bytes", report.bytes());
            ArrayNode removed = root.putArray("removed");
            report.removed().forEach(image -> image(removed, image));
            kept(root, report.kept());
            ArrayNode failed = root.putArray("failed");
            report.failed()
                    .forEach(one -> image(failed, one.image())
                            .put("reason", one.problem().what())
                            .put("suggestion", one.problem().suggestion()));
            switch (cache) {
                case Outcome.Got<Long>(Long bytes) -> root.put("buildCacheBytes", bytes);
                case Outcome.Failed<Long>(Problem problem) -> root.put("buildCacheProblem", problem.what());
                case Outcome.Missing<Long> _, Outcome.Stopped<Long> _ -> root.putNull("buildCacheBytes");
            }
            print(root);
        }

        @Override
        public void failed(Problem problem) {
            print(outcome("failed").put("reason", problem.what()).put("suggestion", problem.suggestion()));
        }

        private static ObjectNode plan(String outcome, CleanUpPlan plan) {
            ObjectNode root = outcome(outcome).put("bytes", plan.bytes());
            ArrayNode removable = root.putArray("removable");
            plan.removable().forEach(image -> image(removable, image));
            kept(root, plan.kept());
            return root;
        }

        private static void kept(ObjectNode root, Iterable<CleanUpPlan.Kept> all) {
            ArrayNode kept = root.putArray("kept");
            all.forEach(one -> image(kept, one.image()).put("reason", one.reason()));
        }

        private static ObjectNode image(ArrayNode images, PlacedImage placed) {
            return images.addObject()
                    .put("node", placed.node())
                    .put("image", placed.image().display())
                    .put("id", placed.image().id())
                    .put("bytes", placed.image().sizeBytes());
        }

        private static ObjectNode outcome(String outcome) {
            return new JsonMapper().createObjectNode().put("outcome", outcome);
        }

        private void print(ObjectNode root) {
            format.print(out, root);
        }
    }
}
