package dev.shipmate.cli;

import dev.shipmate.audit.AuditCheck;
import dev.shipmate.audit.AuditLog;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `shipmate audit verify`: whether the audit log is as it was written.
@Command(
        name = "verify",
        description = {
            "Say whether the audit log is as it was written: no line changed, taken out or put in, and no end cut off.",
            "Exits with 0 when it is, and with 10 when it is not."
        })
final class AuditVerifyCommand implements Callable<Integer> {
    private @ParentCommand AuditCommand parent;
    private @Spec CommandSpec spec;
    private final Services services;

    AuditVerifyCommand(Services services) {
        this.services = services;
    }

    @Override
    public Integer call() {
        AuditLog log = services.auditLog();
        AuditCheck check = log.verify();
        PrintWriter out = spec.commandLine().getOut();
        OutputFormat format = parent.options().output();
        switch (format) {
            case text -> services.runs(parent.options().view()).result(text(check, log));
            case json, yaml -> new TreeOutput(format).print(out, tree(check));
        }
        return (check.fault().isPresent() ? ExitCode.PROBLEMS_FOUND : ExitCode.ANSWERED).code();
    }

    private static String text(AuditCheck check, AuditLog log) {
        String torn = check.torn() == 0 ? "" : " %d cut off by a crash, which is on record.".formatted(check.torn());
        return check.fault()
                .map(fault -> "%s is not as it was written: line %d: %s. The %d entries before it are."
                        .formatted(log.file(), fault.line(), fault.what(), check.entries()))
                .orElseGet(() -> "%s is as it was written: %d entries.%s".formatted(log.file(), check.entries(), torn));
    }

    private static ObjectNode tree(AuditCheck check) {
        ObjectNode root = new JsonMapper()
                .createObjectNode()
                .put("intact", check.fault().isEmpty())
                .put("entries", check.entries())
                .put("torn", check.torn());
        Optional<AuditCheck.Fault> fault = check.fault();
        fault.ifPresent(it -> root.putObject("fault").put("line", it.line()).put("what", it.what()));
        return root;
    }
}
