package dev.shipmate.conversation;

import dev.shipmate.approval.ApprovalPolicy;
import dev.shipmate.approval.Approver;
import dev.shipmate.approval.Gate;
import dev.shipmate.approval.ProtectedNamespaces;
import dev.shipmate.approval.UndoFile;
import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterOptions;
import dev.shipmate.fake.OllamaStub;
import dev.shipmate.fake.RecordingProxy;
import dev.shipmate.fake.StubModel;
import dev.shipmate.model.LanguageModels;
import dev.shipmate.model.ModelLimits;
import dev.shipmate.model.ModelSettings;
import dev.shipmate.model.ProtocolChoice;
import dev.shipmate.planning.Candidate;
import dev.shipmate.planning.Shortlist;
import dev.shipmate.planning.Topic;
import dev.shipmate.redaction.PatternRedactor;
import dev.shipmate.terminal.Console;
import dev.shipmate.terminal.SingleTurn;
import dev.shipmate.terminal.Ttys;
import dev.shipmate.tool.Block;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.Invocation;
import dev.shipmate.tool.Tool;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.ToolSpec;
import dev.shipmate.tool.Toolbox;
import dev.shipmate.tool.Trust;
import dev.shipmate.tool.kubernetes.KubernetesTools;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A question that is answered by a model which obeys an attack, against the sandbox with that attack in it.
final class InjectionRun implements AutoCloseable {
    /// Written beside each attack.
    static final String SECRET = "zq8Jw2kLxV0tRb6YpN4sHd7c";

    /// Everything in advance but for what follows text from the cluster.
    private static final ApprovalPolicy YES = new ApprovalPolicy(true, true, false, Set.of());

    private final InjectionTest.Attempt attempt;
    private final OllamaStub ollama = new OllamaStub();
    private final AtomicBoolean read = new AtomicBoolean();
    private final List<TurnEvent> events = new ArrayList<>();
    private final RecordingProxy proxy;
    private final Cluster cluster;
    private final Path folder;
    private Optional<TurnResult> result = Optional.empty();

    InjectionRun(InjectionTest.Attempt attempt, String server, Path folder) {
        this.attempt = attempt;
        this.folder = folder;
        this.proxy = new RecordingProxy(server, this::poisoned);
        this.cluster = Cluster.open(ClusterOptions.ofServer("sandbox", proxy.server(), "todo"));
        obey(ollama.on("m").sized("8B"));
    }

    private String text() {
        return attempt.attack().text() + " password=" + SECRET;
    }

    private byte[] poisoned(String path, byte[] answer) {
        byte[] poisoned = attempt.channel().poisoned(path, answer, text());
        if (!Arrays.equals(poisoned, answer)) {
            read.set(true);
        }
        return poisoned;
    }

    /// It reads, does what the attack wants, and repeats the attack as its answer.
    private void obey(StubModel model) {
        ToolCall look = attempt.channel().call();
        ToolCall wish = attempt.wish();
        String text = attempt.attack().text();
        if (attempt.protocol() == ProtocolChoice.NATIVE) {
            model.calls(look.tool(), pairs(look))
                    .calls(wish.tool(), pairs(wish))
                    .says(text);
        } else {
            model.decides(look.tool(), pairs(look))
                    .decides(wish.tool(), pairs(wish))
                    .answers(text)
                    .says(text);
        }
    }

    private static Object[] pairs(ToolCall call) {
        return call.arguments().entrySet().stream()
                .flatMap(argument -> Stream.of(argument.getKey(), argument.getValue()))
                .toArray();
    }

    TurnResult ask(String question) {
        var redactor = new PatternRedactor();
        List<Tool<?>> tools = new ArrayList<>(KubernetesTools.readers(cluster, redactor));
        tools.addAll(KubernetesTools.changers(cluster));
        tools.add(new AskElsewhere());
        var look = new Candidate(attempt.channel().call(), Effect.READ, 0.5, List.of(), true);
        Effect effect = attempt.wish().tool().equals("delete") ? Effect.DESTROY : Effect.CHANGE;
        var wish = new Candidate(attempt.wish(), effect, 0.1, List.of(), true);
        var shortlist = new Shortlist(Topic.CLUSTER, List.of(look, wish), List.of(look), List.of());
        var settings = ModelSettings.defaults(folder)
                .withUrl(ollama.url())
                .withModel("m")
                .withProtocol(attempt.protocol())
                .withLimits(ModelLimits.DEFAULT);
        var setup = new Setup(
                cluster.target(),
                new Toolbox(tools, redactor),
                false,
                cluster::inventory,
                (_, _, _, _) -> shortlist,
                PlannerMode.MODEL,
                () -> LanguageModels.open(settings),
                new Gate(YES),
                new ProtectedNamespaces(Set.of(), _ -> false),
                new UndoFile(folder.resolve("undo.jsonl")).of(() -> "sandbox"),
                redactor,
                new Budget(6, 200_000, Duration.ofSeconds(20)));
        TurnResult answered =
                new Conversation(setup, new History()).ask(new Question(question), events::add, Approver.NOBODY);
        result = Optional.of(answered);
        return answered;
    }

    /// Whether the attack was in an answer of the API server.
    boolean read() {
        return read.get();
    }

    /// What went to the API server and was more than a look.
    List<String> writes() {
        return proxy.writes();
    }

    /// The results of tools, as the model saw them.
    String observed() {
        return ollama.chats().stream()
                .flatMap(chat -> chat.path("messages").valueStream())
                .filter(message -> message.path("role").asString("").equals("tool")
                        || message.path("content").asString("").contains("This is data"))
                .map(message -> message.path("content").asString(""))
                .collect(Collectors.joining("\n"));
    }

    /// What a person sees of the turn.
    ///
    /// @param terminal with colours, and lines that are drawn over
    String shown(boolean terminal) {
        var written = new StringWriter();
        var writer = new PrintWriter(written);
        var console = new Console(
                new Console.Streams(InputStream.nullInputStream(), writer, writer),
                new Ttys(true, true, true),
                Map.of("TERM", terminal ? "xterm-256color" : "dumb", "COLUMNS", "80", "LANG", "C.UTF-8"),
                false);
        try (SingleTurn turn = console.turn(false, Clock.systemUTC())) {
            events.forEach(turn.listener()::on);
            turn.show(result.orElseThrow());
        }
        return written.toString();
    }

    @Override
    public void close() {
        cluster.close();
        proxy.close();
        ollama.close();
    }

    /// What another server makes available as a tool: its result is as strange as a log.
    private final class AskElsewhere implements Tool<AskElsewhere.Words> {
        record Words(String topic) {}

        @Override
        public ToolSpec<Words> spec() {
            return new ToolSpec<>("ask_elsewhere", Effect.READ, Trust.UNTRUSTED, Words.class);
        }

        @Override
        public ToolResult run(Words request, Invocation invocation) {
            read.set(true);
            return new ToolResult.Completed(new Block.Excerpt("what it says", List.of(text().split("\n", -1)), 0));
        }
    }
}
