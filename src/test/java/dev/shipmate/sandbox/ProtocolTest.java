package dev.shipmate.sandbox;

import static dev.shipmate.sandbox.RawClient.APPS;
import static dev.shipmate.sandbox.RawClient.TODO;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// What the server says over the wire. Nothing here changes the shop for good.
class ProtocolTest {
    private static final String FRONTEND = APPS + "deployments/frontend";
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

    @Nested
    class Lists {
        @Test
        void pagesTogetherHoldEveryPodOnce() {
            List<String> whole = names(client.get("/api/v1/pods").json());
            List<String> paged = new ArrayList<>();
            String token = "";
            do {
                JsonNode page =
                        client.get("/api/v1/pods?limit=4&continue=" + token).json();
                paged.addAll(names(page));
                token = page.at("/metadata/continue").asString("");
            } while (!token.isEmpty());
            assertThat(paged).isEqualTo(whole).hasSizeGreaterThan(8);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                app.kubernetes.io/name=frontend                      | 2
                app.kubernetes.io/name in (frontend,mcp-server)      | 3
                app.kubernetes.io/name notin (frontend),app.kubernetes.io/name=mcp-server | 1
                app.kubernetes.io/name=frontend,pod-template-hash    | 2
                app.kubernetes.io/name=frontend,!pod-template-hash   | 0
                app.kubernetes.io/name==mcp-server                   | 1
                """)
        void labelSelectorsChoose(String selector, int expected) {
            String path = TODO + "pods?labelSelector=" + encoded(selector);
            assertThat(names(client.get(path).json())).hasSize(expected);
        }

        @Test
        void fieldSelectorsChoose() {
            assertThat(names(client.get(TODO + "pods?fieldSelector=status.phase%3DPending")
                            .json()))
                    .hasSize(2)
                    .anyMatch(name -> name.startsWith("mailer"))
                    .anyMatch(name -> name.startsWith("reports"));
        }

        @Test
        void unknownFieldsAreNotSelectable() {
            RawClient.Answer answer = client.get(TODO + "pods?fieldSelector=spec.colour%3Dred");
            assertThat(answer.code()).isEqualTo(400);
            assertThat(answer.json().path("message").asString()).isEqualTo("field label not supported: spec.colour");
        }

        @Test
        void tablesHaveKubectlsColumns() {
            JsonNode table = client.get(TODO + "pods", "application/json;as=Table;v=v1;g=meta.k8s.io")
                    .json();
            assertThat(table.path("kind").asString()).isEqualTo("Table");
            assertThat(table.path("columnDefinitions")
                            .valueStream()
                            .map(column -> column.path("name").asString()))
                    .containsExactly("Name", "Ready", "Status", "Restarts", "IP", "Node", "Age");
            assertThat(table.at("/rows/0/cells/2").asString()).isEqualTo("CrashLoopBackOff");
        }

        @Test
        void metadataAloneHasNoSpec() {
            JsonNode list = client.get(
                            TODO + "pods", "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1")
                    .json();
            assertThat(list.at("/items/0/metadata/name").asString()).startsWith("backend-");
            assertThat(list.at("/items/0").has("spec")).isFalse();
        }

        private static List<String> names(JsonNode list) {
            return list.path("items")
                    .valueStream()
                    .map(item -> item.at("/metadata/name").asString())
                    .toList();
        }
    }

    @Nested
    class Discovering {
        @Test
        void everyKindIsListedAndCanBeListed() {
            assertThat(ResourceTypes.all()).allSatisfy(type -> {
                String base = type.group().isEmpty() ? "/api/v1" : "/apis/" + type.apiVersion();
                assertThat(client.get(base).body()).contains("\"name\":\"%s\"".formatted(type.plural()));
                assertThat(client.get(base + "/" + type.plural()).code()).isEqualTo(200);
            });
        }

        @Test
        void theAggregatedFormIsServedToThoseWhoAcceptIt() {
            String accept = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json";
            assertThat(client.get("/apis", accept).json().path("kind").asString())
                    .isEqualTo("APIGroupDiscoveryList");
            assertThat(client.get("/apis").json().path("kind").asString()).isEqualTo("APIGroupList");
        }
    }

    @Nested
    class Errors {
        @Test
        void missingObjectsAreNamed() {
            RawClient.Answer answer = client.get(APPS + "deployments/web");
            assertThat(answer.code()).isEqualTo(404);
            assertThat(answer.json().path("message").asString()).isEqualTo("deployments.apps \"web\" not found");
            assertThat(answer.json().path("reason").asString()).isEqualTo("NotFound");
        }

        @Test
        void negativeReplicasAreInvalid() {
            RawClient.Answer answer = client.patch(FRONTEND, "merge-patch", "{\"spec\":{\"replicas\":-1}}");
            assertThat(answer.code()).isEqualTo(422);
            assertThat(answer.json().path("message").asString())
                    .isEqualTo("Deployment.apps \"frontend\" is invalid: spec.replicas: Invalid value: -1: "
                            + "must be greater than or equal to 0");
        }

        @Test
        void anOldVersionConflicts() {
            RawClient.Answer answer = client.patch(
                    FRONTEND, "merge-patch", "{\"metadata\":{\"resourceVersion\":\"1\"},\"spec\":{\"replicas\":3}}");
            assertThat(answer.code()).isEqualTo(409);
            assertThat(answer.json().path("message").asString())
                    .startsWith("Operation cannot be fulfilled on deployments.apps \"frontend\": the object has been"
                            + " modified");
        }

        @Test
        void anotherUidConflicts() {
            RawClient.Answer answer =
                    client.patch(FRONTEND, "merge-patch", "{\"metadata\":{\"uid\":\"other\"},\"spec\":{}}");
            assertThat(answer.code()).isEqualTo(409);
        }

        @Test
        void whatExistsCannotBeCreatedAgain() {
            String frontend = client.get(FRONTEND).body();
            assertThat(client.post(APPS + "deployments", frontend)
                            .json()
                            .path("reason")
                            .asString())
                    .isEqualTo("AlreadyExists");
        }

        @Test
        void aNamespaceMustExist() {
            RawClient.Answer answer =
                    client.post("/api/v1/namespaces/nowhere/configmaps", "{\"metadata\":{\"name\":\"x\"},\"data\":{}}");
            assertThat(answer.json().path("message").asString()).isEqualTo("namespaces \"nowhere\" not found");
        }

        @Test
        void methodsThatMakeNoSenseAreNotAllowed() {
            assertThat(client.post(FRONTEND, "{}").code()).isEqualTo(405);
        }

        @Test
        void unknownPathsAreNotFound() {
            assertThat(client.get("/apis/nothing.example.com/v1/things").code()).isEqualTo(404);
        }
    }

    @Nested
    class DryRuns {
        @Test
        void aPatchIsAnsweredAndNotStored() {
            String before = client.get(FRONTEND).body();
            JsonNode planned = client.patch(FRONTEND + "?dryRun=All", "merge-patch", "{\"spec\":{\"replicas\":5}}")
                    .json();
            assertThat(planned.at("/spec/replicas").asInt()).isEqualTo(5);
            assertThat(client.get(FRONTEND).body()).isEqualTo(before);
        }

        @Test
        void aDeletionIsAnsweredAndNotDone() {
            assertThat(client.delete(FRONTEND + "?dryRun=All").code()).isEqualTo(200);
            assertThat(client.get(FRONTEND).code()).isEqualTo(200);
        }

        @Test
        void aScaleIsCheckedAndNotStored() {
            String scale = FRONTEND + "/scale";
            assertThat(client.patch(scale + "?dryRun=All", "merge-patch", "{\"spec\":{\"replicas\":4}}")
                            .json()
                            .at("/spec/replicas")
                            .asInt())
                    .isEqualTo(4);
            assertThat(client.get(scale).json().at("/spec/replicas").asInt()).isEqualTo(2);
            assertThat(client.patch(scale + "?dryRun=All", "merge-patch", "{\"spec\":{\"replicas\":-4}}")
                            .code())
                    .isEqualTo(422);
        }
    }

    @Test
    void usageIsMeasuredForWhatRuns() {
        JsonNode metrics =
                client.get("/apis/metrics.k8s.io/v1beta1/namespaces/todo/pods").json();
        List<String> names = metrics.path("items")
                .valueStream()
                .map(item -> item.at("/metadata/name").asString())
                .toList();
        assertThat(names).contains(pod("frontend")).doesNotContain(pod("mailer"), pod("backend"));
        assertThat(client.get("/apis/metrics.k8s.io/v1beta1/nodes")
                        .json()
                        .at("/items/0/usage")
                        .has("cpu"))
                .isTrue();
    }

    @Test
    void everybodyMayDoEverything() {
        JsonNode review = client.post(
                        "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                        "{\"kind\":\"SelfSubjectAccessReview\",\"spec\":{}}")
                .json();
        assertThat(review.at("/status/allowed").asBoolean()).isTrue();
    }

    @Test
    void theSecretsOfTheShopAreNewEachTime() {
        String path = TODO + "secrets/todo-app-secrets";
        String pointer = "/data/DATABASE_PASSWORD";
        try (Sandbox another = Sandbox.start();
                RawClient other = new RawClient(another.server())) {
            assertThat(other.get(path).json().at(pointer).asString())
                    .isNotBlank()
                    .isNotEqualTo(client.get(path).json().at(pointer).asString());
        }
    }

    private static String pod(String app) {
        return client.get(TODO + "pods?labelSelector=app.kubernetes.io%2Fname%3D" + app)
                .json()
                .at("/items/0/metadata/name")
                .asString();
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }
}
