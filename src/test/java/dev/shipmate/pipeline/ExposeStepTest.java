package dev.shipmate.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.Write;
import dev.shipmate.fake.FakeApiServer;
import dev.shipmate.process.ProgramRunner;
import dev.shipmate.project.ExposeSpec;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class ExposeStepTest {
    private static final long SOMEBODY_ELSE = -1;

    private final ShippingBench bench;
    private final FakeApiServer stranger = new FakeApiServer().with("/", 200, "{}");

    ExposeStepTest(@TempDir Path folder) {
        bench = new ShippingBench(folder);
    }

    @AfterEach
    void close() {
        stranger.close();
        bench.close();
    }

    @Test
    void anAnswerAtThePortOfAServiceThatLeadsNowhereOutsideIsAnotherProgram() {
        service("ClusterIP");

        assertThat(run())
                .isInstanceOfSatisfying(
                        StepOutcome.Failed.class,
                        failed -> assertThat(failed.cause())
                                .startsWith(stranger.url() + " answers, but not as service/web does"));
    }

    @Test
    void anAnswerAtANodePortIsBelievedWhenNoForwardSaysOtherwise() {
        service("NodePort");

        assertThat(run()).isInstanceOf(StepOutcome.Done.class);
    }

    @Test
    void whoAnswersBeforeTheAppWasDeployedIsAnotherProgram() throws InterruptedException {
        var addresses = new AddressChecks(new ProgramRunner(), SOMEBODY_ELSE);

        assertThat(addresses.of(exposed(), true)).singleElement().isInstanceOf(Remark.Fine.class);
        assertThat(addresses.of(exposed(), false)).singleElement().isInstanceOfAny(Remark.Wrong.class);
    }

    @Test
    void aForwardOfThisProcessIsNoStranger() throws InterruptedException {
        assertThat(new AddressChecks(new ProgramRunner()).of(exposed(), false))
                .singleElement()
                .isInstanceOf(Remark.Fine.class);
    }

    private StepOutcome run() {
        var addresses = new AddressChecks(new ProgramRunner(), SOMEBODY_ELSE);
        return new ExposeStep(bench.cluster(), "todo", exposed(), new Doors(), addresses).run(new HeardProgress());
    }

    private List<ExposeSpec> exposed() {
        return List.of(new ExposeSpec("web", 80, URI.create(stranger.url())));
    }

    private void service(String type) {
        bench.cluster()
                .writes(Write.STORED)
                .create(KnownKinds.SERVICES, "todo", new JsonMapper().readTree("""
                {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web"},
                 "spec": {"type": "%s", "selector": {"app": "web"}, "ports": [{"port": 80}]}}
                """.formatted(type)));
    }
}
