package dev.shipmate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.helm.ManifestDiff;
import dev.shipmate.helm.ObjectChange;
import dev.shipmate.pipeline.Offer;
import dev.shipmate.pipeline.RunEnding;
import dev.shipmate.pipeline.RunPlan;
import dev.shipmate.pipeline.StepName;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `-o json`: one event a line, and nothing else on standard output.
class RunEventsTest extends PipelineProgram {
    @Test
    void aRunThatWorksEndsWithItsOutcome() {
        shipping.ending(worked(StepName.BUILD, StepName.DEPLOY));

        assertThat(shipmate("deploy", "-y", "-o", "json")).isZero();
        assertThat(events())
                .extracting(event -> "%s %s"
                        .formatted(
                                event.path("event").asString(),
                                event.path("step").asString("")))
                .containsExactly(
                        "started ",
                        "step-started build",
                        "step-doing build",
                        "step-output build",
                        "step-ended build",
                        "step-started deploy",
                        "step-doing deploy",
                        "step-output deploy",
                        "step-ended deploy",
                        "ended ");
        assertThat(events())
                .allSatisfy(event -> assertThat(event.path("time").isString()).isTrue());
        assertThat(events().get(4).toString())
                .contains("\"outcome\":\"done\",\"facts\":[\"fact of build\"],\"milliseconds\":1500");
        assertThat(events().getLast().toString())
                .contains("\"run\":\"r1\",\"outcome\":\"done\",\"milliseconds\":65000");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aFailureIsTheLastEventWithItsReportAndCommands() {
        shipping.ending(failed(StepName.BUILD, new Offer.RollBack(3)));

        assertThat(shipmate("deploy", "-y", "-o", "json")).isEqualTo(1);
        JsonNode last = events().getLast();
        assertThat(last.path("event").asString()).isEqualTo("failed");
        assertThat(last.path("step").asString()).isEqualTo("build");
        assertThat(last.path("cause").asString()).isEqualTo("deployment/backend crashes.");
        assertThat(last.at("/offers/0/revision").asInt()).isEqualTo(3);
        assertThat(last.at("/commands/0").asString()).isEqualTo("shipmate rollback 3 --project " + file());
    }

    @Test
    void nobodyIsAskedAboutAFailure() {
        personTypes("1");
        shipping.ending(failed(StepName.VERIFY));

        assertThat(shipmate("deploy", "-y", "-o", "json")).isEqualTo(10);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void whatIsStoppedIsTheLastEvent() {
        shipping.ending(cancelled(StepName.DEPLOY));

        assertThat(shipmate("deploy", "-y", "-o", "json")).isEqualTo(130);
        assertThat(events().getLast().toString())
                .contains("\"outcome\":\"cancelled\"", "\"left\":\"Revision 2 is there.\"", "shipmate deploy --resume");
    }

    @Test
    void aDryRunIsOneEvent() {
        shipping.plan = new RunPlan(
                List.of(new RunPlan.PlannedStep(StepName.DEPLOY, "helm upgrade")),
                new ManifestDiff(List.of(
                        new ObjectChange.Added("configmap/new"),
                        new ObjectChange.Changed(
                                "deployment/web", List.of(new ObjectChange.FieldChange("spec.replicas", "1", "2"))))),
                List.of("a note"));

        assertThat(shipmate("deploy", "--dry-run", "-o", "json")).isZero();
        assertThat(events()).hasSize(1);
        assertThat(out.toString())
                .contains(
                        "\"event\":\"plan\"",
                        "\"context\":\"lab\",\"server\":\"http://127.0.0.1:9\",\"namespace\":\"todo\"",
                        "\"steps\":[{\"step\":\"deploy\",\"plan\":\"helm upgrade\"}]",
                        "{\"object\":\"configmap/new\",\"change\":\"added\"}",
                        "{\"path\":\"spec.replicas\",\"before\":\"1\",\"after\":\"2\"}",
                        "\"notes\":[\"a note\"]");
    }

    @Test
    void aMissingApprovalIsThePlanAndWhatItNeeds() {
        assertThat(shipmate("rollback", "-o", "json")).isEqualTo(3);
        assertThat(events())
                .extracting(event -> event.path("event").asString())
                .containsExactly("plan", "needs-approval");
        assertThat(events().getLast().path("options").asString()).isEqualTo("--yes");
    }

    @Test
    void whatCannotBeginIsOneEvent() {
        shipping.ending(new RunEnding.Busy("process 12"));

        assertThat(shipmate("deploy", "-y", "-o", "json")).isEqualTo(1);
        assertThat(out.toString())
                .contains("\"event\":\"not-begun\"", "process 12")
                .hasLineCount(1);
    }

    private List<JsonNode> events() {
        var json = new JsonMapper();
        return out.toString().lines().map(json::readTree).toList();
    }
}
