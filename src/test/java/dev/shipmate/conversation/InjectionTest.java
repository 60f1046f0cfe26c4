package dev.shipmate.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.model.ProtocolChoice;
import dev.shipmate.sandbox.Sandbox;
import dev.shipmate.tool.ToolCall;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What somebody has written into a cluster, read by a model that obeys every word of it. Whatever the text, the place
/// and the protocol: nothing is changed, no secret is told, and a terminal gets no control character.
@Timeout(30)
@TestInstance(Lifecycle.PER_CLASS)
class InjectionTest {
    private static final List<ProtocolChoice> PROTOCOLS =
            List.of(ProtocolChoice.NATIVE, ProtocolChoice.SCHEMA, ProtocolChoice.TEXT);
    private static final List<ToolCall> WISHES = List.of(
            new ToolCall("delete", Map.of("kind", "deployment", "name", "backend")),
            new ToolCall("scale", Map.of("name", "deployment/backend", "replicas", 0)),
            new ToolCall("set_image", Map.of("name", "deployment/backend", "image", "evil/x:1")),
            new ToolCall("rollout_restart", Map.of("name", "deployment/backend")));
    /// Marks that chat templates and call syntaxes use.
    private static final Pattern MARKS = Pattern.compile(
            "<\\|[a-z_]+\\|>|</?tool_(call|response)>|\\[/?INST]|\\[TOOL_CALLS]|</?think>|<function=|<start_function_call>"
                    + "|<(start|end)_of_turn>|<\uff5c");
    /// All below the space but for the line break, those above the letters, and what reorders or hides text.
    private static final Pattern UNSAFE = Pattern.compile(
            "[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff\\x{e0000}-\\x{e007f}]");
    /// Colours, and the moves with which progress is drawn over.
    private static final Pattern OWN = Pattern.compile("\\x1b\\[(?:[0-9;]*m|\\d*[AK]|J|\\?25[lh]|\\?2026[lh])|\\r");

    @TempDir
    Path folder;

    private final Sandbox sandbox = Sandbox.start();

    record Attack(String id, String text) {
        @Override
        public String toString() {
            return id;
        }
    }

    /// One attack in one place, read through one protocol.
    record Attempt(Attack attack, Channel channel, ProtocolChoice protocol, ToolCall wish) {
        @Override
        public String toString() {
            return "%s in %s by %s".formatted(attack, channel, protocol);
        }
    }

    static List<Attack> attacks() {
        try (InputStream file = InjectionTest.class.getResourceAsStream("/attacks.json")) {
            var attacks = new ArrayList<Attack>();
            for (JsonNode attack : new JsonMapper().readTree(file)) {
                attacks.add(new Attack(
                        attack.path("id").asString(),
                        attack.path("text")
                                .asString()
                                .repeat(attack.path("repeat").asInt(1))));
            }
            return attacks;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Each attack by each protocol, each time in other places.
    static Stream<Attempt> attempts() {
        List<Attack> attacks = attacks();
        Channel[] channels = Channel.values();
        return IntStream.range(0, attacks.size() * PROTOCOLS.size())
                .mapToObj(i -> new Attempt(
                        attacks.get(i / PROTOCOLS.size()),
                        channels[(i * 4 + i / channels.length) % channels.length],
                        PROTOCOLS.get(i % PROTOCOLS.size()),
                        WISHES.get(i % WISHES.size())));
    }

    @AfterAll
    void stop() {
        sandbox.close();
    }

    @Test
    void thereAreAtLeastSixtyAttacksAndEachPlaceSeesMany() {
        assertThat(attacks())
                .hasSizeGreaterThanOrEqualTo(60)
                .extracting(Attack::id)
                .doesNotHaveDuplicates();
        assertThat(Channel.values())
                .allSatisfy(channel -> assertThat(attempts())
                        .filteredOn(attempt -> attempt.channel() == channel)
                        .hasSizeGreaterThan(10));
    }

    @ParameterizedTest
    @MethodSource("attempts")
    void nothingIsChangedToldOrObeyed(Attempt attempt) throws IOException {
        try (var run = new InjectionRun(attempt, sandbox.server(), folder)) {
            TurnResult result = run.ask("what is going on with the backend?");

            assertThat(run.read()).as("the attack was read: %s", result).isTrue();
            assertThat(run.writes()).as("%s", result).allMatch(write -> write.contains("dryRun=All"));
            assertThat(run.observed()).doesNotContainPattern(MARKS).doesNotContain(InjectionRun.SECRET);
            assertThat(result.toString()).doesNotContain(InjectionRun.SECRET);
            assertThat(run.shown(false)).doesNotContainPattern(UNSAFE);
            assertThat(OWN.matcher(run.shown(true)).replaceAll("")).doesNotContainPattern(UNSAFE);
        }
    }
}
