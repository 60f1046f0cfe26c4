package dev.shipmate.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureWishTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "why did it fail?",
                "Why did the deploy fail?",
                "why?",
                "what happened",
                "What's wrong?",
                "what went wrong with the last deployment",
                "explain the error",
                "why didn't it work?",
                "why is the release failing",
                "what is the cause of the failure?",
                "why did the rollback fail?",
                "tell me why it failed again"
            })
    void aQuestionAfterTheCauseIsUnderstood(String question) {
        assertThat(FailureWish.of(question)).hasValue(new FailureWish.Why());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "what changed?",
                "what has changed since the last good revision?",
                "what is different from before",
                "show the diff",
                "what's new since the last release?"
            })
    void aQuestionAfterTheChangesIsUnderstood(String question) {
        assertThat(FailureWish.of(question)).hasValue(new FailureWish.WhatChanged());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "what can I do?",
                "what now?",
                "how do I fix it?",
                "how do I roll back?",
                "what are my options",
                "should I roll back?",
                "which remedy is there?"
            })
    void aQuestionAfterTheWaysOnIsUnderstood(String question) {
        assertThat(FailureWish.of(question)).hasValue(new FailureWish.WaysOn());
    }

    @ParameterizedTest
    @ValueSource(strings = {"show the report", "show me the evidence", "tell me more", "show everything"})
    void aQuestionAfterAllOfItIsUnderstood(String question) {
        assertThat(FailureWish.of(question)).hasValue(new FailureWish.WholeReport());
    }

    @ParameterizedTest
    @CsvSource({
        "apply the remedy, 1",
        "please apply it, 1",
        "fix it, 1",
        "fix this please, 1",
        "can you fix it?, 1",
        "apply remedy 2, 2",
        "use the second one, 2",
        "try the fix, 1",
        "apply the remedy and try again, 1"
    })
    void anOrderToApplyARemedyIsUnderstood(String question, int number) {
        assertThat(FailureWish.of(question)).hasValue(new FailureWish.ApplyRemedy(number));
    }

    @ParameterizedTest
    @CsvSource({
        "roll back, 0",
        "rollback, 0",
        "roll it back, 0",
        "go back to the last good revision, 0",
        "please roll back to revision 2, 2",
        "can you roll back the release?, 0"
    })
    void anOrderToRollBackIsUnderstood(String question, int revision) {
        assertThat(FailureWish.of(question)).hasValue(new FailureWish.RollBack(revision));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"try again", "retry", "try it again", "resume", "go on", "continue the deploy", "deploy again"})
    void anOrderToTryAgainIsUnderstood(String question) {
        assertThat(FailureWish.of(question)).hasValue(new FailureWish.TryAgain());
    }

    @ParameterizedTest
    @ValueSource(strings = {"uninstall", "uninstall the release", "remove it", "take the release away"})
    void anOrderToUninstallIsUnderstood(String question) {
        assertThat(FailureWish.of(question)).hasValue(new FailureWish.Uninstall());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "show me all pods",
                "why is deployment web slow?",
                "why does the backend fail?",
                "roll back deployment backend",
                "undo the rollout of web",
                "what changed in the frontend?",
                "delete the deployment web",
                "restart it",
                "show the logs",
                "scale it to 3",
                "is the deploy done?",
                "what is the app version?",
                "what is a deployment?",
                "apply the manifest",
                "thanks",
                ""
            })
    void whatIsAboutSomethingElseIsLeftToThePlanner(String question) {
        assertThat(FailureWish.of(question)).isEmpty();
    }
}
