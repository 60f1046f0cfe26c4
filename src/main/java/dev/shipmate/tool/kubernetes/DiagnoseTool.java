package dev.shipmate.tool.kubernetes;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.diagnosis.Diagnosis;
import dev.shipmate.diagnosis.DiagnosisScope;
import dev.shipmate.diagnosis.Examination;
import dev.shipmate.diagnosis.Finding;
import dev.shipmate.redaction.Redactor;
import dev.shipmate.spelling.Words;
import dev.shipmate.tool.Block;
import dev.shipmate.tool.Effect;
import dev.shipmate.tool.Invocation;
import dev.shipmate.tool.Live;
import dev.shipmate.tool.LiveName;
import dev.shipmate.tool.Tool;
import dev.shipmate.tool.ToolCall;
import dev.shipmate.tool.ToolResult;
import dev.shipmate.tool.ToolResult.Completed;
import dev.shipmate.tool.ToolResult.NotFound;
import dev.shipmate.tool.ToolSpec;
import dev.shipmate.tool.Trust;
import dev.shipmate.tool.kubernetes.DiagnosisSubjects.Found;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Finds out what is wrong: one finding for each workload, with cause, evidence and the next step.
final class DiagnoseTool implements Tool<DiagnoseTool.Request> {
    private static final int MOST_FINDINGS = 10;

    /// One object, or everything unhealthy in a namespace.
    record Request(
            @Live(LiveName.WORKLOAD) @Nullable String name,
            @Live(LiveName.NAMESPACE) @Nullable String namespace) {}

    private final DiagnosisSubjects subjects;
    private final Diagnosis diagnosis;

    DiagnoseTool(Cluster cluster, Clock clock, Redactor redactor) {
        this.subjects = new DiagnosisSubjects(cluster);
        this.diagnosis = new Diagnosis(cluster, redactor, clock);
    }

    @Override
    public ToolSpec<Request> spec() {
        return new ToolSpec<>("diagnose", Effect.READ, Trust.UNTRUSTED, Request.class);
    }

    @Override
    public ToolResult run(Request request, Invocation invocation) {
        Scope scope = Scope.of(request.namespace(), invocation);
        String name = request.name() == null ? "" : request.name();
        return switch (subjects.find(name, scope.namespace())) {
            case Found.Missing(NotFound notFound) -> notFound;
            case Found.Subject(DiagnosisScope what, Function<Examination, String> healthy) -> {
                Examination seen = diagnosis.look(what);
                yield subjects.missing(what, seen)
                        .<ToolResult>map(missing -> missing)
                        .orElseGet(() -> result(seen, healthy, further(request)));
            }
        };
    }

    /// What may tell why something does not work as it should, although nothing is wrong that rules know.
    private static List<ToolCall> further(Request request) {
        if (request.name() == null) {
            return List.of();
        }
        ToolCall named = new ToolCall("error_rate", Map.of()).with("name", request.name());
        if (request.namespace() != null) {
            named = named.with("namespace", request.namespace());
        }
        return List.of(
                named,
                new ToolCall("get_logs", named.arguments()),
                new ToolCall("get_events", named.arguments()),
                new ToolCall("describe", named.arguments()));
    }

    private static ToolResult result(Examination seen, Function<Examination, String> healthy, List<ToolCall> further) {
        List<Finding> findings = seen.findings();
        var blocks = new ArrayList<Block>();
        if (findings.isEmpty()) {
            blocks.add(new Block.Fact(healthy.apply(seen)));
        } else if (findings.size() > 1) {
            blocks.add(new Block.Fact("%d problems were found: %s."
                    .formatted(
                            findings.size(),
                            Words.list(findings.stream()
                                    .map(Finding::object)
                                    .distinct()
                                    .limit(MOST_FINDINGS)
                                    .toList()))));
        }
        findings.stream().limit(MOST_FINDINGS).forEach(finding -> blocks.addAll(FindingBlocks.of(finding)));
        blocks.addAll(FindingBlocks.unseen(seen));
        return new Completed(blocks, findings.isEmpty() ? further : List.of());
    }
}
