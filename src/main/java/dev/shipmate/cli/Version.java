package dev.shipmate.cli;

import picocli.CommandLine.IVersionProvider;

/// The version that the build wrote into the jar.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = ShipmateCommand.class.getPackage().getImplementationVersion();
        return new String[] {"shipmate " + (version == null ? "(not built as a jar)" : version)};
    }
}
