package dev.shipmate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.OllamaStub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `shipmate bench models`, as a person and as a script use it.
class BenchTest extends WholeProgram {
    private static final String TASKS = """
            - {ask: show the nodes, says: [sandbox, Ready]}
            - {ask: show the nodes, says: [no-such-node]}
            - {ask: scale the frontend to 3 replicas, kind: change,
               plans: {tool: scale, name: deployment/frontend, replicas: 3}}
            - {ask: scale wobble to 3 replicas, kind: impossible, says: [wobble]}
            """;
    private static final String REPAIR = """
            - {ask: set the image of the mailer back to todo-mailer:1.4.1, kind: repair, heals: deployment/mailer}
            """;

    @Test
    void theTableSaysHowTheModelDidInEachKind() throws IOException {
        assertThat(bench("--rounds", "2")).isZero();

        assertThat(out.toString().lines())
                .hasSize(2)
                .first()
                .asString()
                .matches("MODEL +T +RIGHT +READS +CHANGES +RESTRAINT +REPAIRS +CALLS +TOKENS +SECONDS +INVENTED"
                        + " +WRONG CHANGES");
        assertThat(out.toString()).containsPattern("tiny +0 +75 % +50 % +100 % +100 % +- +[0-9.]+ +0 .* +0 +0\n$");
        assertThat(err.toString())
                .contains(
                        "4 tasks, 2 times each, for 1 settings",
                        "  show the nodes: does not say no-such-node",
                        "tiny, temperature 0, round 2 of 2: 3 of 4 right in ");
    }

    @Test
    void everyAttemptIsInTheJson() throws IOException {
        assertThat(bench("--rounds", "1", "--temperature", "0,0.7", "-o", "json"))
                .isZero();

        JsonNode json = new JsonMapper().readTree(out.toString());
        assertThat(json).hasSize(2);
        assertThat(json.get(1).path("temperature").asDouble()).isEqualTo(0.7);
        assertThat(json.get(0).path("right").asDouble()).isEqualTo(0.75);
        assertThat(json.get(0).path("attempts")).hasSize(4);
        assertThat(json.get(0).at("/attempts/0/says/0").asString()).isEqualTo("sandbox");
        assertThat(json.get(0).at("/attempts/2/plans").asString()).startsWith("scale name=deployment/frontend");
        assertThat(json.get(0).at("/attempts/2/outcome").asString()).isEqualTo("needs-approval");
    }

    @Test
    void everyModelOfTheServerIsTriedUnlessOneIsNamed() throws IOException {
        try (var server = new OllamaStub()) {
            server.on("tiny");
            server.on("tinier");
            assertThat(shipmate(
                            "bench",
                            "models",
                            "--tasks",
                            tasks("- {ask: show the nodes, says: [sandbox]}"),
                            "--sandbox",
                            "--planner",
                            "rules",
                            "--rounds",
                            "1",
                            "--ollama-url",
                            server.url()))
                    .isZero();
        }
        assertThat(out.toString()).contains("tiny ", "tinier ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "bench;Say what to measure: shipmate bench models",
                "bench models tiny --rounds 0;--rounds must be 1 or more, but was 0.",
                "bench models tiny --temperature 3 --rounds 1;--temperature must be from 0 to 2, but was 3.0.",
            })
    void wrongUsageIsSaidAndNothingIsTried(String line, String complaint) {
        assertThat(shipmate(line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(complaint);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void repairsAreNotTriedOnTheUsersOwnCluster() throws IOException {
        assertThat(shipmate("bench", "models", "tiny", "--tasks", tasks(REPAIR)))
                .isEqualTo(2);
        assertThat(err.toString()).contains("Repairs are tried in the sandbox only: leave them out, or add --sandbox.");
    }

    @Test
    void aTaskFileWithAMistakeIsNamed() throws IOException {
        assertThat(shipmate("bench", "models", "tiny", "--tasks", tasks("- {ask: a}")))
                .isEqualTo(2);
        assertThat(err.toString()).contains("task 1: 'says' must hold what the answer has to say.");
    }

    @Test
    void aRepairIsMadeInASandboxOfItsOwn() throws IOException {
        String[] arguments = {"bench", "models", "tiny", "--sandbox", "--planner", "rules", "--rounds", "1", "--tasks"};
        assertThat(shipmate(Stream.concat(Stream.of(arguments), Stream.of(tasks(REPAIR)))
                        .toArray(String[]::new)))
                .isZero();
        assertThat(out.toString()).containsPattern("tiny +0 +100 % +- +- +- +100 % ");
    }

    private int bench(String... arguments) throws IOException {
        List<String> head =
                List.of("bench", "models", "tiny", "--tasks", tasks(TASKS), "--sandbox", "--planner", "rules");
        return shipmate(Stream.concat(head.stream(), Stream.of(arguments)).toArray(String[]::new));
    }

    private String tasks(String yaml) throws IOException {
        return Files.writeString(Path.of(home.toString(), "tasks.yaml"), yaml).toString();
    }
}
