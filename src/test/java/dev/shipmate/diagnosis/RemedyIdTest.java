package dev.shipmate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ObjectName;
import dev.shipmate.cluster.WorkloadName;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RemedyIdTest {
    private static final WorkloadName WEB = new WorkloadName("deployment", "todo", "web");
    private static final Finding FINDING =
            Finding.of("image-tag-missing", "deployment/web", "todo", "has no image.", List.of(), "Set it.");
    private static final Remedy REMEDY = new Remedy.SetImage("Set the image", WEB, "web", "web:2");

    @Test
    void theSameChangeForTheSameFindingHasTheSameIdInEveryRun() {
        assertThat(RemedyId.of(FINDING, REMEDY)).isEqualTo("88769266").matches(RemedyId.PATTERN);
    }

    @Test
    void wordsDoNotCount() {
        Finding worded = FINDING.withCause("says it in other words.");
        assertThat(RemedyId.of(worded, new Remedy.SetImage("Use another image", WEB, "web", "web:2")))
                .isEqualTo(RemedyId.of(FINDING, REMEDY));
    }

    @Test
    void whateverTheChangeDoesCounts() {
        var elsewhere = new WorkloadName("deployment", "shop", "web");
        var service = new ObjectName(KnownKinds.SERVICES, "todo", "web");
        Stream<Remedy> others = Stream.of(
                new Remedy.SetImage("Set the image", WEB, "web", "web:3"),
                new Remedy.SetImage("Set the image", WEB, "api", "web:2"),
                new Remedy.SetImage("Set the image", elsewhere, "web", "web:2"),
                new Remedy.UndoRollout("Set the image", WEB),
                new Remedy.PatchObject("Set the image", service, "{\"spec\":{\"a\":1}}"),
                new Remedy.PatchObject("Set the image", service, "{\"spec\":{\"a\":2}}"));

        assertThat(Stream.concat(Stream.of(REMEDY), others).map(remedy -> RemedyId.of(FINDING, remedy)))
                .doesNotHaveDuplicates()
                .hasSize(7);
    }

    @Test
    void whatItIsForCounts() {
        assertThat(Stream.of(
                                FINDING,
                                FINDING.as("image-pull-failed"),
                                Finding.of("image-tag-missing", "deployment/api", "todo", "", List.of(), ""),
                                Finding.of("image-tag-missing", "deployment/web", "shop", "", List.of(), ""))
                        .map(finding -> RemedyId.of(finding, REMEDY)))
                .doesNotHaveDuplicates();
    }

    @Test
    void theFindingsJsonHasItAndCanStillBeRead() {
        Finding finding = FINDING.withRemedy(REMEDY);
        JsonNode json = FindingJson.write(finding);

        assertThat(json.at("/remedies/0/id").asString()).isEqualTo(RemedyId.of(FINDING, REMEDY));
        assertThat(FindingJson.read(json)).isEqualTo(finding);
    }
}
