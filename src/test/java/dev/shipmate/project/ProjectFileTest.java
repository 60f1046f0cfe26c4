package dev.shipmate.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectFileTest {
    private static final String LEAST = "version: 1\nname: shop\nchart: helm/shop\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void makeARepository() throws IOException {
        for (String file : List.of(
                "helm/shop/Chart.yaml",
                "helm/shop/values-dev.yaml",
                "docker/web/Dockerfile",
                "docker/web/Other.Dockerfile",
                "plain/file.txt")) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.createFile(folder.resolve(file));
        }
    }

    @Test
    void everyFieldIsRead() throws IOException {
        Project project = read("""
                version: 1
                name: shop
                images:
                  web:
                    repository: example/shop-web
                    context: docker/web
                    dockerfile: Other.Dockerfile
                    target: runtime
                    args: {BASE: "debian:13", EMPTY: "", LEVEL: 3}
                    values: web.picture
                build: {network: host, platform: linux/arm64}
                chart: helm/shop
                release: store
                environments:
                  dev:
                    context: minikube
                    namespace: shop-dev
                    values: [helm/shop/values-dev.yaml]
                    set: {web.port: 30080, web.note: ""}
                    restarts: true
                    atomic: true
                  prod: {}
                secrets:
                  shop-secrets:
                    values: existingSecret
                    keys:
                      host: {value: shop-db}
                      password: {generate: 40}
                      key: {env: SHOP_KEY}
                      licence: {file: licence.txt}
                expose:
                  - {url: "http://localhost:3000", service: shop-web}
                  - {url: "https://127.0.0.1:8443", service: shop-api, port: 443}
                verify:
                  - {name: page, get: /}
                cleanUp: {afterDeploy: true, buildCacheOlderThan: 50h}
                """);
        assertThat(project.folder()).isEqualTo(folder);
        assertThat(project.name()).isEqualTo("shop");
        assertThat(project.images())
                .containsExactly(new ImageSpec(
                        "web",
                        "example/shop-web",
                        folder.resolve("docker/web"),
                        folder.resolve("docker/web/Other.Dockerfile"),
                        "runtime",
                        Map.of("BASE", "debian:13", "EMPTY", "", "LEVEL", "3"),
                        "web.picture"));
        assertThat(project.build()).isEqualTo(new BuildSpec("host", "linux/arm64"));
        assertThat(project.chart()).isEqualTo(folder.resolve("helm/shop"));
        assertThat(project.release()).isEqualTo("store");
        assertThat(project.environments())
                .containsExactly(
                        new EnvironmentSpec(
                                "dev",
                                "minikube",
                                "shop-dev",
                                List.of(folder.resolve("helm/shop/values-dev.yaml")),
                                Map.of("web.port", "30080", "web.note", ""),
                                true,
                                true),
                        new EnvironmentSpec("prod", "", "shop", List.of(), Map.of(), false, false));
        assertThat(project.secrets())
                .containsExactly(new SecretSpec(
                        "shop-secrets",
                        "existingSecret",
                        Map.of(
                                "host", new SecretSource.Plain("shop-db"),
                                "password", new SecretSource.Generated(40),
                                "key", new SecretSource.Variable("SHOP_KEY"),
                                "licence", new SecretSource.Content(folder.resolve("licence.txt")))));
        assertThat(project.exposed())
                .containsExactly(
                        new ExposeSpec("shop-web", 3000, URI.create("http://localhost:3000")),
                        new ExposeSpec("shop-api", 443, URI.create("https://127.0.0.1:8443")));
        assertThat(project.checks().path()).isEqualTo("verify");
        assertThat(project.cleanUp()).isEqualTo(new CleanUpSpec(true, Duration.ofHours(50)));
    }

    @Test
    void whatIsLeftOutHasADefault() throws IOException {
        Project project = read(LEAST + "images: {web: {repository: web, context: docker/web}}");
        assertThat(project.images())
                .containsExactly(new ImageSpec(
                        "web",
                        "web",
                        folder.resolve("docker/web"),
                        folder.resolve("docker/web/Dockerfile"),
                        "",
                        Map.of(),
                        "web.image"));
        assertThat(project.build()).isEqualTo(new BuildSpec("", ""));
        assertThat(project.release()).isEqualTo("shop");
        assertThat(project.environments())
                .containsExactly(new EnvironmentSpec("default", "", "shop", List.of(), Map.of(), false, false));
        assertThat(project.secrets()).isEmpty();
        assertThat(project.exposed()).isEmpty();
        assertThat(project.checks().present()).isFalse();
        assertThat(project.cleanUp()).isEqualTo(new CleanUpSpec(false, Duration.ZERO));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            images: {web: {context: docker/web}}                          | images.web.repository is missing or empty.
            images: {web: }                                               | images.web.repository is missing or empty.
            images: [web]                                                 | images must be a mapping.
            images: {web: {repository: Shop, context: docker/web}}        | images.web.repository must be an image name without a tag, in lower case.
            images: {web: {repository: web, context: nowhere}}            | images.web.context names
            images: {web: {repository: web, context: plain/file.txt}}     | which is no folder.
            images: {web: {repository: web, context: plain}}              | images.web.dockerfile names
            images: {web: {repository: web, contxt: docker/web}}          | images.web.contxt: there is no such field. Did you mean context?
            images: {web: {repository: web, context: docker/web, args: {A: [1]}}} | images.web.args.A must be a text.
            release: My_Shop                                              | release must be lower-case letters, digits and hyphens, at most 53: 'My_Shop'.
            build: {netwrok: host}                                        | build.netwrok: there is no such field. Did you mean network?
            environments: {dev: {namespace: A}}                           | environments.dev.namespace must be lower-case letters
            environments: {dev: {values: nowhere.yaml}}                   | environments.dev.values must be a list.
            environments: {dev: {values: [nowhere.yaml]}}                 | environments.dev.values names
            environments: {dev: {values: [{}]}}                           | environments.dev.values[0] must be a text.
            environments: {dev: {set: {a: {b: c}}}}                       | environments.dev.set.a must be a text.
            secrets: {s: {}}                                              | secrets.s.keys must name at least one key.
            secrets: {S_1: {keys: {a: {value: b}}}}                       | secrets.S_1 must be a Secret's name
            secrets: {s: {keys: {a: {}}}}                                 | secrets.s.keys.a must have exactly one of value, generate, env, file.
            secrets: {s: {keys: {a: {env: A, file: b}}}}                  | secrets.s.keys.a must have exactly one of
            secrets: {s: {keys: {a: {generate: 8}}}}                      | secrets.s.keys.a.generate must be a whole number from 16 to 256.
            secrets: {s: {keys: {a: {literal: x}}}}                       | secrets.s.keys.a.literal: there is no such field. Known here: value, generate, env, file.
            expose: [{service: web}]                                      | expose[0].url is missing or empty.
            expose: [{service: web, url: "http://example.com:3000"}]      | expose[0].url must be an address such as http://localhost:3000, on this machine.
            expose: [{service: web, url: "http://localhost"}]             | expose[0].url must be an address
            expose: [{service: web, url: "ftp://localhost:21"}]           | expose[0].url must be an address
            expose: [{service: web, url: "a b"}]                          | expose[0].url must be an address
            expose: [{url: "http://localhost:3000"}]                      | expose[0].service is missing or empty.
            expose: [{service: w, url: "http://localhost:3000", port: 0}] | expose[0].port must be a whole number from 1 to 65535.
            cleanUp: {afterDeploy: later}                                 | cleanUp.afterDeploy must be true or false.
            cleanUp: {buildCacheOlderThan: 7d}                            | cleanUp.buildCacheOlderThan must be hours, such as 168h.
            verfy: []                                                     | verfy: there is no such field. Did you mean verify?
            """)
    void mistakeIsToldWithItsPlace(String line, String complaint) {
        assertThatThrownBy(() -> read(LEAST + line))
                .isInstanceOf(ProjectException.class)
                .hasMessageStartingWith(folder.resolve(ProjectFile.NAME) + ": ")
                .hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                    | The project file is empty.
            [a]                                                   | The project file must be a mapping with version, name
            {version: 2, name: shop, chart: helm/shop}            | version must be a whole number from 1 to 1.
            {version: 1, chart: helm/shop}                        | name is missing or empty.
            {version: 1, name: Shop, chart: helm/shop}            | name must be lower-case letters, digits and hyphens, at most 53: 'Shop'.
            {version: 1, name: shop}                              | chart is missing or empty.
            {version: 1, name: shop, chart: helm/other}           | chart names
            {version: 1, name: shop, chart: helm}                 | which has no Chart.yaml.
            """)
    void fileWithoutWhatMustBeThereIsRefused(String text, String complaint) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void whatIsNoYamlIsToldWithItsLine() {
        assertThatThrownBy(() -> read("version: 1\nname: [shop\nchart: x\n"))
                .isInstanceOf(ProjectException.class)
                .hasMessageMatching("(?s).*shipmate.yaml is no YAML, at line [34]: .*");
    }

    @Test
    void fieldThatStandsTwiceIsAMistake() {
        assertThatThrownBy(() -> read(LEAST + "name: other\n"))
                .hasMessageMatching("(?s).*is no YAML, at line 4: Duplicate.*name.*");
    }

    @Test
    void fileThatIsNotThereSaysSo() {
        assertThatThrownBy(() -> ProjectFile.read(folder.resolve("none.yaml")))
                .isInstanceOf(ProjectException.class)
                .hasMessageStartingWith("Cannot read " + folder.resolve("none.yaml"));
    }

    @Nested
    class Finding {
        @Test
        void looksInTheFoldersAbove() throws IOException {
            Files.writeString(folder.resolve(ProjectFile.NAME), LEAST);
            assertThat(ProjectFile.find(folder.resolve("docker/web"))).isEqualTo(folder.resolve(ProjectFile.NAME));
        }

        @Test
        void withoutAFileSaysHowToGetOne() {
            assertThatThrownBy(() -> ProjectFile.find(folder))
                    .isInstanceOf(ProjectException.class)
                    .hasMessageEndingWith("Name one with --project.");
        }
    }

    @Nested
    class Environments {
        @Test
        void theFirstIsMeantWhenNoneIsNamed() throws IOException {
            Project project = read(LEAST + "environments: {dev: {}, prod: {}}");
            assertThat(project.environment("").name()).isEqualTo("dev");
            assertThat(project.environment("prod").name()).isEqualTo("prod");
        }

        @Test
        void unknownOneIsToldWithThoseThatThereAre() throws IOException {
            Project project = read(LEAST + "environments: {dev: {}, prod: {}}");
            assertThatThrownBy(() -> project.environment("test"))
                    .hasMessage("There is no environment 'test' in the project file. It has: dev, prod.");
        }
    }

    private Project read(String text) throws IOException {
        return ProjectFile.read(Files.writeString(folder.resolve(ProjectFile.NAME), text));
    }
}
