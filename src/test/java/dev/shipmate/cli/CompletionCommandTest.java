package dev.shipmate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CompletionCommandTest {
    private final Services services = mock();
    private final StringWriter out = new StringWriter();

    @Test
    void theScriptKnowsCommandsAndOptionsAndTouchesNothing() {
        int exitCode = ShipmateCommand.commandLine(
                        services, new PipedText(InputStream.nullInputStream(), false, Duration.ZERO))
                .setOut(new PrintWriter(out))
                .execute("completion");
        assertThat(exitCode).isZero();
        assertThat(out.toString())
                .contains(
                        "shipmate",
                        "ask",
                        "--from-file",
                        "--namespace",
                        "deploy",
                        "--resume",
                        "rollback",
                        "cleanup",
                        "diagnose",
                        "--all-namespaces",
                        "sarif",
                        "serve",
                        "metrics",
                        "--listen",
                        "status");
        verifyNoInteractions(services);
    }
}
