package dev.shipmate.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTreeTest {
    @Test
    void dottedNamesBecomeATree() {
        var tree = new SettingsTree(List.of(
                Setting.text("backend.image.tag", "abc"),
                Setting.yaml("backend.replicas", "2"),
                Setting.text("labels.app\\.kubernetes\\.io/name", "todo")));

        assertThat(tree.text())
                .isEqualTo("{\"backend\":{\"image\":{\"tag\":\"abc\"},\"replicas\":2},"
                        + "\"labels\":{\"app.kubernetes.io/name\":\"todo\"}}");
        assertThat(tree.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"123e456", "20261125", "true", "null", "0x1f", "a: b", ""})
    void aTextStaysATextWhateverItLooksLike(String value) {
        assertThat(new SettingsTree(List.of(Setting.text("tag", value))).text()).isEqualTo("{\"tag\":\"%s\"}", value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"2|2", "true|true", "null|null", "[a, b]|[\"a\",\"b\"]", "some text|\"some text\"", "''|\"\""})
    void aYamlValueIsReadAsYaml(String value, String expected) {
        assertThat(new SettingsTree(List.of(Setting.yaml("x", value))).text()).isEqualTo("{\"x\":%s}", expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hosts[0].name", "", "a..b", "a."})
    void aNameThatMeansNoValueIsAProblem(String name) {
        assertThat(new SettingsTree(List.of(Setting.text(name, "x"))).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.where()).isEqualTo(name));
    }

    @Test
    void aValueBesideItsOwnPartsIsAProblem() {
        var tree = new SettingsTree(List.of(Setting.text("image", "a:b"), Setting.text("image.tag", "c")));

        assertThat(tree.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.display()).startsWith("image.tag: "));
    }
}
