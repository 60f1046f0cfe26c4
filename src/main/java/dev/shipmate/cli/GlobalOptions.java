package dev.shipmate.cli;

import dev.shipmate.approval.ApprovalPolicy;
import dev.shipmate.cluster.ClusterTarget;
import dev.shipmate.conversation.Budget;
import dev.shipmate.conversation.PlannerMode;
import dev.shipmate.conversation.SessionOptions;
import dev.shipmate.model.ModelSettings;
import dev.shipmate.model.ProtocolChoice;
import dev.shipmate.model.Provider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// Options that every command takes, before or after its name.
final class GlobalOptions {
    static final String SANDBOX_CONTEXT = "sandbox";

    private @Spec(Spec.Target.MIXEE) CommandSpec spec;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "Context of the kubeconfig.")
    private String context = "";

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "Namespace that is meant when a question names none.")
    private String namespace = "";

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Default: $KUBECONFIG, else ~/.kube/config.")
    private String kubeconfig = "";

    @Option(
            names = "--sandbox",
            scope = ScopeType.INHERIT,
            description = "Use an embedded demo cluster instead of a real one.")
    private boolean sandbox;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "Language model. Default: $SHIPMATE_MODEL, else the best that is installed.")
    private String model = "";

    @Option(
            names = "--provider",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "ollama (default), or openai for any server that speaks its protocol.")
    private @Nullable Provider provider;

    @Option(
            names = {"--ollama-url", "--model-url"},
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "Address of the model server. Default: $OLLAMA_HOST, else 127.0.0.1:11434.")
    private String modelUrl = "";

    @Option(
            names = "--protocol",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "How decisions are asked for: auto (default), native, schema or text.")
    private ProtocolChoice protocol = ProtocolChoice.AUTO;

    @Option(
            names = "--window",
            paramLabel = "TOKENS",
            scope = ScopeType.INHERIT,
            converter = WindowConverter.class,
            description = "What a model is to read at once, 1024 or more. Default: 8192.")
    private int window = ModelSettings.DEFAULT_WINDOW;

    @Option(
            names = "--planner",
            paramLabel = "MODE",
            scope = ScopeType.INHERIT,
            converter = PlannerModeConverter.class,
            description = "Who chooses the tools: auto (default), model or rules.")
    private @Nullable PlannerMode planner;

    @Option(
            names = "--read-only",
            scope = ScopeType.INHERIT,
            description = "Leave out every tool that changes something.")
    private boolean readOnly;

    @Option(
            names = {"-y", "--yes"},
            scope = ScopeType.INHERIT,
            description = "Make changes without asking, in local clusters and allowed contexts.")
    private boolean yes;

    @Option(names = "--yes-destroy", scope = ScopeType.INHERIT, description = "With --yes, also what cannot be undone.")
    private boolean yesDestroy;

    @Option(
            names = "--yes-tainted",
            scope = ScopeType.INHERIT,
            description = "With --yes, also after something that somebody wrote in the cluster was read.")
    private boolean yesTainted;

    @Option(
            names = "--allow-context",
            paramLabel = "NAME",
            split = ",",
            scope = ScopeType.INHERIT,
            description = "Context besides local clusters in which --yes holds.")
    private Set<String> allowedContexts = new LinkedHashSet<>();

    @Option(
            names = "--protect",
            paramLabel = "NAME",
            split = ",",
            scope = ScopeType.INHERIT,
            description = "Namespace in which --yes does not hold, as in kube-system and those labelled"
                    + " shipmate.dev/protected=true.")
    private Set<String> protectedNamespaces = new LinkedHashSet<>();

    @Option(
            names = "--allow-namespace",
            paramLabel = "NAME",
            split = ",",
            scope = ScopeType.INHERIT,
            description = "Protected namespace in which --yes holds.")
    private Set<String> allowedNamespaces = new LinkedHashSet<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            scope = ScopeType.INHERIT,
            description = "text (default), json or yaml; a diagnosis also as sarif.")
    private ReportFormat output = ReportFormat.text;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "Show no progress and no notes.")
    private boolean quiet;

    @Option(names = "--no-color", scope = ScopeType.INHERIT, description = "No colour, as with $NO_COLOR.")
    private boolean noColor;

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Append what happens in each turn as JSON lines.")
    private @Nullable Path trace;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            scope = ScopeType.INHERIT,
            converter = SecondsConverter.class,
            description = "Longest time for one question. Default: 300.")
    private Duration timeout = Budget.DEFAULT.time();

    @Option(names = "--stacktrace", scope = ScopeType.INHERIT, description = "Show where an unexpected error happened.")
    private boolean stacktrace;

    SessionOptions toSessionOptions() {
        return toSessionOptions(context, namespace);
    }

    /// For a session that is about one cluster and namespace, whatever was named.
    SessionOptions toSessionOptions(ClusterTarget target) {
        return toSessionOptions(target.context(), target.namespace());
    }

    /// For a session that is somewhere else than the options say.
    SessionOptions toSessionOptions(String context, String namespace) {
        return new SessionOptions(
                context,
                namespace,
                model,
                planner(PlannerMode.AUTO),
                readOnly,
                toPolicy(),
                new Budget(Budget.DEFAULT.rounds(), Budget.DEFAULT.tokens(), timeout));
    }

    ApprovalPolicy toPolicy() {
        return new ApprovalPolicy(yes, yesDestroy, yesTainted, allowedContexts, protectedNamespaces, allowedNamespaces);
    }

    Endpoints toEndpoints() {
        if (sandbox && !context.isEmpty() && !context.equals(SANDBOX_CONTEXT)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "The sandbox has one context, %s, and no '%s'. Leave out --context, or --sandbox."
                            .formatted(SANDBOX_CONTEXT, context));
        }
        return new Endpoints(
                kubeconfig,
                context,
                namespace,
                sandbox,
                provider == null ? "" : provider.word(),
                modelUrl,
                model,
                protocol,
                window);
    }

    OutputFormat output() {
        return switch (output) {
            case text -> OutputFormat.text;
            case json -> OutputFormat.json;
            case yaml -> OutputFormat.yaml;
            case sarif ->
                throw new ParameterException(
                        spec.commandLine(), "Only `shipmate diagnose` writes sarif. Choose text, json or yaml here.");
        };
    }

    ReportFormat report() {
        return output;
    }

    Services.View view() {
        return new Services.View(quiet, noColor);
    }

    /// Who chooses the tools, or what is usual when nothing was said.
    PlannerMode planner(PlannerMode usual) {
        return planner == null ? usual : planner;
    }

    /// Whether changes may be made there without asking one by one.
    boolean allows(ClusterTarget target) {
        return target.local() || allowedContexts.contains(target.context());
    }

    boolean readOnly() {
        return readOnly;
    }

    boolean sandbox() {
        return sandbox;
    }

    /// Which cluster was named, as it was typed.
    List<String> arguments() {
        return named(Map.of("--kubeconfig", kubeconfig, "--context", context, "--namespace", namespace));
    }

    /// The same without the namespace.
    List<String> clusterArguments() {
        List<String> named = named(Map.of("--kubeconfig", kubeconfig, "--context", context));
        return sandbox ? Stream.concat(Stream.of("--sandbox"), named.stream()).toList() : named;
    }

    private static List<String> named(Map<String, String> options) {
        return options.entrySet().stream()
                .filter(option -> !option.getValue().isEmpty())
                .sorted(Map.Entry.comparingByKey())
                .flatMap(option -> Stream.of(option.getKey(), option.getValue()))
                .toList();
    }

    /// Whether a namespace was named.
    boolean namesNamespace() {
        return !namespace.isEmpty();
    }

    boolean quiet() {
        return quiet;
    }

    boolean stacktrace() {
        return stacktrace;
    }

    Optional<Path> trace() {
        return Optional.ofNullable(trace);
    }
}
