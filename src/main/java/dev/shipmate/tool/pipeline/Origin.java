package dev.shipmate.tool.pipeline;

import java.nio.file.Path;

/// Where a session ships from.
public sealed interface Origin {
    /// The project whose file is in a folder or above it, in the environment that is named, else its first.
    record Folder(Path folder) implements Origin {}

    /// The project and the release that a run was about, wherever the session is.
    ///
    /// @param file the project file
    /// @param environment of the project file; it is meant where none is named
    /// @param context of the release, whatever the project file says
    /// @param namespace of the release, whatever the project file says
    record Run(Path file, String environment, String context, String namespace) implements Origin {}
}
