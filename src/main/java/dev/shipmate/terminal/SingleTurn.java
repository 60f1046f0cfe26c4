package dev.shipmate.terminal;

import dev.shipmate.approval.Approver;
import dev.shipmate.conversation.TurnListener;
import dev.shipmate.conversation.TurnResult;

/// One turn, drawn for a person until it is closed.
public final class SingleTurn implements AutoCloseable {
    private final TurnView view;
    private final Approver approver;
    private final Ticker ticker;

    SingleTurn(TurnView view, Approver approver) {
        this.view = view;
        this.approver = approver;
        this.ticker = Ticker.start(view::tick);
    }

    public TurnListener listener() {
        return view;
    }

    /// Asks at the terminal while nothing else is drawn, or nobody when there is none.
    public Approver approver() {
        return view.pausingFor(approver);
    }

    /// Shows the answer.
    public void show(TurnResult result) {
        view.finish(result);
    }

    @Override
    public void close() {
        ticker.close();
        view.stop();
    }
}
