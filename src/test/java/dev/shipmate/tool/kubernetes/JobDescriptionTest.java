package dev.shipmate.tool.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.fake.FakeApiServer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What `describe` says of workloads that run to an end.
class JobDescriptionTest {
    private final FakeApiServer server = new FakeApiServer();
    private final Cluster cluster = server.cluster();
    private final ToolRun tools =
            new ToolRun(cluster, Clock.fixed(Instant.parse("2026-01-02T06:00:00Z"), ZoneOffset.UTC));

    @AfterEach
    void stop() {
        cluster.close();
        server.close();
    }

    @Test
    void aCronJobHasAScheduleALastRunAndWhatItRuns() {
        server.with("/apis/batch/v1/namespaces/todo/cronjobs/nightly", 200, """
                {"metadata":{"name":"nightly","namespace":"todo"},
                 "spec":{"schedule":"0 3 * * *","timeZone":"Europe/Paris","suspend":false,"jobTemplate":{"spec":{
                  "template":{"spec":{"serviceAccountName":"backup","nodeSelector":{"disk":"ssd"},
                   "tolerations":[{"key":"dedicated","operator":"Equal","value":"db","effect":"NoSchedule"}],
                   "volumes":[{"name":"data","persistentVolumeClaim":{"claimName":"data-0"}}],
                   "containers":[{"name":"dump","image":"dump:1","env":[{"name":"TARGET","value":"s3"}],
                    "volumeMounts":[{"name":"data","mountPath":"/data","readOnly":true}]}]}}}}},
                 "status":{"lastScheduleTime":"2026-01-02T03:00:00Z"}}""");
        server.with("/api/v1/namespaces/todo/pods", 200, "{\"metadata\":{},\"items\":[]}");
        server.with("/api/v1/namespaces/todo/events", 200, "{\"metadata\":{},\"items\":[]}");

        assertThat(tools.text("describe", "name=cronjob/nightly"))
                .contains("Its schedule is \"0 3 * * *\" in time zone Europe/Paris, not suspended. "
                        + "It last ran 3h ago (2026-01-02T03:00:00Z).")
                .contains("container dump\nimage: dump:1\nenv TARGET=s3\nmounts: /data from data (read-only)")
                .contains("The service account is backup.")
                .contains("The volumes are data (claim data-0).")
                .contains("It only runs on nodes with disk=ssd.")
                .contains("It tolerates dedicated=db:NoSchedule.");
    }

    @Test
    void aJobHasItsCompletions() {
        server.with("/apis/batch/v1/namespaces/todo/jobs/load", 200, """
                {"metadata":{"name":"load","namespace":"todo"},
                 "spec":{"completions":3,"parallelism":2,"backoffLimit":4,"template":{"spec":{"containers":[]}}},
                 "status":{"succeeded":1,"failed":2,"startTime":"2026-01-02T05:50:00Z"}}""");
        server.with("/api/v1/namespaces/todo/pods", 200, "{\"metadata\":{},\"items\":[]}");
        server.with("/api/v1/namespaces/todo/events", 200, "{\"metadata\":{},\"items\":[]}");

        assertThat(tools.text("describe", "name=job/load"))
                .contains("It wants 3 completions, 2 at a time: 1 succeeded, 2 failed of at most 4 retries. "
                        + "It started 10m ago");
    }
}
