package dev.shipmate.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IgnoreRulesTest {
    @ParameterizedTest
    @CsvSource({
        "node_modules, node_modules, true",
        "node_modules, node_modules/left-pad/index.js, true",
        "node_modules, web/node_modules, false",
        "/node_modules, node_modules, true",
        "./node_modules/, node_modules, true",
        "**/node_modules, web/app/node_modules/x.js, true",
        "**/node_modules, node_modules, true",
        "*.md, README.md, true",
        "*.md, docs/README.md, false",
        "*/temp*, a/temporary.txt, true",
        "*/temp*, a/b/temporary.txt, false",
        "temp?, tempa, true",
        "temp?, temp, false",
        "**/*.go, a/b/main.go, true",
        "**/*.go, main.go, true",
        "docs/**, docs/a/b, true",
        "docs/**, docs, false",
        "docs/**/api, docs/api, true",
        "docs/**/api, docs/v1/x/api, true",
        "**, anything/at/all, true",
        "**.log, a.log, true",
        "a[0-9].txt, a7.txt, true",
        "a[^0-9].txt, a7.txt, false",
        "a.b, axb, false",
        "a\\*b, a*b, true",
        "a\\*b, axb, false",
        "docs/../src, src/Main.java, true",
        "../src, src/Main.java, false",
        "(a)+{b}|$, (a)+{b}|$, true",
    })
    void patternIsReadAsDockerReadsIt(String pattern, String path, boolean ignored) {
        assertThat(ignores(pattern, path)).isEqualTo(ignored);
    }

    @Test
    void lastPatternThatMatchesDecides() {
        assertThat(ignores("*.md\n!README.md", "README.md")).isFalse();
        assertThat(ignores("*.md\n!README*.md\nREADME-secret.md", "README-secret.md"))
                .isTrue();
        assertThat(ignores("!README.md\n*.md", "README.md")).isTrue();
    }

    @Test
    void exceptionReachesIntoAnIgnoredFolder() {
        assertThat(ignores("**\n!src/**", "src/a/Main.java")).isFalse();
        assertThat(ignores("**\n!src", "src/a/Main.java")).isFalse();
        assertThat(ignores("vendor\n!vendor/kept", "vendor/kept/a")).isFalse();
        assertThat(ignores("vendor\n!vendor/kept", "vendor/other")).isTrue();
    }

    @Test
    void commentsBlankLinesAndAByteOrderMarkAreLeftOut() {
        assertThat(ignores("\uFEFF# all\n\n  *.md  \n", "a.md")).isTrue();
        assertThat(ignores("# *.md", "a.md")).isFalse();
        assertThat(ignores(" #kept", "#kept")).isTrue();
    }

    @Test
    void onlyFoldersThatAnExceptionMayReachAreEntered() {
        IgnoreRules rules = IgnoreRules.parse("**\n!src/main\n!*.md");
        assertThat(rules.mayLetThroughIn("src")).isTrue();
        assertThat(IgnoreRules.parse("**\n!src/main").mayLetThroughIn("node_modules"))
                .isFalse();
        assertThat(IgnoreRules.parse("**\n!**/kept").mayLetThroughIn("node_modules"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a[b", "!"})
    void whatDockerRefusesIsRefused(String pattern) {
        assertThatThrownBy(() -> IgnoreRules.parse(pattern)).isInstanceOf(PatternSyntaxException.class);
    }

    private static boolean ignores(String text, String path) {
        IgnoreRules rules = IgnoreRules.parse(text);
        IgnoreRules.Verdict verdict = rules.root();
        for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
            verdict = rules.judge(path.substring(0, end), verdict);
        }
        return rules.judge(path, verdict).ignored();
    }
}
