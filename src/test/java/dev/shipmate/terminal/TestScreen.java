package dev.shipmate.terminal;

import java.io.PrintWriter;
import java.io.StringWriter;

/// A screen in memory. Drawing over is seen as the escape sequences that do it.
record TestScreen(StringWriter text, Screen screen) {
    static TestScreen of(Screen.Kind kind, int width) {
        return of(kind, width, Theme.PLAIN);
    }

    static TestScreen of(Screen.Kind kind, int width, Theme theme) {
        StringWriter text = new StringWriter();
        return new TestScreen(text, new Screen(new PrintWriter(text), theme, () -> width, kind));
    }

    /// What has been shown, without spaces at the ends of lines.
    String shown() {
        return text.toString().replaceAll(" +\n", "\n");
    }
}
