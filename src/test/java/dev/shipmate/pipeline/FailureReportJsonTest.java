package dev.shipmate.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class FailureReportJsonTest {
    private static final FailureReport REPORT = SampleReport.report(
            new Offer.Apply(SampleReport.PATCH),
            new Offer.Apply(SampleReport.IMAGE),
            new Offer.Apply(SampleReport.UNDO),
            new Offer.RollBack(3),
            new Offer.Uninstall(),
            new Offer.Resume("Mend it."));

    @Test
    void whatIsWrittenIsReadAgain() {
        assertThat(FailureReportJson.read(FailureReportJson.write(REPORT).toString()))
                .hasValueSatisfying(
                        read -> assertThat(FailureReportJson.write(read)).isEqualTo(FailureReportJson.write(REPORT)));
    }

    @Test
    void theFieldsAreThoseOfTheDocument() {
        JsonNode json = FailureReportJson.write(REPORT);

        assertThat(json.propertyNames())
                .containsExactly(
                        "run",
                        "environment",
                        "at",
                        "step",
                        "cause",
                        "suggestion",
                        "putBack",
                        "findings",
                        "sections",
                        "offers");
        assertThat(json.path("findings").path(0).propertyNames())
                .containsExactly(
                        "id",
                        "severity",
                        "confidence",
                        "object",
                        "namespace",
                        "cause",
                        "next",
                        "evidence",
                        "consequences",
                        "remedies");
        assertThat(json.path("offers").path(0).toString()).isEqualTo("""
                {"offer":"apply","remedy":{"remedy":"patch",\
                "title":"Point the readiness probe of backend at port 8000","apiVersion":"apps/v1","kind":"Deployment",\
                "plural":"deployments","namespaced":true,"namespace":"todo","name":"backend",\
                "patch":"{\\"spec\\":{\\"template\\":{}}}"}}""");
        assertThat(json.path("offers").path(3).toString()).isEqualTo("{\"offer\":\"roll-back\",\"revision\":3}");
        assertThat(json.path("offers").path(5).toString()).isEqualTo("{\"offer\":\"resume\",\"after\":\"Mend it.\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "[]",
                "{\"step\": \"wait\"}",
                "{\"step\": \"dance\", \"at\": \"2026-11-24T08:05:00Z\", \"cause\": \"x\"}",
                "{\"step\": \"wait\", \"at\": \"yesterday\", \"cause\": \"x\"}"
            })
    void whatIsNoReportIsNotRead(String text) {
        assertThat(FailureReportJson.read(text)).isEmpty();
    }

    @Test
    void anOfferOfALaterVersionIsLeftOut() {
        assertThat(FailureReportJson.read("""
                        {"step": "wait", "at": "2026-11-24T08:05:00Z", "cause": "x",
                         "offers": [{"offer": "pray"}, {"offer": "uninstall"}, {"offer": "apply", "remedy": {"remedy": "?"}}]}"""))
                .hasValueSatisfying(read -> assertThat(read.offers()).containsExactly(new Offer.Uninstall()));
    }
}
