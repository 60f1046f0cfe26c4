package dev.shipmate.pipeline;

import static dev.shipmate.pipeline.ShippingBench.facts;
import static dev.shipmate.pipeline.ShippingBench.outcome;
import static dev.shipmate.pipeline.ShippingBench.ran;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class VerifyStepTest {
    @TempDir
    private Path folder;

    private ShippingBench bench;

    @BeforeEach
    void start() {
        bench = new ShippingBench(folder);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void podsAreDeletedForACheckOnlyWhenThereIsANewRevision() {
        bench.project("""
                verify:
                  - {name: it comes back, restart: {workload: deployment/web, limitSeconds: 60}}
                """);

        assertThat(facts(ran(deploy()), StepName.VERIFY))
                .singleElement()
                .asString()
                .startsWith("1 passed, 0 failed");
        assertThat(facts(ran(deploy()), StepName.VERIFY))
                .singleElement()
                .asString()
                .startsWith("0 passed, 0 failed, 1 not checked");
    }

    @Test
    void aCheckThatFailsFailsTheRunAndIsNamed() {
        bench.project("""
                verify:
                  - {name: the page answers, get: /, expect: {status: 200}}
                  - {name: the cart is there, get: /cart, expect: {status: 200}}
                """);

        assertThat(outcome(ran(deploy()), StepName.VERIFY)).isInstanceOfSatisfying(StepOutcome.Failed.class, failed -> {
            assertThat(failed.cause()).isEqualTo("The check 'the cart is there' failed.");
            assertThat(failed.evidence().getFirst()).contains("/cart").contains("404");
        });
        assertThat(bench.shipping().status().lastVerification())
                .hasValueSatisfying(verified -> assertThat(verified.passed()).isFalse());
    }

    @Test
    void aRevisionWhoseChecksPassAfterAResumeIsNoLongerBad() {
        bench.project("""
                verify:
                  - {name: the cart is there, get: /cart, expect: {status: 200}}
                """);
        deploy();
        assertThat(bad()).hasSize(1);
        bench.app().with("/cart", 200, "{}");

        assertThat(ran(resume()).result().successful()).isTrue();

        assertThat(bad()).isEmpty();
    }

    @Test
    void checksThatDeletePodsAreMadeWhenARunGoesOn() {
        bench.project("""
                verify:
                  - {name: the cart is there, get: /cart, expect: {status: 200}}
                  - {name: it comes back, restart: {workload: deployment/web, limitSeconds: 60}}
                """);
        deploy();
        bench.app().with("/cart", 200, "{}");

        assertThat(facts(ran(resume()), StepName.VERIFY))
                .singleElement()
                .asString()
                .startsWith("2 passed, 0 failed");
    }

    @Test
    void withoutChecksThereIsNothingToVerify() {
        assertThat(outcome(ran(deploy()), StepName.VERIFY))
                .isEqualTo(new StepOutcome.Skipped("the project declares no checks"));
    }

    private Set<Instant> bad() {
        return new RunJournal(RunFolder.of(bench.state(), bench.shipment()).journal(), Clock.systemUTC()).bad();
    }

    private RunEnding resume() {
        return bench.shipping().deploy(new DeployRequest(false, true, List.of()), bench.listener());
    }

    private RunEnding deploy() {
        return bench.shipping().deploy(DeployRequest.usual(), bench.listener());
    }
}
