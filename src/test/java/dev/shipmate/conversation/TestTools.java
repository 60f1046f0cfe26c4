package dev.shipmate.conversation;

import dev.shipmate.tool.Block;
import dev.shipmate.tool.Change;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.Invocation;
import dev.shipmate.tool.Live;
import dev.shipmate.tool.LiveName;
import dev.shipmate.tool.Settled;
import dev.shipmate.tool.Tool;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.ToolSpec;
import dev.shipmate.tool.Trust;
import dev.shipmate.tool.Undo;
import dev.shipmate.tool.WriteMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A cluster of numbers, and three tools for it: one that counts, one that reads text, and one that changes.
final class TestTools {
    final Map<String, Integer> replicas = new TreeMap<>(Map.of("web", 2));
    final AtomicInteger runs = new AtomicInteger();

    @Nullable
    CountDownLatch hanging;

    /// Where a program can be killed.
    Runnable beforeChange = () -> {};

    Runnable afterChange = () -> {};

    String words = "the disk is full";
    Settled settled = Settled.YES;

    /// What never takes effect.
    String stuck = "";

    List<Tool<?>> all() {
        return List.of(new CountPods(), new ReadWords(), new Resize(), new Advise(), new Diagnose());
    }

    /// Proposes one replica more than there are.
    final class Advise implements Tool<Advise.Subject> {
        record Subject(String name) {}

        @Override
        public ToolSpec<Subject> spec() {
            return new ToolSpec<>("advise", Effect.READ, Trust.FACTS, Subject.class);
        }

        @Override
        public ToolResult run(Subject request, Invocation invocation) {
            int next = replicas.getOrDefault(request.name(), 0) + 1;
            return new ToolResult.Proposed(
                    List.of(new Block.Fact("%s should have %d replicas".formatted(request.name(), next))),
                    List.of(new ToolCall("resize", Map.of("name", request.name(), "replicas", next))));
        }
    }

    /// Finds a cause where something is stuck, and nothing elsewhere.
    final class Diagnose implements Tool<Diagnose.Patient> {
        record Patient(@Nullable String name, @Nullable String namespace) {}

        @Override
        public ToolSpec<Patient> spec() {
            return new ToolSpec<>("diagnose", Effect.READ, Trust.UNTRUSTED, Patient.class);
        }

        @Override
        public ToolResult run(Patient request, Invocation invocation) {
            String name = String.valueOf(request.name());
            return !stuck.isEmpty() && name.endsWith(stuck)
                    ? new ToolResult.Completed(new Block.Fact("Cause: the image of %s is missing".formatted(name)))
                    : new ToolResult.Completed(
                            List.of(new Block.Fact("Nothing is wrong with %s".formatted(name))),
                            List.of(new ToolCall("read_words", Map.of("name", name))));
        }
    }

    final class CountPods implements Tool<CountPods.Count> {
        record Count(@Live(LiveName.NAMESPACE) @Nullable String namespace) {}

        @Override
        public ToolSpec<Count> spec() {
            return new ToolSpec<>("count_pods", Effect.READ, Trust.FACTS, Count.class);
        }

        @Override
        public ToolResult run(Count request, Invocation invocation) {
            runs.incrementAndGet();
            if (hanging != null) {
                hanging.countDown();
                hang();
            }
            int sum = replicas.values().stream().mapToInt(Integer::intValue).sum();
            String namespace = request.namespace() == null ? invocation.namespace() : request.namespace();
            return new ToolResult.Completed(new Block.Fact("%d pods in namespace %s".formatted(sum, namespace)));
        }
    }

    final class ReadWords implements Tool<ReadWords.Words> {
        record Words(String name) {}

        @Override
        public ToolSpec<Words> spec() {
            return new ToolSpec<>("read_words", Effect.READ, Trust.UNTRUSTED, Words.class);
        }

        @Override
        public ToolResult run(Words request, Invocation invocation) {
            if (!replicas.containsKey(request.name())) {
                return new ToolResult.NotFound("workload", request.name(), List.copyOf(replicas.keySet()));
            }
            return new ToolResult.Completed(new Block.Excerpt("words of " + request.name(), List.of(words), 0));
        }
    }

    final class Resize implements Tool<Resize.Size> {
        record Size(@Live(LiveName.WORKLOAD) String name, int replicas) {}

        @Override
        public ToolSpec<Size> spec() {
            return new ToolSpec<>("resize", Effect.CHANGE, Trust.FACTS, Size.class);
        }

        @Override
        public ToolResult run(Size request, Invocation invocation) {
            String plain = request.name().replace("deployment/", "");
            Integer before = replicas.get(plain);
            if (before == null) {
                return new ToolResult.NotFound("workload", request.name(), List.copyOf(replicas.keySet()));
            }
            if (before == request.replicas()) {
                return new ToolResult.Completed(
                        new Block.Fact(request.name() + " already has " + before + " replicas"));
            }
            List<Change> changes = List.of(new Change(
                    "deployment/" + plain, invocation.namespace(), "replicas", "" + before, "" + request.replicas()));
            var undo = new Undo.By(new ToolCall("resize", Map.of("name", request.name(), "replicas", before)));
            if (invocation.mode() == WriteMode.DRY_RUN) {
                return new ToolResult.Planned(changes, List.of(), List.of(), undo);
            }
            beforeChange.run();
            replicas.put(plain, request.replicas());
            afterChange.run();
            invocation.progress().accept("resized");
            if (hanging != null) {
                hanging.countDown();
                hang();
            }
            return new ToolResult.Changed(
                    changes,
                    List.of(new Block.Fact(request.replicas() + " of " + request.replicas() + " pods ready")),
                    undo,
                    plain.equals(stuck) ? Settled.NO : settled);
        }
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
