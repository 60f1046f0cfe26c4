package dev.shipmate.conversation;

import dev.shipmate.tool.Change;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.Invocation;
import dev.shipmate.tool.Settled;
import dev.shipmate.tool.Tool;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.ToolSpec;
import dev.shipmate.tool.Toolbox;
import dev.shipmate.tool.Trust;
import dev.shipmate.tool.Undo;
import dev.shipmate.tool.WriteMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Stand-ins for the tools that a report on a failed deploy offers; they remember what was made.
final class FailedTools {
    final List<String> made = new ArrayList<>();

    record SetImage(
            String name,
            String image,
            @Nullable String container,
            @Nullable String namespace) {}

    record Undoing(String name, @Nullable String namespace) {}

    record RollBack(@Nullable Integer revision, @Nullable String environment) {}

    record Release(@Nullable String environment) {}

    record Deploy(@Nullable String environment, boolean resume) {}

    /// The same with these tools, too.
    Setup beside(Setup setup, TestTools others, boolean readOnly) {
        var all = new ArrayList<>(others.all());
        all.add(new Made<>("set_image", Effect.CHANGE, SetImage.class));
        all.add(new Made<>("rollout_undo", Effect.CHANGE, Undoing.class));
        all.add(new Made<>("rollback_release", Effect.CHANGE, RollBack.class));
        all.add(new Made<>("deploy_app", Effect.CHANGE, Deploy.class));
        all.add(new Made<>("uninstall_release", Effect.DESTROY, Release.class));
        var toolbox = new Toolbox(all, setup.redactor());
        return new Setup(
                setup.target(),
                readOnly ? toolbox.readOnly() : toolbox,
                readOnly,
                setup.inventory(),
                setup.planner(),
                setup.mode(),
                setup.model(),
                setup.gate(),
                setup.guarded(),
                setup.journal(),
                setup.redactor(),
                setup.budget());
    }

    private final class Made<R extends Record> implements Tool<R> {
        private final ToolSpec<R> spec;

        private Made(String name, Effect effect, Class<R> request) {
            spec = new ToolSpec<>(name, effect, Trust.FACTS, request);
        }

        @Override
        public ToolSpec<R> spec() {
            return spec;
        }

        @Override
        public ToolResult run(R request, Invocation invocation) {
            var changes = List.of(new Change("release/todo", "todo", "revision", "4", "5"));
            if (invocation.mode() == WriteMode.DRY_RUN) {
                return new ToolResult.Planned(changes, List.of());
            }
            made.add(spec.name());
            return new ToolResult.Changed(changes, List.of(), new Undo.Impossible("It is a stand-in."), Settled.YES);
        }
    }
}
