package dev.shipmate.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerfileTest {
    private static final Dockerfile TWO_STAGES = Dockerfile.parse("""
            # syntax=docker/dockerfile:1
            ARG NODE=24
            FROM node:${NODE} AS build
            WORKDIR /app
            COPY package.json .
            # a comment
            RUN npm ci && \\
                # another
                npm test

            FROM build AS pruned
            RUN npm prune
            FROM shop/base:dev
            COPY --from=build --chown=1001 /app /app
            COPY --from=busybox:1.36 /bin/sh /sh
            RUN <<EOF
            FROM here on
            RUN nothing
            EOF
            ENV A=1
            RUN true
            """);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [build 1/4] FROM docker.io/library/node:24                 | 3
            [build 2/4] WORKDIR /app                                   | 4
            [build 3/4] COPY package.json .                            | 5
            [build 4/4] RUN npm ci &&     npm test                     | 7
            [linux/amd64 build 4/4] RUN npm ci &&     npm test         | 7
            [pruned 1/1] RUN npm prune                                 | 12
            [stage-2 1/5] FROM docker.io/shop/base:dev                 | 13
            [stage-2 3/5] COPY --from=busybox:1.36 /bin/sh /sh         | 15
            [stage-2 4/5] RUN <<EOF (FROM here on...)                  | 16
            [stage-2 5/5] RUN true                                     | 21
            [stage-2  9/10] RUN true                                   | 21
            [internal] load metadata for docker.io/library/node:24     | 0
            [unknown 1/2] RUN true                                     | 0
            """)
    void stepIsFoundAgain(String step, int line) {
        assertThat(TWO_STAGES.lineOf(BuildStep.parse(step))).isEqualTo(line);
    }

    @Test
    void singleStageHasNoName() {
        var dockerfile = Dockerfile.parse("FROM scratch\nCOPY a /\nCOPY b /\n");
        assertThat(dockerfile.lineOf(BuildStep.parse("[2/2] COPY b /"))).isEqualTo(3);
    }

    @Test
    void escapeOfWindowsIsRead() {
        var dockerfile = Dockerfile.parse("# escape=`\nFROM a\nRUN one `\n  two\nRUN c:\\\nRUN three\n");
        assertThat(dockerfile.lineOf(BuildStep.parse("[4/4] RUN three"))).isEqualTo(6);
    }

    @Test
    void imagesAreThoseThatNoStageIsNamedAfter() {
        assertThat(TWO_STAGES.images()).containsExactly("node:${NODE}", "shop/base:dev", "busybox:1.36");
        assertThat(TWO_STAGES.stageNames()).containsExactly("build", "pruned");
    }

    @Test
    void emptyFileHasNothing() {
        assertThat(Dockerfile.parse("").images()).isEmpty();
        assertThat(Dockerfile.parse("").historyEntries()).isZero();
    }
}
