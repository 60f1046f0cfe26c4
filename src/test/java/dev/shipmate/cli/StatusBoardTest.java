package dev.shipmate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `shipmate status --watch` refuses. The board itself needs a real terminal.
class StatusBoardTest extends PipelineProgram {
    @ParameterizedTest
    @ValueSource(strings = {"--watch", "-w"})
    void withoutATerminalItSaysWhatToUseInstead(String option) {
        assertThat(shipmate("status", option)).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("shipmate: The board needs a terminal that can be drawn over. Without one,"
                        + " `shipmate status` tells once.");
        assertThat(out.toString()).isEmpty();
        assertThat(services).isEmpty();
    }

    @Test
    void aTerminalThatCannotBeDrawnOverIsNone() {
        personTypes("q");

        assertThat(shipmate("status", "--watch")).isEqualTo(2);
        assertThat(err.toString()).contains("The board needs a terminal that can be drawn over.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "yaml"})
    void programsAreToldWhatToAskInstead(String format) {
        assertThat(shipmate("status", "--watch", "-o", format)).isEqualTo(2);
        assertThat(err.toString()).contains("The board is for people.", "`shipmate status -o json`");
    }
}
