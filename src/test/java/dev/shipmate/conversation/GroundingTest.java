package dev.shipmate.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroundingTest {
    private final Grounding grounding = new Grounding();

    @BeforeEach
    void facts() {
        grounding.add("""
                3 pods in namespace todo: 2 Running, 1 CrashLoopBackOff
                web-7f9c5d-abcde | 1/1 | Running | 0 | 2d
                deployment/backend image todo-backend:v2 exit code 137, memory 64Mi""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "There are 3 pods in the todo namespace.",
                "Two of them are running and one is in CrashLoopBackOff.",
                "The pod `web-7f9c5d-abcde` is healthy.",
                "deployment/backend uses todo-backend:v2.",
                "The backend deployment was killed with exit code 137.",
                "It needs more than 64Mi of memory.",
                "Everything is fine.",
            })
    void whatTheFactsSaySupportsASentence(String sentence) {
        assertThat(grounding.supports(sentence)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "There are 1000 pods.",
                "Five pods are running.",
                "The pod cart-12ab is down.",
                "The payment deployment is healthy.",
                "Look at `nginx-ingress`.",
                "It is in ImagePullBackOff.",
                "The pod named cart is down.",
                "Use image todo-backend:v3.",
                "It restarted at 10:15.",
                "}}}}",
                "{\"name\": \"web\"}",
            })
    void anInventedNameOrNumberDoesNot(String sentence) {
        assertThat(grounding.supports(sentence)).isFalse();
    }

    @Test
    void unsupportedSentencesGoAndTheOthersStay() {
        assertThat(grounding.supported("There are 3 pods. The cart pod is down. One is in CrashLoopBackOff."))
                .isEqualTo("There are 3 pods. One is in CrashLoopBackOff.");
    }
}
