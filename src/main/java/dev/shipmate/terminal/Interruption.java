package dev.shipmate.terminal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.utils.Signals;

/// While open, Ctrl-C and the signals that end programs interrupt the thread that opened it, so that its work can end
/// in an orderly way. After the first one everything is as before: a second one ends the program at once.
///
/// A signal that the program was started to ignore, as `nohup` does, stays ignored.
public final class Interruption implements AutoCloseable {
    private static final int KILLED = 128;
    private static final int CTRL_C = 2;
    private static final Map<String, Integer> NUMBERS = Map.of("HUP", 1, "INT", CTRL_C, "TERM", 15);

    private final Thread worker = Thread.currentThread();
    private final AtomicInteger heard = new AtomicInteger();
    private final List<Foreground.Hearing> hearings = new CopyOnWriteArrayList<>();
    private boolean working = true;

    /// Where signals come from.
    @FunctionalInterface
    interface Source {
        /// The signals of this process.
        Source PROCESS = (signal, reaction) -> {
            Object before = Signals.register(signal, reaction);
            return () -> Signals.unregister(signal, before);
        };

        /// Calls `reaction` for each signal of a name until the result is closed.
        Foreground.Hearing hear(String signal, Runnable reaction);
    }

    private Interruption() {}

    static Interruption open(Source source) {
        var interruption = new Interruption();
        NUMBERS.forEach(
                (name, number) -> interruption.hearings.add(source.hear(name, () -> interruption.hear(number))));
        return interruption;
    }

    private synchronized void hear(int number) {
        if (heard.compareAndSet(0, number)) {
            stopHearing();
            if (working) {
                worker.interrupt();
            }
        }
    }

    /// The work is over, and how it ended is to be told whole: a signal is only noted from now on. Called by the
    /// thread that opened this, which is not interrupted any more.
    public synchronized void rest() {
        working = false;
        Thread.interrupted();
    }

    /// Whether a signal came.
    public boolean heard() {
        return heard.get() != 0;
    }

    /// The exit status of a program that a signal ended, as shells tell it: "the exit status shall be greater than
    /// 128" (POSIX, Shell Command Language, 2.8.2), in practice by the number of the signal.
    public int exitCode() {
        return KILLED + (heard() ? heard.get() : CTRL_C);
    }

    private void stopHearing() {
        hearings.forEach(Foreground.Hearing::close);
        hearings.clear();
    }

    /// Closed by the thread that opened it, which is not interrupted any more afterwards.
    @Override
    public void close() {
        stopHearing();
        Thread.interrupted();
    }
}
