package dev.shipmate.conversation;

import dev.shipmate.approval.Gate;
import dev.shipmate.approval.ProtectedNamespaces;
import dev.shipmate.approval.UndoJournal;
import dev.shipmate.cluster.ClusterTarget;
import dev.shipmate.cluster.Inventory;
import dev.shipmate.model.LanguageModel;
import dev.shipmate.planning.Planner;
import dev.shipmate.redaction.Redactor;
import dev.shipmate.tool.Toolbox;
import java.util.function.Supplier;

/// Everything that a turn works with.
///
/// @param readOnly whether the tools that change something were left out of the toolbox
/// @param inventory gives names that are fresh for each turn
/// @param model opened at first use; throws a [dev.shipmate.model.ModelException] when there is none
record Setup(
        ClusterTarget target,
        Toolbox toolbox,
        boolean readOnly,
        Supplier<Inventory> inventory,
        Planner planner,
        PlannerMode mode,
        Supplier<LanguageModel> model,
        Gate gate,
        ProtectedNamespaces guarded,
        UndoJournal journal,
        Redactor redactor,
        Budget budget) {}
