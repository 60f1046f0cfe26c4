package dev.shipmate.cli;

import dev.shipmate.doctor.Check;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// `shipmate doctor`: what works, what does not, and the command that mends it.
@Command(
        name = "doctor",
        description = "Check cluster, permissions, model and tools, and name the command that mends each.")
final class DoctorCommand implements Callable<Integer> {
    private @ParentCommand ShipmateCommand parent;
    private @Spec CommandSpec spec;
    private final Services services;

    DoctorCommand(Services services) {
        this.services = services;
    }

    @Override
    public Integer call() {
        GlobalOptions options = parent.options();
        List<Check> checks = services.doctor(options.toEndpoints()).run();
        PrintWriter out = spec.commandLine().getOut();
        switch (options.output()) {
            case text -> checks.forEach(check -> line(out, check));
            case json, yaml -> new TreeOutput(options.output()).print(out, tree(checks));
        }
        out.flush();
        boolean failed = checks.stream().anyMatch(check -> check.state() == Check.State.ERROR);
        return (failed ? ExitCode.FAILED : ExitCode.ANSWERED).code();
    }

    private static void line(PrintWriter out, Check check) {
        out.printf("%-8s %-18s %s%n", check.state().word(), check.name(), check.detail());
        if (!check.remedy().isEmpty()) {
            out.printf("%-27s -> %s%n", "", check.remedy());
        }
    }

    private static ArrayNode tree(List<Check> checks) {
        ArrayNode list = new JsonMapper().createArrayNode();
        checks.forEach(check -> list.addObject()
                .put("name", check.name())
                .put("state", check.state().word())
                .put("detail", check.detail())
                .put("remedy", check.remedy()));
        return list;
    }
}
