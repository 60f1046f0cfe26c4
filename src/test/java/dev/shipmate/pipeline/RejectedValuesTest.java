package dev.shipmate.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.helm.ChartProblem;
import dev.shipmate.helm.ChartProblem.Severity;
import dev.shipmate.helm.ChartRequest;
import dev.shipmate.helm.ReleaseName;
import dev.shipmate.helm.Setting;
import dev.shipmate.redaction.PatternRedactor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RejectedValuesTest {
    @Test
    void aProblemIsToldWithThePathAndTheValue() {
        assertThat(told("web.replicas", "many"))
                .containsExactly("web.replicas: got string, want integer (given: many)");
    }

    @Test
    void aSecretIsNotTold() {
        assertThat(told("web.password", "s3cr3t-s3cr3t-s3cr3t"))
                .containsExactly("web.password: got string, want integer");
    }

    private static List<String> told(String path, String value) {
        return new RejectedValues(new PatternRedactor())
                .told(
                        List.of(new ChartProblem(Severity.ERROR, path, "got string, want integer")),
                        new ChartRequest(
                                Path.of("chart"),
                                new ReleaseName("todo", "todo"),
                                List.of(),
                                List.of(Setting.text(path, value))));
    }
}
