package dev.shipmate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.pipeline.StepName;
import dev.shipmate.terminal.Ttys;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class AuditCommandTest extends PipelineProgram {
    @Test
    void aDeployIsOnRecordWithWhoeverAllowedIt() {
        shipping.ending(worked(StepName.DEPLOY));
        assertThat(shipmate("deploy", "--yes")).isZero();
        personTypes("n");
        assertThat(shipmate("deploy")).isEqualTo(1);
        ttys = Ttys.NONE;
        assertThat(shipmate("deploy")).isEqualTo(3);

        assertThat(shown("audit", "show")).isEqualTo("""
                2026-11-01T09:00:00Z  ann  lab/todo  Deploy name=todo: yes (options), asked for by: shipmate deploy
                2026-11-01T09:00:00Z  ann  Deploy name=todo: changed
                2026-11-01T09:00:00Z  ann  lab/todo  Deploy name=todo: no (person), asked for by: shipmate deploy
                2026-11-01T09:00:00Z  ann  lab/todo  Deploy name=todo: unavailable (nobody), asked for by: shipmate deploy
                """);
    }

    @Test
    void aRunThatFailedSaysWhere() {
        shipping.ending(failed(StepName.WAIT));
        assertThat(shipmate("deploy", "--yes")).isEqualTo(6);

        assertThat(shown("audit", "show", "--changes", "--last", "1")).endsWith("Deploy name=todo: failed at wait\n");
    }

    @Test
    void nothingYetIsSaidSo() {
        assertThat(shown("audit", "show")).contains("There is no such entry in");
        assertThat(shown("audit", "verify")).contains("is as it was written: 0 entries.");
    }

    @Test
    void aChangedLineIsFoundAndExitsWithTen() throws IOException {
        shipping.ending(worked(StepName.DEPLOY));
        shipmate("deploy", "--yes");
        assertThat(bare("audit", "verify")).isZero();
        Files.writeString(
                auditLog().file(),
                Files.readString(auditLog().file()).replace("\"by\":\"options\"", "\"by\":\"person\""));

        out.getBuffer().setLength(0);
        assertThat(bare("audit", "verify")).isEqualTo(10);
        assertThat(out.toString()).contains("is not as it was written: line 1:");
        assertThat(bare("audit", "verify", "-o", "json")).isEqualTo(10);
        assertThat(out.toString()).contains("\"intact\" : false");
    }

    @Test
    void entriesAreJsonOnRequest() {
        shipping.ending(worked(StepName.DEPLOY));
        shipmate("deploy", "--yes");

        assertThat(shown("audit", "show", "-o", "json")).startsWith("[ {").contains("\"event\" : \"decision\"");
    }

    @Test
    void withoutASubcommandItSaysWhatThereIs() {
        assertThat(bare("audit")).isEqualTo(2);
        assertThat(err.toString()).contains("shipmate audit show, or shipmate audit verify");
    }

    private String shown(String... arguments) {
        out.getBuffer().setLength(0);
        assertThat(bare(arguments)).isZero();
        return out.toString();
    }
}
