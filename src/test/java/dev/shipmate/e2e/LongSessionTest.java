package dev.shipmate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Thirty questions in one session to a real model with a window of 4,096 tokens, and a log of 5 MB in the middle. What
/// was right in the beginning is right in the end, and by the server's own counts no prompt was cut.
@Tag("e2e")
@TestInstance(Lifecycle.PER_CLASS)
class LongSessionTest {
    private static final int QUESTIONS = 30;
    private static final int WINDOW = 4096;

    /// A prompt of which the server had left something out would have more.
    private static final double MOST_CHARACTERS_PER_TOKEN = 6;

    private static final List<Asked> IN_TURN = List.of(
            new Asked("how many replicas does the web deployment have?", "2"),
            new Asked("show me all pods", "talker"),
            new Asked("is the rollout of web finished?", "web"),
            new Asked("describe deployment web", "web"),
            new Asked("which services are there?", "8080"),
            new Asked("what is a pod?", ""));

    private record Asked(String question, String says) {}

    private final TestNamespace todo = new TestNamespace("todo-long");
    private final Path home;

    LongSessionTest(@TempDir Path home) {
        this.home = home;
    }

    @BeforeAll
    void deploy() {
        todo.apply("talkative.yaml");
        todo.kubectl().call("rollout", "status", "deployment/web", "--timeout=80s");
        todo.kubectl().call("rollout", "status", "deployment/talker", "--timeout=80s");
        assertThat(todo.kubectl().call("logs", "deployment/talker")).hasSizeGreaterThan(5_000_000);
    }

    @AfterAll
    void deleteIt() {
        todo.close();
    }

    @Test
    void itKeepsAnsweringRightAndNoPromptIsCut() {
        var image = new Asked("which image does the web deployment use?", System.getProperty("shipmate.e2e.image"));
        var log = new Asked("show me the logs of talker", "connection refused");
        try (var wire = new WireRecorder(System.getProperty("shipmate.e2e.ollama"))) {
            Program shipmate = Program.at(home)
                    .withOllamaAt(wire.address())
                    .with("--namespace", todo.name(), "--planner", "model", "--model", Program.model())
                    .with("--protocol", "schema", "--window", "" + WINDOW, "-o", "json");
            for (int i = 0; i < QUESTIONS; i++) {
                Asked asked = i == 0 || i == QUESTIONS - 1
                        ? image
                        : i == QUESTIONS / 2 ? log : IN_TURN.get(i % IN_TURN.size());
                Ran ran = shipmate.run("ask", "--session", "long", asked.question());
                assertThat(ran.exitCode()).as("question %d: %s", i + 1, ran).isZero();
                JsonNode answer = JsonMapper.shared().readTree(ran.stdout());
                assertThat(answer.path("outcome").asString(""))
                        .as(ran.toString())
                        .isEqualTo("answered");
                assertThat(answer.path("answer").asString(""))
                        .as("question %d", i + 1)
                        .contains(asked.says());
            }

            List<Exchange> chats = chats(wire);
            assertThat(chats).hasSizeGreaterThanOrEqualTo(QUESTIONS).allSatisfy(chat -> {
                assertThat(chat.request().path("options").path("num_ctx").asInt(0))
                        .isEqualTo(WINDOW);
                assertThat(chat.request().path("truncate").asBoolean(true)).isFalse();
                assertThat(chat.promptTokens()).isPositive().isLessThan(WINDOW * 3 / 4);
                assertThat(chat.characters() / (double) chat.promptTokens()).isLessThan(MOST_CHARACTERS_PER_TOKEN);
            });
            assertThat(chats.stream().mapToInt(Exchange::promptTokens).max().orElse(0))
                    .as("the conversation is told, not only the question")
                    .isGreaterThan(chats.getFirst().promptTokens());
        }
    }

    private static List<Exchange> chats(WireRecorder wire) {
        var chats = new ArrayList<Exchange>();
        for (WireRecorder.Exchange exchange : wire.exchanges()) {
            if (exchange.path().endsWith("/api/chat")) {
                JsonNode last = exchange.answer()
                        .lines()
                        .filter(line -> !line.isBlank())
                        .reduce((_, newer) -> newer)
                        .<JsonNode>map(JsonMapper.shared()::readTree)
                        .orElseThrow();
                chats.add(new Exchange(JsonMapper.shared().readTree(exchange.request()), last));
            }
        }
        return chats;
    }

    /// A request for a reply, and the last piece of that.
    private record Exchange(JsonNode request, JsonNode last) {
        int promptTokens() {
            return last.path("prompt_eval_count").asInt(0);
        }

        int characters() {
            return request.path("messages")
                    .valueStream()
                    .mapToInt(message -> message.path("content").asString("").length())
                    .sum();
        }
    }
}
