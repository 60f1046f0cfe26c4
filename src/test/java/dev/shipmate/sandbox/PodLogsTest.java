package dev.shipmate.sandbox;

import static dev.shipmate.sandbox.RawClient.TODO;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What containers have written, as the server hands it out.
class PodLogsTest {
    private static Sandbox sandbox;
    private static RawClient client;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start();
        client = new RawClient(sandbox.server());
    }

    @AfterAll
    static void stop() {
        client.close();
        sandbox.close();
    }

    @Test
    void thePreviousRunNamesTheMissingDatabase() {
        String log = client.get(TODO + "pods/" + pod("backend") + "/log?previous=true&tailLines=3")
                .body();
        assertThat(log.lines()).hasSize(3);
        assertThat(log).contains("could not translate host name \"postgres\" to address");
    }

    @Test
    void aContainerThatNeverStartedHasNone() {
        RawClient.Answer answer = client.get(TODO + "pods/" + pod("mailer") + "/log");
        assertThat(answer.code()).isEqualTo(400);
        assertThat(answer.json().path("message").asString())
                .isEqualTo("container \"mailer\" in pod \"%s\" is waiting to start: trying and failing to pull image"
                        .formatted(pod("mailer")));
    }

    @Test
    void theLastLinesAreTheNewest() {
        String log = client.get(TODO + "pods/" + pod("frontend") + "/log?tailLines=20&timestamps=true")
                .body();
        assertThat(log.lines()).hasSize(20).isSorted();
    }

    @Test
    void aRunWithoutAPredecessorHasNoPreviousLog() {
        assertThat(client.get(TODO + "pods/" + pod("frontend") + "/log?previous=true")
                        .json()
                        .path("message")
                        .asString())
                .contains("previous terminated container \"frontend\"", "not found");
    }

    @Test
    void aFollowedLogEndsWithItsPod() {
        String mcp = pod("mcp-server");
        try (var lines = client.stream(TODO + "pods/" + mcp + "/log?follow=true&tailLines=2")) {
            client.delete(TODO + "pods/" + mcp);
            assertThat(lines.count()).isGreaterThanOrEqualTo(2);
        }
    }

    private static String pod(String app) {
        return client.get(TODO + "pods?labelSelector=app.kubernetes.io%2Fname%3D" + app)
                .json()
                .at("/items/0/metadata/name")
                .asString();
    }
}
