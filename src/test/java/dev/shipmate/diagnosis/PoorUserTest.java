package dev.shipmate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What cannot be had does not keep a cause from being told.
class PoorUserTest {
    private final Town town = new Town();

    @AfterEach
    void close() {
        town.close();
    }

    @ParameterizedTest
    @CsvSource({
        "403, its log may not be read by you",
        "500, its node does not hand it out",
        "502, its node does not hand it out"
    })
    void aCrashIsFoundWithoutItsLog(int status, String said) {
        town.crashed("web", "", "").answering("/api/v1/namespaces/todo/pods/web-abc12-x/log", status);

        Finding finding = town.only();

        assertThat(finding.id()).isEqualTo("crash-app-error");
        assertThat(finding.lines()).anyMatch(line -> line.contains(said));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            crash-app-error       | "restartCount":4,"state":{"waiting":{"reason":"CrashLoopBackOff"}},"lastState":{"terminated":{"reason":"Error","exitCode":1}}
            oom-killed            | "restartCount":4,"state":{"waiting":{"reason":"CrashLoopBackOff"}},"lastState":{"terminated":{"reason":"OOMKilled","exitCode":137}}
            exit-not-runnable     | "restartCount":4,"state":{"waiting":{"reason":"CrashLoopBackOff"}},"lastState":{"terminated":{"reason":"Error","exitCode":127}}
            exits-zero            | "restartCount":4,"state":{"waiting":{"reason":"CrashLoopBackOff"}},"lastState":{"terminated":{"reason":"Completed","exitCode":0}}
            secret-missing        | "state":{"waiting":{"reason":"CreateContainerConfigError","message":"secret \\"database\\" not found"}}
            configmap-missing     | "state":{"waiting":{"reason":"CreateContainerConfigError","message":"configmap \\"shop\\" not found"}}
            secret-key-missing    | "state":{"waiting":{"reason":"CreateContainerConfigError","message":"couldn't find key pasword in Secret todo/database"}}
            configmap-key-missing | "state":{"waiting":{"reason":"CreateContainerConfigError","message":"couldn't find key size in ConfigMap todo/shop"}}
            run-as-root-refused   | "state":{"waiting":{"reason":"CreateContainerConfigError","message":"container has runAsNonRoot and image will run as root (pod: \\"web\\", container: web)"}}
            image-tag-missing     | "state":{"waiting":{"reason":"ImagePullBackOff","message":"Back-off pulling image \\"web:1\\": ErrImagePull: rpc error: code = NotFound desc = failed to pull and unpack image: docker.io/library/web:1: not found"}}
            image-never-pull      | "state":{"waiting":{"reason":"ErrImageNeverPull","message":"Container image \\"web:1\\" is not present with pull policy of Never"}}
            image-name-invalid    | "state":{"waiting":{"reason":"InvalidImageName","message":"Failed to apply default image tag \\"Web:1\\": couldn't parse image name"}}
            """)
    void whoMaySeePodsOnlyIsToldWhatTheyTell(String id, String status) {
        town.hidden().pod("web", "", "\"ready\":false," + status);

        assertThat(town.only().id()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({"unschedulable", "pvc-unbound"})
    void whoMaySeePodsOnlyIsToldThatAPodHasNoPlace(String id) {
        String why = id.equals("unschedulable")
                ? "0/3 nodes are available: 3 node(s) had something strange."
                : "0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims.";
        town.hidden().pod("""
                {"metadata":{"namespace":"todo","name":"web-abc12-x","creationTimestamp":"2026-11-01T12:00:00Z",
                  "ownerReferences":[{"kind":"ReplicaSet","name":"web-abc12","controller":true}],"labels":{"pod-template-hash":"abc12"}},
                 "spec":{"containers":[{"name":"web","image":"web:1"}],
                  "volumes":[{"name":"data","persistentVolumeClaim":{"claimName":"data"}}]},
                 "status":{"phase":"Pending","conditions":[{"type":"PodScheduled","status":"False","reason":"Unschedulable",
                  "message":"%s"}]}}""".formatted(why));

        assertThat(town.only().id()).isEqualTo(id);
    }
}
