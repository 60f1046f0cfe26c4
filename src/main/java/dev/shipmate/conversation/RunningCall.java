package dev.shipmate.conversation;

import dev.shipmate.tool.ToolResult;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A call that runs on a virtual thread of its own.
final class RunningCall {
    private final FutureTask<ToolResult> task;
    private final Thread thread;

    private RunningCall(FutureTask<ToolResult> task) {
        this.task = task;
        this.thread = Thread.ofVirtual().name("call").unstarted(task);
    }

    static RunningCall start(Callable<ToolResult> work) {
        var call = new RunningCall(new FutureTask<>(work));
        call.thread.start();
        return call;
    }

    /// Waits for the result. When the waiting thread is interrupted the call is left behind, interrupted too.
    ToolResult await() {
        try {
            return task.get();
        } catch (InterruptedException e) {
            stop();
            throw stopped(e);
        } catch (ExecutionException e) {
            throw unwrapped(e);
        }
    }

    /// Like [#await], but an interrupted call gets a moment to return what it came to; the turn's next step then
    /// sees the interrupt.
    ToolResult awaitLastWords(Duration moment) {
        try {
            return task.get();
        } catch (InterruptedException e) {
            thread.interrupt();
            ToolResult result = lastWords(moment, e);
            Thread.currentThread().interrupt();
            return result;
        } catch (ExecutionException e) {
            throw unwrapped(e);
        }
    }

    void stop() {
        if (!task.isDone()) {
            thread.interrupt();
        }
    }

    private ToolResult lastWords(Duration moment, InterruptedException stop) {
        try {
            return task.get(moment.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | TimeoutException _) {
            throw stopped(stop);
        } catch (ExecutionException e) {
            throw unwrapped(e);
        }
    }

    private static TurnStopped stopped(InterruptedException cause) {
        var stopped = new TurnStopped(TurnStopped.Reason.CANCELLED);
        stopped.addSuppressed(cause);
        return stopped;
    }

    private static RuntimeException unwrapped(ExecutionException e) {
        return e.getCause() instanceof RuntimeException cause
                ? cause
                : new IllegalStateException("A call ended in an unexpected way.", e);
    }
}
