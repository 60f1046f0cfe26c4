package dev.shipmate.cli;

import dev.shipmate.audit.AuditLog;
import dev.shipmate.audit.AuditTrail;
import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.ClusterOptions;
import dev.shipmate.conversation.Session;
import dev.shipmate.conversation.SessionOptions;
import dev.shipmate.diagnosis.Remedy;
import dev.shipmate.fake.FakeInventory;
import dev.shipmate.fake.FakeSession;
import dev.shipmate.image.Outcome;
import dev.shipmate.pipeline.Doors;
import dev.shipmate.pipeline.FailureReport;
import dev.shipmate.pipeline.Offer;
import dev.shipmate.pipeline.RunEnding;
import dev.shipmate.pipeline.RunResult;
import dev.shipmate.pipeline.Shipment;
import dev.shipmate.pipeline.Shipping;
import dev.shipmate.pipeline.StepName;
import dev.shipmate.pipeline.StepOutcome;
import dev.shipmate.project.EnvironmentSpec;
import dev.shipmate.project.Project;
import dev.shipmate.project.ProjectFile;
import dev.shipmate.redaction.PatternRedactor;
import dev.shipmate.redaction.Redactor;
import dev.shipmate.session.SessionStore;
import dev.shipmate.session.StoredSession;
import dev.shipmate.terminal.BoardScreen;
import dev.shipmate.terminal.Console;
import dev.shipmate.terminal.FindingScreen;
import dev.shipmate.terminal.RunScreen;
import dev.shipmate.terminal.Ttys;
import dev.shipmate.tool.pipeline.Origin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The command line over a scripted pipeline, in a script or with a person at a terminal.
abstract class PipelineProgram extends Unserved {
    private static final Instant NOW = Instant.parse("2026-11-01T09:00:00Z");

    @TempDir
    Path folder;

    StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    final List<String> services = new ArrayList<>();
    final List<Origin> origins = new ArrayList<>();
    Ttys ttys = Ttys.NONE;
    String typed = "";
    boolean mends = true;
    Outcome<Long> prunes = new Outcome.Got<>(3_000_000L);
    Cluster cluster;
    ScriptedShipping shipping;

    @BeforeEach
    void begin() throws IOException {
        Path chart = Files.createDirectories(folder.resolve("chart"));
        Files.writeString(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: todo\nversion: 1.0.0\n");
        Files.writeString(file(), """
                name: todo
                chart: chart
                environments:
                  dev: {namespace: todo}
                  moon: {namespace: todo-moon}
                expose:
                  - {url: "http://localhost:3000", service: frontend, port: 80}
                """);
        cluster = Cluster.open(ClusterOptions.ofServer("lab", "http://127.0.0.1:9", "todo"));
        shipping = new ScriptedShipping(shipment());
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    @Override
    public AuditLog auditLog() {
        return new AuditLog(folder.resolve("state/audit.jsonl"), Clock.fixed(NOW, ZoneOffset.UTC), "ann");
    }

    @Override
    public AuditTrail audit() {
        return new AuditTrail(auditLog(), new PatternRedactor());
    }

    @Override
    public SessionStore sessions() {
        return new SessionStore(
                folder.resolve("state/sessions"), new PatternRedactor(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Override
    public Session chat(Endpoints endpoints, SessionOptions options, StoredSession stored) {
        return session(endpoints, options);
    }

    final Path file() {
        return folder.resolve("shipmate.yaml");
    }

    private Shipment shipment() {
        Project project = ProjectFile.read(file());
        return new Shipment(project, project.environment(""), cluster);
    }

    /// Another cluster, to which nothing leads by default.
    final void isFarAway() {
        useServer("prod", "https://cluster.example.invalid");
    }

    final void useServer(String context, String server) {
        cluster.close();
        cluster = Cluster.open(ClusterOptions.ofServer(context, server, "todo"));
        shipping = new ScriptedShipping(shipment());
    }

    /// A person at a terminal who types these lines.
    final void personTypes(String... lines) {
        ttys = new Ttys(true, true, true);
        typed = String.join("\n", lines) + "\n";
    }

    /// Runs one command line on the project file.
    final int shipmate(String... arguments) {
        String[] all = Stream.concat(Arrays.stream(arguments), Stream.of("--project", file().toString()))
                .toArray(String[]::new);
        return bare(all);
    }

    final int bare(String... arguments) {
        var piped = new PipedText(InputStream.nullInputStream(), false, Duration.ZERO);
        return ShipmateCommand.run(this, piped, new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    static RunEnding worked(StepName... steps) {
        return new RunEnding.Ran(
                result(Arrays.stream(steps).map(PipelineProgram::done).toList()), Optional.empty());
    }

    static RunEnding failed(StepName step, Offer... offers) {
        var outcome = new StepOutcome.Failed("deployment/backend crashes.", "Look at its log.");
        var report = new FailureReport(
                "r1",
                NOW,
                step,
                "deployment/backend crashes.",
                "Look at its log.",
                List.of(),
                List.of(),
                List.of(offers));
        return new RunEnding.Ran(
                result(List.of(new RunResult.StepResult(step, outcome, Duration.ofSeconds(2)))), Optional.of(report));
    }

    static RunEnding putBack(StepName step) {
        RunEnding.Ran failed = (RunEnding.Ran) failed(step);
        return new RunEnding.Ran(
                failed.result(),
                failed.failure()
                        .map(report -> report.withPutBack(
                                "The release was put back: revision 3 is like revision 1.",
                                List.of(new Offer.Resume("")))));
    }

    static RunEnding cancelled(StepName step) {
        var outcome = new StepOutcome.Cancelled("Revision 2 is there.");
        return new RunEnding.Ran(
                result(List.of(new RunResult.StepResult(step, outcome, Duration.ofSeconds(2)))), Optional.empty());
    }

    private static RunResult.StepResult done(StepName step) {
        return new RunResult.StepResult(step, new StepOutcome.Done("fact of " + step.word()), Duration.ofMillis(1500));
    }

    private static RunResult result(List<RunResult.StepResult> steps) {
        return new RunResult("r1", steps, Duration.ofSeconds(65));
    }

    @Override
    public Shipping shipping(Project project, EnvironmentSpec environment, Endpoints endpoints, Doors doors) {
        services.add("shipping %s in %s".formatted(environment.name(), endpoints.namespace()));
        return shipping;
    }

    @Override
    public FindingScreen findings(View view) {
        throw new UnsupportedOperationException("These commands show no findings of their own.");
    }

    @Override
    public RunScreen runs(View view) {
        return console(view).runs(view.quiet(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Override
    public BoardScreen board(View view) {
        return console(view).board();
    }

    private Console console(View view) {
        var input = new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
        var streams = new Console.Streams(input, new PrintWriter(out, true), new PrintWriter(err, true));
        return new Console(streams, ttys, Map.of("TERM", "dumb", "COLUMNS", "100"), view.noColor());
    }

    @Override
    public boolean mend(Remedy remedy, Session session, View view) {
        services.add("mend " + remedy.title());
        return mends;
    }

    @Override
    public int troubleshoot(FailureReport failure, Session session, View view) {
        services.add("troubleshoot " + failure.cause());
        return 0;
    }

    @Override
    public Outcome<Long> pruneBuildCache(Duration age) {
        services.add("prune %d h".formatted(age.toHours()));
        return prunes;
    }

    @Override
    public Session session(Endpoints endpoints, SessionOptions options) {
        services.add("session in %s".formatted(options.namespace()));
        return new FakeSession(new FakeInventory(), Duration.ZERO);
    }

    @Override
    public Session session(Endpoints endpoints, SessionOptions options, Origin origin) {
        origins.add(origin);
        return session(endpoints, options);
    }

    @Override
    public Redactor redactor() {
        return new PatternRedactor();
    }
}
