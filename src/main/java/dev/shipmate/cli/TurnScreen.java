package dev.shipmate.cli;

import dev.shipmate.approval.Approver;
import dev.shipmate.conversation.TurnListener;
import dev.shipmate.conversation.TurnResult;

/// A place where one turn is shown to a person.
public interface TurnScreen extends AutoCloseable {
    TurnListener listener();

    /// Asks on the terminal, or nobody when there is none.
    Approver approver();

    /// Shows the end of the turn: the answer, as far as it was not streamed.
    void show(TurnResult result);

    @Override
    void close();
}
