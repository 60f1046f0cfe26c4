package dev.shipmate.process;

/// How a run of a program ended. Output that went over the bound has lost its end.
public sealed interface ProgramResult {
    record Finished(int exitCode, String output, String errors) implements ProgramResult {
        public boolean successful() {
            return exitCode == 0;
        }

        /// Whether SIGINT ended it. On a terminal Ctrl-C goes to every program there, and may end this one before
        /// whoever waits for it is interrupted.
        public boolean endedByCtrlC() {
            return exitCode == 130;
        }
    }

    /// It took too long and was ended.
    record TimedOut(String output, String errors) implements ProgramResult {}

    /// The calling thread was interrupted, and the program ended with it. The interrupt flag is set.
    record Interrupted(String output, String errors) implements ProgramResult {}

    /// There is no such program, or it may not be run.
    record NotRun(String reason) implements ProgramResult {}
}
