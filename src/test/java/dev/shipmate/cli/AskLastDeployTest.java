package dev.shipmate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.approval.UndoFile;
import dev.shipmate.cluster.ClusterException;
import dev.shipmate.conversation.ClusterSource;
import dev.shipmate.conversation.Connection;
import dev.shipmate.conversation.LiveSession;
import dev.shipmate.conversation.ModelSource;
import dev.shipmate.conversation.Session;
import dev.shipmate.conversation.SessionOptions;
import dev.shipmate.model.LanguageModel;
import dev.shipmate.pipeline.SampleReport;
import dev.shipmate.planning.RulePlanner;
import dev.shipmate.redaction.PatternRedactor;
import dev.shipmate.terminal.Console;
import dev.shipmate.terminal.SingleTurn;
import dev.shipmate.tool.pipeline.Origin;
import java.io.InputStream;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Questions about a deploy that failed are answered from its report, although the cluster is gone.
class AskLastDeployTest extends PipelineProgram {
    @Test
    void whyItFailedIsAnsweredFromTheReport() {
        shipping.failure = Optional.of(SampleReport.report());

        assertThat(shipmate("ask", "--last-deploy", "why did it fail?")).isZero();
        assertThat(out.toString())
                .contains(
                        "its readiness probe asks port 9999, and the container listens on 8000",
                        "containerPort: 8000",
                        "2. Roll back to revision 3.");
        assertThat(services).containsExactly("shipping dev in todo", "session on lab in todo");
        assertThat(origins).containsExactly(new Origin.Run(file(), "dev", "lab", "todo"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"what changed?", "what is different since the last good revision"})
    void whatChangedIsAnsweredFromTheReport(String question) {
        shipping.failure = Optional.of(SampleReport.report());

        assertThat(shipmate("ask", "--last-deploy", question)).isZero();
        assertThat(out.toString()).contains("value port: 8000 -> 9999").doesNotContain("What can be done");
    }

    @Test
    void withoutAQuestionTheCauseIsTold() {
        shipping.failure = Optional.of(SampleReport.report());

        assertThat(shipmate("ask", "--last-deploy")).isZero();
        assertThat(out.toString()).contains("failed at step wait");
    }

    @Test
    void theEnvironmentIsTheNamedOne() {
        shipping.failure = Optional.of(SampleReport.report());

        assertThat(shipmate("ask", "--last-deploy", "why?", "--env", "moon")).isZero();
        assertThat(services).first().isEqualTo("shipping moon in todo-moon");
    }

    @Test
    void asJsonItIsTheObjectOfAskWithTheFindings() {
        shipping.failure = Optional.of(SampleReport.report());

        assertThat(shipmate("ask", "--last-deploy", "why did it fail?", "-o", "json"))
                .isZero();
        JsonNode json = new JsonMapper().readTree(out.toString());
        assertThat(json.path("outcome").asString()).isEqualTo("answered");
        assertThat(json.path("decidedBy").asString()).isEqualTo("rules");
        assertThat(json.path("findings").path(0).path("id").asString()).isEqualTo("readiness-wrong-port");
        assertThat(json.path("findings")
                        .path(0)
                        .path("remedies")
                        .path(0)
                        .path("remedy")
                        .asString())
                .isEqualTo("patch");
        assertThat(json.path("suggestions").valueStream().map(JsonNode::asString))
                .containsExactly("apply the remedy", "roll back", "try again");
    }

    @Test
    void aRunThatDidNotFailIsSaid() {
        assertThat(shipmate("ask", "--last-deploy", "why did it fail?")).isZero();
        assertThat(out.toString().strip())
                .isEqualTo("The last run of release todo in namespace todo of context 'lab' did not fail, or there was"
                        + " none from this machine.");
    }

    @Test
    void aChangeNeedsTheCluster() {
        shipping.failure = Optional.of(SampleReport.report());

        assertThat(shipmate("ask", "--last-deploy", "apply the remedy")).isEqualTo(ExitCode.CLUSTER_UNREACHABLE.code());
    }

    @Test
    void aProjectFileThatIsNotThereIsSaid() {
        assertThat(bare(
                        "ask",
                        "--last-deploy",
                        "why?",
                        "--project",
                        folder.resolve("no.yaml").toString()))
                .isNotZero();
        assertThat(err.toString()).contains("no.yaml");
    }

    @Override
    public Session session(Endpoints endpoints, SessionOptions options) {
        services.add("session on %s in %s".formatted(options.context(), options.namespace()));
        var redactor = new PatternRedactor();
        return new LiveSession(
                new Gone(),
                new NoModel(),
                new RulePlanner(),
                new LiveSession.Memory(new UndoFile(folder.resolve("undo.jsonl")), redactor, audit()),
                options);
    }

    @Override
    public SingleTurn turn(View view) {
        var streams = new Console.Streams(
                InputStream.nullInputStream(), new PrintWriter(out, true), new PrintWriter(err, true));
        return new Console(streams, ttys, Map.of("COLUMNS", "100"), view.noColor())
                .turn(view.quiet(), Clock.systemUTC());
    }

    private static final class Gone implements ClusterSource {
        @Override
        public Connection connect(String context, String namespace) {
            throw new ClusterException(
                    ClusterException.Code.UNREACHABLE, "Cannot reach cluster '%s'.".formatted(context));
        }

        @Override
        public List<String> contexts() {
            return List.of();
        }
    }

    private static final class NoModel implements ModelSource {
        @Override
        public LanguageModel open(String name) {
            throw new AssertionError("No model is needed.");
        }

        @Override
        public List<String> list() {
            return List.of();
        }
    }
}
