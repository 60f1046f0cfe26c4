package dev.shipmate.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;

/// Lines of a stream, one after the other, without editing.
///
/// @param prompts where prompts go; [java.io.Writer#nullWriter] when nobody reads them
record StreamLines(BufferedReader reader, PrintWriter prompts) implements Lines {
    @Override
    public Read question(String prompt) {
        return answer(prompt);
    }

    @Override
    public Read answer(String prompt) {
        prompts.print(prompt);
        prompts.flush();
        try {
            String line = reader.readLine();
            if (line == null) {
                prompts.println();
                prompts.flush();
                return new Read.End();
            }
            return new Read.Line(line);
        } catch (IOException _) {
            return new Read.End();
        }
    }
}
