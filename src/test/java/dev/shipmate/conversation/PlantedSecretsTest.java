package dev.shipmate.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.approval.Approval;
import dev.shipmate.approval.ApprovalPolicy;
import dev.shipmate.approval.Gate;
import dev.shipmate.approval.ProtectedNamespaces;
import dev.shipmate.approval.UndoFile;
import dev.shipmate.audit.AuditLog;
import dev.shipmate.audit.AuditTrail;
import dev.shipmate.audit.TraceFile;
import dev.shipmate.cluster.ClusterTarget;
import dev.shipmate.fake.FakeInventory;
import dev.shipmate.fake.FakeLanguageModel;
import dev.shipmate.fake.RandomSecrets;
import dev.shipmate.planning.Candidate;
import dev.shipmate.planning.Shortlist;
import dev.shipmate.planning.Topic;
import dev.shipmate.redaction.PatternRedactor;
import dev.shipmate.session.SessionStore;
import dev.shipmate.tool.Block;
import dev.shipmate.tool.Change;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.Invocation;
import dev.shipmate.tool.Settled;
import dev.shipmate.tool.Tool;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.ToolSpec;
import dev.shipmate.tool.Toolbox;
import dev.shipmate.tool.Trust;
import dev.shipmate.tool.Undo;
import dev.shipmate.tool.WriteMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/// A hundred secrets, five in every shape of a tool's result. None may reach the user, the model or a file.
@ParameterizedClass
@ValueSource(longs = {20, 21, 22, 23, 24})
class PlantedSecretsTest {
    private static final ToolCall READ = new ToolCall("read_words", Map.of("name", "web"));
    private static final ToolCall RESIZE = new ToolCall("resize", Map.of("name", "web", "replicas", 3));

    @TempDir
    Path folder;

    private final PlantedTools tools;
    private final PatternRedactor redactor = new PatternRedactor();
    private final FakeLanguageModel model = new FakeLanguageModel();
    private final StringBuilder events = new StringBuilder();

    PlantedSecretsTest(long seed) {
        this.tools = new PlantedTools(seed);
    }

    @Test
    void twentyDifferentSecretsArePlanted() {
        assertThat(tools.planted).doesNotHaveDuplicates().hasSize(20);
    }

    @Test
    void noneLeavesByTheRulesAlone() throws IOException {
        TurnResult result = ask(PlannerMode.RULES, READ, Effect.READ);

        assertThat(result.answer()).contains("CrashLoopBackOff", "connection refused");
        assertNoneTold(result.toString());
    }

    @Test
    void noneReachesAModel() throws IOException {
        model.calling("read_words", Map.of("name", "web"))
                .answering("It crashes.")
                .writing("It crashes.");

        TurnResult result = ask(PlannerMode.MODEL, READ, Effect.READ);

        assertThat(model.requests().toString()).contains("connection refused");
        assertNoneTold(result.toString());
        assertNoneTold(model.requests().toString());
        assertNoneTold(model.writings().toString());
    }

    @Test
    void noneLeavesWithAChange() throws IOException {
        TurnResult result = ask(PlannerMode.RULES, RESIZE, Effect.CHANGE);

        assertThat(result.calls()).isNotEmpty();
        assertNoneTold(result.toString());
    }

    private TurnResult ask(PlannerMode mode, ToolCall call, Effect effect) {
        var candidate = new Candidate(call, effect, 0.95, List.of(), true);
        var shortlist = new Shortlist(Topic.CLUSTER, List.of(candidate), List.of(candidate), List.of());
        var setup = new Setup(
                new ClusterTarget("minikube", "todo", "https://127.0.0.1:8443", true),
                new Toolbox(List.of(tools.new Words(), tools.new Resize()), redactor),
                false,
                FakeInventory::todo,
                (_, _, _, _) -> shortlist,
                mode,
                () -> model,
                new Gate(ApprovalPolicy.ASK),
                new ProtectedNamespaces(Set.of(), _ -> false),
                new UndoFile(folder.resolve("undo.jsonl")).of(() -> "minikube"),
                redactor,
                Budget.DEFAULT);
        var trace = new TraceFile(folder.resolve("trace.jsonl"), redactor, Clock.systemUTC());
        var audit = new AuditTrail(new AuditLog(folder.resolve("audit.jsonl"), Clock.systemUTC(), "ann"), redactor);
        var session = new SessionStore(folder, redactor, Clock.systemUTC()).begin();
        Witness.Testimony testimony = Witness.both(audit, session).begins("why is web broken?");
        TurnResult result = new Conversation(setup, new History())
                .ask(
                        new Question("why is web broken?"),
                        event -> {
                            trace.on(event);
                            testimony.on(event);
                            events.append(event).append('\n');
                        },
                        change -> {
                            events.append(change).append('\n');
                            return Approval.YES;
                        });
        testimony.ended(result, Optional.of(setup.target()));
        return result;
    }

    private void assertNoneTold(String text) throws IOException {
        var told = new StringBuilder(text).append(events);
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                told.append(Files.readString(file));
            }
        }
        assertThat(tools.planted).allSatisfy(secret -> assertThat(told).doesNotContain(secret));
    }

    /// Secrets, and a list of them.
    private static class Planting {
        final RandomSecrets secrets;
        final List<String> planted = new ArrayList<>();

        private Planting(long seed) {
            secrets = new RandomSecrets(seed);
        }

        final String plant(String prefix, int length) {
            return planted(prefix + secrets.word(length));
        }

        final String planted(String secret) {
            planted.add(secret);
            return secret;
        }
    }

    /// Two tools that tell whatever they find.
    private static final class PlantedTools extends Planting {
        private final String pemLine = planted(secrets.base64(48));
        private final String bearer = plant("", 48);
        private final List<Block> blocks = List.of(
                new Block.Fact("web: CrashLoopBackOff, postgres://todo:" + plant("", 16) + "@db:5432/todo: refused"),
                new Block.Fact("kubeconfig has token: " + plant("", 44) + " for the user"),
                new Block.Table(
                        List.of("NAME", "VALUE"),
                        List.of(
                                List.of("DB_PASSWORD", plant("", 16)),
                                List.of("API_KEY", plant("", 32)),
                                List.of("AWS_SECRET_ACCESS_KEY", plant("", 40)),
                                List.of("CI", plant("ghp_", 36)),
                                List.of("PAYMENT", plant("sk_live_", 24)),
                                List.of("DATABASE_URL", "mysql://u:" + plant("", 12) + "@db/x")),
                        0),
                new Block.Excerpt(
                        "logs of web with " + plant("xoxb-", 30),
                        List.of(
                                "10:00:00 dial tcp 10.0.0.1:5432: connection refused",
                                "10:00:01 login password=" + plant("", 18),
                                "10:00:02 Authorization: Bearer " + bearer,
                                "10:00:03 jwt " + planted(secrets.jwt()),
                                "10:00:04 -----BEGIN " + "PRIVATE KEY-----",
                                "10:00:05 " + pemLine,
                                "10:00:06 -----END " + "PRIVATE KEY-----",
                                "10:00:07 run --admin-password " + plant("", 20) + " --verbose",
                                "10:00:08 GET /x?access_token=" + plant("", 30) + " 200"),
                        0),
                new Block.Excerpt(
                        "description",
                        List.of(
                                "- name: SMTP_PASS",
                                "  value: " + plant("", 14),
                                "client-key-data: " + planted(secrets.base64(60)),
                                "auths: {\"ghcr.io\":{\"auth\":\"" + plant("", 24) + "\"}}"),
                        0));
        private final String before = plant("", 20);
        private final String after = plant("", 20);

        private PlantedTools(long seed) {
            super(seed);
        }

        private final class Words implements Tool<Words.Reading> {
            record Reading(String name) {}

            @Override
            public ToolSpec<Reading> spec() {
                return new ToolSpec<>("read_words", Effect.READ, Trust.UNTRUSTED, Reading.class);
            }

            @Override
            public ToolResult run(Reading request, Invocation invocation) {
                return new ToolResult.Completed(blocks);
            }
        }

        private final class Resize implements Tool<Resize.Size> {
            record Size(String name, int replicas) {}

            @Override
            public ToolSpec<Size> spec() {
                return new ToolSpec<>("resize", Effect.CHANGE, Trust.FACTS, Size.class);
            }

            @Override
            public ToolResult run(Size request, Invocation invocation) {
                var changes = List.of(new Change("deployment/web", "todo", "env DB_PASSWORD", before, after));
                if (invocation.mode() == WriteMode.DRY_RUN) {
                    return new ToolResult.Planned(changes, List.of());
                }
                invocation.progress().accept("sent with Bearer " + bearer);
                return new ToolResult.Changed(
                        changes, blocks, new Undo.Impossible("it had password=" + before), Settled.YES);
            }
        }
    }
}
