package dev.shipmate.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.approval.Approval;
import dev.shipmate.approval.Authority;
import dev.shipmate.approval.PlannedChange;
import dev.shipmate.approval.Ruling;
import dev.shipmate.cluster.ClusterTarget;
import dev.shipmate.conversation.CallRecord;
import dev.shipmate.conversation.DecidedBy;
import dev.shipmate.conversation.Outcome;
import dev.shipmate.conversation.Question;
import dev.shipmate.conversation.TurnEvent;
import dev.shipmate.conversation.TurnResult;
import dev.shipmate.model.TokenUsage;
import dev.shipmate.tool.Block;
import dev.shipmate.tool.Change;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolResult;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random text of everything that terminals obey, in every place that a turn shows: none of it is obeyed.
@Timeout(60)
class HostileTextTest {
    private static final int TEXTS = 300;
    private static final List<String> PIECES = List.of(
            "\u001b[2J",
            "\u001b]52;c;eA==\u0007",
            "\u001b]8;;http://x\u001b\\",
            "\u001bP",
            "\u001b\\",
            "\u009b31m",
            "\u009d0;x\u009c",
            "\u0000",
            "\u0007",
            "\b",
            "\r",
            "\t",
            "\n",
            "\u007f",
            "\u0085",
            "\u001b",
            "\u001bc",
            "\u202e",
            "\u2066",
            "\u200f",
            "\u200b",
            "\u2060",
            "\ufeff",
            "\ud83d\ude80",
            "\ud800",
            "\udc00",
            "\udb40\udc41",
            "\u0301",
            "\u4e2d",
            "**",
            "`",
            "```\n",
            "| a | b |\n|---|---|\n",
            "[x](http://e)",
            "# ",
            "- ",
            "> ",
            "<b>",
            "&#27;",
            "\\",
            "word",
            " ",
            "x".repeat(90));
    /// Colours, and the moves with which lines are drawn over.
    private static final Pattern OWN = Pattern.compile("\\x1b\\[(?:[0-9;]*m|\\d*[AK]|J|\\?25[lh]|\\?2026[lh])|\\r");
    private static final Pattern UNSAFE = Pattern.compile(
            "[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff\\x{e0000}-\\x{e007f}]");

    @ParameterizedTest
    @ValueSource(strings = {"xterm-256color", "dumb"})
    void noControlCharacterReachesATerminal(String terminal) {
        var random = new Random(7);
        for (int i = 0; i < TEXTS; i++) {
            String shown = shown(terminal, random);

            String plain = terminal.equals("dumb") ? shown : OWN.matcher(shown).replaceAll("");
            assertThat(plain).as("text %d", i).doesNotContainPattern(UNSAFE);
        }
    }

    private static String shown(String terminal, Random random) {
        var written = new StringWriter();
        var writer = new PrintWriter(written);
        var console = new Console(
                new Console.Streams(InputStream.nullInputStream(), writer, writer),
                new Ttys(true, true, true),
                Map.of("TERM", terminal, "COLUMNS", "80", "LANG", "C.UTF-8"),
                false);
        TurnResult result = result(random);
        PlannedChange change = change(random);
        try (SingleTurn turn = console.turn(false, Clock.systemUTC())) {
            turn.listener().on(new TurnEvent.Noted(text(random)));
            CallRecord made = result.calls().getFirst();
            turn.listener().on(new TurnEvent.CallStarted(made.call(), Effect.READ));
            turn.listener().on(new TurnEvent.CallProgressed(made.call(), text(random)));
            turn.listener().on(new TurnEvent.CallFinished(made.call(), Effect.READ, made.result(), Duration.ZERO));
            turn.listener().on(new TurnEvent.ChangeDecided(change, new Ruling(Approval.NO, Authority.PERSON)));
            turn.listener().on(new TurnEvent.AnswerStreamed(text(random)));
            turn.listener().on(new TurnEvent.AnswerWithdrawn(text(random)));
            assertThat(turn.approver().ask(change)).isEqualTo(Approval.NO);
            turn.show(result);
        }
        writer.print(new Transcript(text(random), List.of(result))
                .markdown(Instant.EPOCH)
                .replaceAll("^.*\n", ""));
        console.runs(false, Clock.systemUTC()).result(text(random));
        writer.flush();
        return written.toString();
    }

    private static PlannedChange change(Random random) {
        return new PlannedChange(
                new ToolCall("scale", Map.of("name", text(random))),
                random.nextBoolean() ? Effect.CHANGE : Effect.DESTROY,
                new ClusterTarget(text(random), text(random), "https://127.0.0.1", true),
                List.of(new Change(text(random), text(random), text(random), text(random), text(random))),
                List.of(text(random)),
                List.of(text(random)),
                List.of(text(random)));
    }

    private static TurnResult result(Random random) {
        var call = new ToolCall("describe", Map.of("name", text(random)));
        var found = new ToolResult.Completed(
                new Block.Fact(text(random)),
                new Block.Table(List.of("NAME", text(random)), List.of(List.of(text(random), text(random))), 1),
                new Block.Excerpt(text(random), List.of(text(random), text(random)), 1));
        return new TurnResult(
                new Question(text(random)),
                List.of(Outcome.values()).get(random.nextInt(Outcome.values().length)),
                text(random),
                DecidedBy.MODEL,
                text(random),
                "schema",
                1,
                List.of(new CallRecord(call, Effect.READ, found, Duration.ZERO)),
                List.of(),
                List.of(text(random)),
                TokenUsage.NONE,
                Duration.ZERO);
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }
}
