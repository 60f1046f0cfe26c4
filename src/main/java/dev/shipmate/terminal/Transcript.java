package dev.shipmate.terminal;

import dev.shipmate.conversation.CallRecord;
import dev.shipmate.conversation.TurnResult;
import dev.shipmate.journal.PrivateFile;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A conversation as a Markdown file, for a colleague or a ticket. Its texts are redacted already.
///
/// @param context of the kubeconfig that it was about
public record Transcript(String context, List<TurnResult> turns) {
    public Transcript {
        turns = List.copyOf(turns);
    }

    public String markdown(Instant now) {
        return "# Shipmate, context %s, %s\n".formatted(SafeText.line(context), now)
                + turns.stream().map(Transcript::turn).collect(Collectors.joining());
    }

    /// Writes a new file that only its owner can read, and never over one that is there:
    /// [java.nio.file.FileAlreadyExistsException].
    public void write(Path file, Instant now) throws IOException {
        byte[] content = markdown(now).getBytes(StandardCharsets.UTF_8);
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (SeekableByteChannel channel = Files.newByteChannel(file, options, PrivateFile.attributes());
                var stream = Channels.newOutputStream(channel)) {
            stream.write(content);
        }
    }

    private static String turn(TurnResult turn) {
        StringBuilder text = new StringBuilder("\n## ");
        text.append(SafeText.line(turn.question().text())).append("\n\n");
        turn.answer()
                .lines()
                .map(SafeText::line)
                .forEach(line -> text.append(line).append('\n'));
        text.append('\n').append(SafeText.line(Evidence.decided(turn))).append('\n');
        if (!turn.calls().isEmpty()) {
            List<Styled> calls =
                    turn.calls().stream().flatMap(call -> call(call).stream()).toList();
            text.append("\n```text\n");
            calls.forEach(line -> text.append(SafeText.line(line.plain())).append('\n'));
            text.append("```\n");
        }
        return text.toString();
    }

    private static List<Styled> call(CallRecord call) {
        var lines = new ArrayList<Styled>();
        lines.add(Styled.text("$ " + call.call().display()));
        lines.addAll(new BlockLines(Theme.PLAIN, 0).result(call.result()));
        return lines;
    }
}
