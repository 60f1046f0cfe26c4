package dev.shipmate.cli;

import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine.Command;

/// `shipmate completion`: a script that completes commands and options.
@Command(name = "completion", description = "Print a completion script for bash and zsh: source <(shipmate completion)")
final class CompletionCommand extends GenerateCompletion {}
