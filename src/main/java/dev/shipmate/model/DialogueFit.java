package dev.shipmate.model;

import java.util.ArrayList;
import java.util.List;

/// A dialogue cut down to what a model can read at once. The question stays to the last; what goes first are the
/// results that newer ones follow, then what was said before the question, oldest first, then the end of the newest
/// result.
final class DialogueFit {
    private static final String CUT = "… cut here, there was no room for more";

    private final List<Utterance> dialogue;
    private final int room;

    private DialogueFit(List<Utterance> dialogue, int room) {
        this.dialogue = new ArrayList<>(dialogue);
        this.room = room;
    }

    /// At most `room` characters.
    static List<Utterance> of(List<Utterance> dialogue, int room) {
        var fit = new DialogueFit(dialogue, room);
        fit.shortenEarlierResults();
        fit.dropThePast();
        fit.cutNewest(Utterance.Observed.class);
        fit.cutNewest(Utterance.User.class);
        return fit.dialogue;
    }

    static int length(List<Utterance> dialogue) {
        return dialogue.stream().mapToInt(DialogueFit::length).sum();
    }

    private static int length(Utterance utterance) {
        return switch (utterance) {
            case Utterance.User(String text) -> text.length();
            case Utterance.Assistant(String text) -> text.length();
            case Utterance.Called called -> called.call().display().length();
            case Utterance.Observed observed -> observed.text().length();
        };
    }

    private int excess() {
        return length(dialogue) - room;
    }

    /// To their first line, which says what was found.
    private void shortenEarlierResults() {
        int newest = newest(Utterance.Observed.class);
        for (int i = 0; i < newest && excess() > 0; i++) {
            if (dialogue.get(i) instanceof Utterance.Observed observed) {
                dialogue.set(i, cut(observed, observed.text().indexOf('\n')));
            }
        }
    }

    private void dropThePast() {
        int question = firstOfTurn();
        while (question > 0 && excess() > 0) {
            dialogue.removeFirst();
            question--;
        }
    }

    /// The last question before anything that was called for it.
    private int firstOfTurn() {
        int called = dialogue.size();
        for (int i = 0; i < dialogue.size(); i++) {
            if (dialogue.get(i) instanceof Utterance.Called) {
                called = i;
                break;
            }
        }
        for (int i = called - 1; i >= 0; i--) {
            if (dialogue.get(i) instanceof Utterance.User) {
                return i;
            }
        }
        return 0;
    }

    private void cutNewest(Class<? extends Utterance> kind) {
        int at = newest(kind);
        int excess = excess();
        if (at >= 0 && excess > 0) {
            Utterance whole = dialogue.get(at);
            dialogue.set(at, cut(whole, Math.max(0, length(whole) - excess - CUT.length() - 1)));
        }
    }

    private int newest(Class<? extends Utterance> kind) {
        for (int i = dialogue.size() - 1; i >= 0; i--) {
            if (kind.isInstance(dialogue.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static Utterance cut(Utterance utterance, int length) {
        return switch (utterance) {
            case Utterance.User(String text) -> new Utterance.User(cut(text, length));
            case Utterance.Assistant(String text) -> new Utterance.Assistant(cut(text, length));
            case Utterance.Called called -> called;
            case Utterance.Observed(String id, var call, String text) ->
                new Utterance.Observed(id, call, cut(text, length));
        };
    }

    private static String cut(String text, int length) {
        return length < 0 || length >= text.length() ? text : text.substring(0, length) + "\n" + CUT;
    }
}
