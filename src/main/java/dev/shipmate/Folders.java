package dev.shipmate;

import java.nio.file.Path;
import java.util.Map;

/// Where files are kept, by the XDG base directory specification: each folder is the program's own.
record Folders(Path config, Path state, Path cache) {
    static Folders of(Map<String, String> environment) {
        Path home = Path.of(environment.getOrDefault("HOME", "."));
        return new Folders(
                folder(environment, "XDG_CONFIG_HOME", home.resolve(".config")),
                folder(environment, "XDG_STATE_HOME", home.resolve(".local/state")),
                folder(environment, "XDG_CACHE_HOME", home.resolve(".cache")));
    }

    /// "All paths set in these environment variables must be absolute. If an implementation encounters a relative
    /// path […] it should consider the path invalid and ignore it."
    /// https://specifications.freedesktop.org/basedir-spec/latest/
    private static Path folder(Map<String, String> environment, String variable, Path usual) {
        Path wanted = Path.of(environment.getOrDefault(variable, ""));
        return (wanted.isAbsolute() ? wanted : usual).resolve("shipmate");
    }
}
