package dev.shipmate.doctor;

import java.util.Locale;

/// One thing that was looked at: how it stands, what was seen, and the command that mends it, or an empty one.
public record Check(String name, State state, String detail, String remedy) {
    /// How a thing stands.
    public enum State {
        OK,
        /// Something works less well, or is missing that not everybody needs.
        WARNING,
        /// Something that is needed does not work.
        ERROR;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Check ok(String name, String detail) {
        return new Check(name, State.OK, detail, "");
    }

    static Check warning(String name, String detail, String remedy) {
        return new Check(name, State.WARNING, detail, remedy);
    }

    static Check error(String name, String detail, String remedy) {
        return new Check(name, State.ERROR, detail, remedy);
    }
}
