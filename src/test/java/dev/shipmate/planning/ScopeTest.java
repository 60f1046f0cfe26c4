package dev.shipmate.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.FakeInventory;
import dev.shipmate.tool.Effect;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a wish covers: no more than was named, no less, and nothing that was to be left alone.
class ScopeTest {
    private final RulePlanner planner = new RulePlanner();
    private final FakeInventory cluster = new FakeInventory()
            .withNamespaces("shop", "pay")
            .with("deployment", "shop", "web", 1)
            .with("deployment", "shop", "crash", 1)
            .with("deployment", "shop", "worker", 1)
            .with("deployment", "shop", "reports", 1)
            .with("statefulset", "shop", "redis", 1)
            .with("deployment", "pay", "payments", 1);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "restart all deployments except web",
                "restart all deployments excluding web",
                "restart all deployments apart from web",
                "restart every deployment but web",
                "restart all deployments other than web"
            })
    void whatIsExceptedIsLeftAlone(String order) {
        assertThat(names(order))
                .contains("deployment/crash", "deployment/worker")
                .doesNotContain("deployment/web");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete all pods except redis-0",
                "delete every deployment but web",
                "scale everything to 0 except redis",
                "restart all but redis"
            })
    void whatCannotBeLeftOutIsNeverTheOneThatIsChanged(String order) {
        assertThat(planner.plan(order, Focus.NONE, "shop", cluster).steps())
                .allSatisfy(step -> assertThat(step.call().arguments().toString())
                        .doesNotContain("redis")
                        .doesNotContain("/web"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scale payments to 2", "restart payments", "delete deployment payments"})
    void aChangeStaysInTheNamespace(String order) {
        Shortlist plan = planner.plan(order, Focus.NONE, "shop", cluster);

        assertThat(plan.steps()).allSatisfy(step -> {
            assertThat(step.effect()).isNotEqualTo(Effect.READ);
            assertThat(step.resolved()).isFalse();
        });
        assertThat(plan.unknown())
                .containsExactly(
                        new UnknownName("workload", "payments", List.of("deployment/payments (namespace pay)")));
    }

    @Test
    void aNamespaceThatIsNamedIsMeant() {
        Shortlist plan = planner.plan("scale payments to 2 in namespace pay", Focus.NONE, "shop", cluster);

        assertThat(plan.unknown()).isEmpty();
        assertThat(plan.best().orElseThrow().call().arguments())
                .containsEntry("name", "deployment/payments")
                .containsEntry("namespace", "pay");
    }

    @ParameterizedTest
    @ValueSource(strings = {"scale web to -3", "scale web to minus 3", "scale web to negative 3"})
    void aNegativeNumberIsNoNumberOfReplicas(String order) {
        assertThat(planner.plan(order, Focus.NONE, "shop", cluster)
                        .best()
                        .orElseThrow()
                        .missing())
                .contains("replicas");
    }

    @ParameterizedTest
    @CsvSource({
        "restart crash and web,                   deployment/crash, deployment/web",
        "restart web and crash,                   deployment/web,   deployment/crash",
        "scale web to 2 and crash to 0,           deployment/web,   deployment/crash",
    })
    void everyNameOfAListIsMeant(String order, String first, String second) {
        assertThat(names(order)).containsExactlyInAnyOrder(first, second);
    }

    @ParameterizedTest
    @CsvSource({
        "why is worker failing,               deployment/worker",
        "why is reports pending,              deployment/reports",
        "why did worker get OOM killed,       deployment/worker",
        "is worker healthy,                   deployment/worker",
        "why is crash failing,                deployment/crash",
        "how many restarts does worker have,  deployment/worker",
    })
    void anEverydayWordThatIsALiveNameIsThatName(String question, String name) {
        assertThat(names(question)).containsExactly(name);
    }

    @ParameterizedTest
    @CsvSource({
        "'get deploy,svc',                           deployments, services",
        "'list jobs and cronjobs',                   jobs,        cronjobs",
        "'show pods and also the deployments',       pods,        deployments",
    })
    void everyKindOfAListIsShown(String question, String first, String second) {
        assertThat(planner.plan(question, Focus.NONE, "shop", cluster).steps())
                .extracting(step ->
                        step.call().tool() + " " + step.call().arguments().get("kind"))
                .containsExactly("get_resources " + first, "get_resources " + second);
    }

    @Test
    void aKindAloneIsListedWhereThereIsNothingToDescribe() {
        assertThat(planner.plan("describe secret", Focus.NONE, "shop", cluster).steps())
                .extracting(step -> step.call().display())
                .containsExactly("get_resources kind=secrets");
    }

    @Test
    void theReplicasOfOneWorkloadAreSurelyCounted() {
        Candidate best = planner.plan("how many replicas does the web deployment have?", Focus.NONE, "shop", cluster)
                .best()
                .orElseThrow();

        assertThat(best.call().arguments()).containsEntry("name", "deployment/web");
        assertThat(best.confidence()).isGreaterThan(0.4);
    }

    private List<String> names(String question) {
        return planner.plan(question, Focus.NONE, "shop", cluster).steps().stream()
                .map(step -> String.valueOf(step.call().arguments().get("name")))
                .toList();
    }
}
