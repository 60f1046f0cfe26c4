package dev.shipmate.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressProbeTest {
    private final AddressProbe probe = new AddressProbe(Duration.ofSeconds(5));
    private final List<String> headers = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private int status = 200;

    AddressProbeTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            headers.addAll(exchange.getRequestHeaders().keySet());
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        probe.close();
    }

    @ParameterizedTest
    @CsvSource({"200, true", "302, true", "401, true", "404, true", "500, false", "503, false"})
    void whoAnswersWithoutAnErrorOfTheServerIsThere(int code, boolean works) throws InterruptedException {
        status = code;
        assertThat(probe.ask(url())).isInstanceOfSatisfying(AddressProbe.Answer.Status.class, answer -> {
            assertThat(answer.code()).isEqualTo(code);
            assertThat(answer.works()).isEqualTo(works);
        });
    }

    @Test
    void noOtherProtocolIsOffered() throws InterruptedException {
        probe.ask(url());
        assertThat(headers).isNotEmpty().doesNotContain("Upgrade", "Http2-settings");
    }

    @Test
    void silenceHasAReason() throws InterruptedException {
        URI url = url();
        server.stop(0);
        assertThat(probe.ask(url))
                .isInstanceOfSatisfying(
                        AddressProbe.Answer.Silence.class,
                        silence -> assertThat(silence.reason()).isNotBlank());
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }
}
