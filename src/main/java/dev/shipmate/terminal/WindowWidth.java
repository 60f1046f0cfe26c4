package dev.shipmate.terminal;

import java.io.IOException;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jline.terminal.Terminal;

/// How many columns the window has for a command that prints one answer: what the launcher says,
/// else `COLUMNS`, else what the terminal says, else 80. Found out once, at first use.
final class WindowWidth implements IntSupplier {
    private static final int USUAL = 80;

    private final Map<String, String> environment;
    private int known;

    WindowWidth(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public synchronized int getAsInt() {
        if (known == 0) {
            known = find();
        }
        return known;
    }

    private int find() {
        String told = System.getProperty("shipmate.columns", environment.getOrDefault("COLUMNS", ""));
        if (told.matches("[1-9][0-9]{0,3}")) {
            return Integer.parseInt(told);
        }
        try (Terminal terminal = JlineDesk.deafTerminal()) {
            int columns = terminal.getSize().getColumns();
            return columns > 0 ? columns : USUAL;
        } catch (IOException _) {
            return USUAL;
        }
    }
}
