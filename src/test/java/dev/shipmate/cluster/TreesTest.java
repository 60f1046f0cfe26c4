package dev.shipmate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class TreesTest {
    private static final String POD = """
            {"metadata":{"name":"web-1","managedFields":[{"manager":"kubelet","fieldsV1":{"f:status":{}}}],"labels":{"a":"b"}},
             "spec":{"containers":[{"name":"web","ports":[{"containerPort":80}],"tty":true,"args":[]}],"nodeName":null,"share":0.5},
             "status":{"size":12345678901,"managedFields":{"of":"an app"}}}""";

    @Test
    void onlyWhoManagedWhichFieldIsLeftOut() {
        ObjectNode whole = (ObjectNode) Connection.MAPPER.readTree(POD);
        ((ObjectNode) whole.path("metadata")).remove("managedFields");
        ((ObjectNode) whole.path("status")).remove("managedFields");

        assertThat(read(POD)).isEqualTo(whole);
    }

    @Test
    void whatComesNextIsReadNext() {
        try (JsonParser parser = Connection.MAPPER.createParser(POD + "{\"name\":\"next\"}")) {
            parser.nextToken();
            Trees.unmanaged(parser);
            parser.nextToken();

            assertThat(Trees.unmanaged(parser).path("name").asString()).isEqualTo("next");
        }
    }

    private static JsonNode read(String json) {
        try (JsonParser parser = Connection.MAPPER.createParser(json)) {
            parser.nextToken();
            return Trees.unmanaged(parser);
        }
    }
}
