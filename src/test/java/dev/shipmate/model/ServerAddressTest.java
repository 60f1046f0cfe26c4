package dev.shipmate.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ServerAddressTest {
    @ParameterizedTest
    @CsvSource({
        "'', http://127.0.0.1:11434",
        "http://10.0.0.5:11434/, http://10.0.0.5:11434",
        "10.0.0.5, http://10.0.0.5:11434",
        "10.0.0.5:8080, http://10.0.0.5:8080",
        ":8080, http://127.0.0.1:8080",
        "0.0.0.0:11434, http://127.0.0.1:11434",
        "[::1]:11434, http://[::1]:11434",
        "https://models.example.com, https://models.example.com:443",
        "http://models.example.com, http://models.example.com:80",
        "gpu-box, http://gpu-box:11434",
        "http://gpu-box:80/ollama, http://gpu-box:80/ollama"
    })
    void ollamaIsFoundAsItsOwnVariableIsRead(String url, String address) {
        assertThat(address(Provider.OLLAMA, url)).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource({
        "'', http://127.0.0.1:8080/v1",
        "127.0.0.1:8000/v1, http://127.0.0.1:8000/v1",
        "https://api.example.com/v1/, https://api.example.com/v1"
    })
    void otherServersKeepTheirPath(String url, String address) {
        assertThat(address(Provider.OPENAI, url)).isEqualTo(address);
    }

    @Test
    void whatIsNoAddressIsToldSo() {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> address(Provider.OLLAMA, "http://[broken"))
                .withMessageContaining("'http://[broken' is no address");
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:1/v1, http://127.0.0.1:1/v1",
        "http://bob:pw@127.0.0.1:1/v1?key=abc, http://127.0.0.1:1/v1",
        "http://bob:p@s/s?w@models.example.com/v1/#x, http://models.example.com/v1",
        "bob:pw@gpu-box, gpu-box"
    })
    void credentialsOfAnAddressAreNotShown(String url, String shown) {
        assertThat(ServerAddress.shown(url)).isEqualTo(shown);
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void whatIsNoAddressIsToldWithoutItsPassword(Provider provider) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> address(provider, "http://bob:no secret@127.0.0.1:1"))
                .withMessageContaining("'http://127.0.0.1:1' is no address")
                .withMessageNotContainingAny("bob", "secret");
    }

    private static String address(Provider provider, String url) {
        return ServerAddress.of(
                ModelSettings.defaults(Path.of(".")).withProvider(provider).withUrl(url));
    }
}
