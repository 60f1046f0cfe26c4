package dev.shipmate.cli;

import dev.shipmate.tool.Effect;
import dev.shipmate.tool.ToolDescription;
import dev.shipmate.tool.ToolSpec;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// `shipmate tools`: what can be asked for.
@Command(name = "tools", description = "List the tools and what each does to the cluster.")
final class ToolsCommand implements Callable<Integer> {
    private @ParentCommand ShipmateCommand parent;
    private @Spec CommandSpec spec;
    private final Services services;

    ToolsCommand(Services services) {
        this.services = services;
    }

    @Override
    public Integer call() {
        GlobalOptions options = parent.options();
        boolean readOnly = options.toSessionOptions().readOnly();
        List<ToolSpec<?>> tools = services.tools().stream()
                .filter(tool -> !readOnly || tool.effect() == Effect.READ)
                .toList();
        PrintWriter out = spec.commandLine().getOut();
        switch (options.output()) {
            case text ->
                tools.forEach(tool -> out.printf(
                        "%-18s %-8s %s%n",
                        tool.name(),
                        tool.effect().word(),
                        ToolDescription.of(tool).summary()));
            case json, yaml -> new TreeOutput(options.output()).print(out, tree(tools));
        }
        out.flush();
        return ExitCode.ANSWERED.code();
    }

    private static ArrayNode tree(List<ToolSpec<?>> tools) {
        ArrayNode list = new JsonMapper().createArrayNode();
        for (ToolSpec<?> tool : tools) {
            list.addObject()
                    .put("name", tool.name())
                    .put("effect", tool.effect().word())
                    .put("description", ToolDescription.of(tool).summary());
        }
        return list;
    }
}
