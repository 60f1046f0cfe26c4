package dev.shipmate.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.tool.ToolCall;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DialogueFitTest {
    private static final ToolCall CALL = new ToolCall("get_logs", Map.of());
    private static final Utterance QUESTION = new Utterance.User("why is it slow?");

    private final List<Utterance> dialogue = List.of(
            new Utterance.User("earlier"),
            new Utterance.Assistant("x".repeat(300)),
            QUESTION,
            new Utterance.Called("1", CALL),
            new Utterance.Observed("1", CALL, "first line\n" + "y".repeat(400)),
            new Utterance.Called("2", CALL),
            new Utterance.Observed("2", CALL, "z".repeat(500)));

    @Test
    void whatFitsStaysAsItIs() {
        assertThat(DialogueFit.of(dialogue, 5000)).isEqualTo(dialogue);
    }

    @Test
    void anEarlierResultGoesFirstButForItsFirstLine() {
        List<Utterance> fitted = DialogueFit.of(dialogue, 1000);

        assertThat(fitted).hasSize(7);
        assertThat(((Utterance.Observed) fitted.get(4)).text()).startsWith("first line\n… cut here");
        assertThat(fitted.getLast()).isEqualTo(dialogue.getLast());
    }

    @Test
    void thenWhatWasSaidBeforeTheQuestionGoes() {
        List<Utterance> fitted = DialogueFit.of(dialogue, 700);

        assertThat(fitted.getFirst()).isEqualTo(QUESTION);
        assertThat(fitted.getLast()).isEqualTo(dialogue.getLast());
    }

    @Test
    void atLastTheNewestResultIsCut() {
        List<Utterance> fitted = DialogueFit.of(dialogue, 400);

        assertThat(fitted.getFirst()).isEqualTo(QUESTION);
        assertThat(((Utterance.Observed) fitted.getLast()).text())
                .startsWith("zzz")
                .endsWith("no room for more");
        assertThat(DialogueFit.length(fitted)).isLessThanOrEqualTo(400);
    }

    @Test
    void aQuestionWithALongTextIsCutAtItsEnd() {
        List<Utterance> fitted = DialogueFit.of(List.of(new Utterance.User("what is wrong?\n" + "a".repeat(900))), 300);

        assertThat(((Utterance.User) fitted.getFirst()).text()).startsWith("what is wrong?");
        assertThat(DialogueFit.length(fitted)).isLessThanOrEqualTo(300);
    }
}
