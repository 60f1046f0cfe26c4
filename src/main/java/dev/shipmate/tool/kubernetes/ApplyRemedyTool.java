package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.diagnosis.Diagnosis;
import dev.shipmate.diagnosis.DiagnosisScope;
import dev.shipmate.diagnosis.Examination;
import dev.shipmate.diagnosis.Finding;
import dev.shipmate.diagnosis.Remedy;
import dev.shipmate.diagnosis.RemedyId;
import dev.shipmate.tool.Block;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.Invocation;
import dev.shipmate.tool.Live;
import dev.shipmate.tool.LiveName;
import dev.shipmate.tool.Tool;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.ToolResult.Completed;
import dev.shipmate.tool.ToolResult.Failed;
import dev.shipmate.tool.ToolResult.NotFound;
import dev.shipmate.tool.ToolResult.Planned;
import dev.shipmate.tool.ToolSpec;
import dev.shipmate.tool.Toolbox;
import dev.shipmate.tool.Trust;
import dev.shipmate.tool.kubernetes.DiagnosisSubjects.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes the change that a diagnosis proposes under an ID, as the tool for that change would: tried out first, shown,
/// asked for.
///
/// It diagnoses again, so that what was proposed earlier is made only while it still follows from what is wrong.
/// Without an ID nothing is made: what could be is told.
final class ApplyRemedyTool implements Tool<ApplyRemedyTool.Request> {
    private static final int MOST_NAMED = 5;

    /// Which remedy, or else whose: a workload, pod or other object, or everything.
    record Request(
            @Nullable String id,
            @Live(LiveName.WORKLOAD) @Nullable String name,
            @Live(LiveName.NAMESPACE) @Nullable String namespace) {}

    private final DiagnosisSubjects subjects;
    private final Diagnosis diagnosis;
    private final Toolbox changers;

    /// @param changers the tools that the remedies are made with
    ApplyRemedyTool(Cluster cluster, Diagnosis diagnosis, Toolbox changers) {
        this.subjects = new DiagnosisSubjects(cluster);
        this.diagnosis = diagnosis;
        this.changers = changers;
    }

    @Override
    public ToolSpec<Request> spec() {
        return new ToolSpec<>("apply_remedy", Effect.CHANGE, Trust.UNTRUSTED, Request.class);
    }

    @Override
    public ToolResult run(Request request, Invocation invocation) {
        Scope scope = Scope.of(request.namespace(), invocation);
        if (request.id() == null || request.id().isBlank()) {
            return proposals(request.name() == null ? "" : request.name(), scope);
        }
        String id = request.id().strip().toLowerCase(Locale.ROOT);
        if (!RemedyId.PATTERN.matcher(id).matches()) {
            return new Failed(
                    "'%s' is no ID of a remedy".formatted(request.id()),
                    "Give one that a diagnosis shows, such as 4f2a91bc.");
        }
        List<Proposal> proposals = proposals(diagnosis.look(new DiagnosisScope.Namespace(scope.namespace())))
                .toList();
        Optional<Proposal> wanted =
                proposals.stream().filter(it -> it.id().equals(id)).findFirst();
        return wanted.map(it -> make(it, invocation)).orElseGet(() -> notProposed(id, proposals));
    }

    private record Proposal(Finding finding, Remedy remedy) {
        String id() {
            return RemedyId.of(finding, remedy);
        }
    }

    private static Stream<Proposal> proposals(Examination seen) {
        return seen.findings().stream()
                .flatMap(finding -> finding.remedies().stream().map(remedy -> new Proposal(finding, remedy)));
    }

    private ToolResult make(Proposal proposal, Invocation invocation) {
        ToolResult result = switch (changers.prepare(RemedyCalls.of(proposal.remedy()))) {
            case Toolbox.Prepared.Unusable(ToolResult unusable) -> unusable;
            case Toolbox.Prepared.Ready ready -> changers.run(ready, invocation);
        };
        return result instanceof Planned planned ? explained(planned, proposal) : result;
    }

    /// With what it is to mend.
    private static Planned explained(Planned planned, Proposal proposal) {
        var notes = new ArrayList<String>();
        notes.add("remedy %s: %s".formatted(proposal.id(), proposal.remedy().title()));
        notes.add("it is for %s: %s"
                .formatted(proposal.finding().object(), proposal.finding().cause()));
        notes.addAll(planned.notes());
        return new Planned(planned.changes(), planned.losses(), notes, planned.undo());
    }

    private static ToolResult notProposed(String id, List<Proposal> proposals) {
        return new NotFound(
                "remedy",
                id,
                proposals.stream()
                        .limit(MOST_NAMED)
                        .map(it -> "%s (%s)".formatted(it.id(), it.remedy().title()))
                        .toList());
    }

    private ToolResult proposals(String name, Scope scope) {
        return switch (subjects.find(name, scope.namespace())) {
            case Found.Missing(NotFound notFound) -> notFound;
            case Found.Subject(DiagnosisScope what, Function<Examination, String> healthy) -> {
                Examination seen = diagnosis.look(what);
                yield seen.findings().isEmpty()
                        ? new Completed(new Block.Fact(healthy.apply(seen)))
                        : proposed(seen.findings());
            }
        };
    }

    private static ToolResult proposed(List<Finding> findings) {
        var blocks = new ArrayList<Block>();
        findings.forEach(finding -> blocks.addAll(FindingBlocks.remedies(finding)));
        if (!blocks.isEmpty()) {
            blocks.addFirst(new Block.Fact("Nothing was changed. Say which remedy to apply, by its ID."));
            return new Completed(blocks);
        }
        findings.forEach(finding -> blocks.addAll(FindingBlocks.of(finding)));
        return new Failed(
                "No remedy is known for what is wrong with %s"
                        .formatted(findings.getFirst().object()),
                "Do what comes next yourself",
                blocks);
    }
}
