package dev.shipmate.cli;

import dev.shipmate.diagnosis.Finding;
import dev.shipmate.diagnosis.Remedy;
import dev.shipmate.diagnosis.RemedyId;
import dev.shipmate.terminal.FindingScreen;
import java.util.ArrayList;
import java.util.List;

/// The commands that apply remedies.
///
/// @param place the options that name the same cluster
record RemedyCommands(List<String> place) implements FindingScreen.Commands {
    RemedyCommands {
        place = List.copyOf(place);
    }

    @Override
    public String apply(Finding finding, Remedy remedy) {
        // An object outside of namespaces may matter to any of them.
        String where = finding.namespace().isEmpty() ? " in all namespaces" : "";
        var arguments = new ArrayList<String>();
        arguments.add("ask");
        arguments.add("apply remedy %s%s".formatted(RemedyId.of(finding, remedy), where));
        arguments.addAll(place);
        if (!finding.namespace().isEmpty()) {
            arguments.addAll(List.of("--namespace", finding.namespace()));
        }
        return CommandLineText.of("shipmate", arguments);
    }
}
