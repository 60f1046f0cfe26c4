package dev.shipmate.fake;

import dev.shipmate.approval.Allowances;
import dev.shipmate.approval.ApprovalPolicy;
import dev.shipmate.approval.Gate;
import dev.shipmate.cluster.ClusterException;
import dev.shipmate.cluster.ClusterTarget;
import dev.shipmate.cluster.Inventory;
import dev.shipmate.conversation.ModelContext;
import dev.shipmate.conversation.Session;
import dev.shipmate.model.ModelException;
import dev.shipmate.model.TokenUsage;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolSpec;
import dev.shipmate.tool.Trust;
import java.util.List;

/// Where a [FakeSession] is: a cluster, models, and what is allowed there.
abstract class FakeSurroundings implements Session {
    /// The arguments of the tools that it lists.
    public record Nothing() {}

    private final Inventory inventory;
    private final Gate gate = new Gate(ApprovalPolicy.ASK);
    private ClusterTarget target = new ClusterTarget("minikube", "todo", "https://127.0.0.1:8443", true);
    private String model = "qwen3:4b";
    private Mode mode = Mode.ASKS_FIRST;

    FakeSurroundings(Inventory inventory) {
        this.inventory = inventory;
    }

    final Gate gate() {
        return gate;
    }

    final String model() {
        return model;
    }

    @Override
    public ClusterTarget target() {
        return target;
    }

    @Override
    public Status status() {
        return new Status(target.context(), target.namespace(), model, "schema", mode, "auto");
    }

    @Override
    public ModelContext modelContext() {
        return new ModelContext(
                4096,
                List.of(
                        new ModelContext.Part("instructions", 190),
                        new ModelContext.Part("conversation: 2 answers", 80)),
                new TokenUsage(690, 21));
    }

    @Override
    public Allowances allowances() {
        return gate.allowances();
    }

    @Override
    public boolean useMode(Mode wanted) {
        if (wanted == Mode.APPROVED) {
            return false;
        }
        mode = wanted;
        return true;
    }

    @Override
    public void confirm(boolean everything) {
        gate.confirm(everything);
    }

    @Override
    public boolean revoke(String tool) {
        return gate.forget(tool);
    }

    @Override
    public Inventory inventory() {
        return inventory;
    }

    @Override
    public List<ToolSpec<?>> tools() {
        return List.of(
                new ToolSpec<>("list_pods", Effect.READ, Trust.FACTS, Nothing.class),
                new ToolSpec<>("scale", Effect.CHANGE, Trust.FACTS, Nothing.class));
    }

    @Override
    public List<String> contexts() {
        return List.of("kind-dev", "minikube");
    }

    @Override
    public void useContext(String context) {
        if (!contexts().contains(context)) {
            throw new ClusterException(ClusterException.Code.INVALID, "There is no context '%s'.".formatted(context));
        }
        target = new ClusterTarget(context, "default", "https://127.0.0.1:8443", true);
    }

    @Override
    public void useNamespace(String namespace) {
        target = target.withNamespace(namespace);
    }

    @Override
    public List<String> models() {
        return List.of("qwen3:4b", "smollm2:135m");
    }

    @Override
    public void useModel(String name) {
        if (!models().contains(name)) {
            throw new ModelException(
                    ModelException.Code.MISSING, "No model '%s'. Try `ollama pull %s`.".formatted(name, name));
        }
        model = name;
    }
}
