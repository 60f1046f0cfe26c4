package dev.shipmate.e2e;

import dev.shipmate.e2e.Breakage.Way;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The ways in which the small app is broken.
final class Breakages {
    private Breakages() {}

    static List<Breakage> all() {
        return List.of(
                Breakage.of("dockerfile", "a command in the Dockerfile that does not exist")
                        .by(shop -> {
                            String before = shop.sources().read("backend/Dockerfile");
                            shop.sources().append("backend/Dockerfile", "RUN ech hello\n");
                            return () -> shop.sources().write("backend/Dockerfile", before);
                        })
                        .failsAt("build")
                        .tells("RUN ech hello.*Dockerfile:7", "ech: not found")
                        .healsBy(Way.MEND),
                Breakage.of("docker-stopped", "Docker is not running")
                        .startedAs(program -> program.withVariable("DOCKER_HOST", "unix:///nowhere/docker.sock"))
                        .failsAt("check")
                        .tells("(?i)docker.*(not|cannot)", "")
                        .healsBy(Way.MEND),
                Breakage.of("schema", "a value that the chart's schema does not take")
                        .byValues("backend: {replicas: many}")
                        .failsAt("check")
                        .tells("backend.replicas", "")
                        .healsBy(Way.MEND),
                Breakage.of("stuck", "a release left in pending-upgrade by a Helm that was killed")
                        .afterAGoodRevision()
                        .by(Breakages::killHelm)
                        .failsAt("check")
                        .tells("(?i)revision 2.*pending-upgrade", "")
                        .healsBy(Way.ROLL_BACK),
                Breakage.of("storage-quota", "a quota of the namespace that leaves no room for the volume")
                        .by(shop -> {
                            quota(shop, "requests.storage: 100Mi");
                            shop.values("storage: {enabled: true}");
                            return () -> {};
                        })
                        .failsAt("wait")
                        .tells("(?i)quota.*full|exceed.*quota|quota", "requests.storage")
                        .visibleAs("exceeded quota")
                        .healsBy(Way.REMEDY),
                Breakage.of("object-quota", "a quota of the namespace that allows fewer pods than wanted")
                        .afterAGoodRevision()
                        .by(shop -> {
                            quota(shop, "pods: \"2\"");
                            shop.values("backend: {replicas: 3}");
                            return () -> {};
                        })
                        .failsAt("wait")
                        .tells("(?i)quota", "pods")
                        .visibleAs("exceeded quota")
                        .healsBy(Way.REMEDY),
                Breakage.of("too-large", "more CPU asked for than any node has")
                        .byValues("backend: {resources: {requests: {cpu: 64}}}")
                        .failsAt("check")
                        .tells("shop-backend asks for 64.*no node has", "")
                        .healsBy(Way.MEND),
                Breakage.of("unschedulable", "more CPU asked for than is free on any node")
                        .byValues("backend: {resources: {requests: {cpu: 1990m}}}")
                        .failsAt("wait")
                        .tells("(?i)cpu", "Insufficient cpu")
                        .visibleAs("Insufficient cpu")
                        .healsBy(Way.REMEDY),
                Breakage.of("migration", "a migration that fails")
                        .afterAGoodRevision()
                        .byValues("migration: {version: next}")
                        .failsAt("deploy")
                        .tells("(?i)migration", "there is no migration named next")
                        .visibleAs("BackoffLimitExceeded")
                        .healsBy(Way.ROLL_BACK),
                Breakage.of("migration-image", "a migration whose image is nowhere")
                        .afterAGoodRevision()
                        .byValues("migration: {image: 'shipmate-e2e/shop-backend:gone'}")
                        .failsAt("deploy")
                        .tells("shop-backend:gone", "not found")
                        .visibleAs("Failed to pull image")
                        .healsBy(Way.ROLL_BACK),
                Breakage.of("readiness", "a readiness probe on the wrong port")
                        .afterAGoodRevision()
                        .byValues("backend: {readinessPort: 8081}")
                        .failsAt("wait")
                        .tells("(?i)readiness.*8081|8081.*readiness", "8081")
                        .visibleAs("Readiness probe failed")
                        .healsBy(Way.REMEDY),
                Breakage.of("crash", "a backend that crashes because a setting is missing")
                        .afterAGoodRevision()
                        .byValues("backend: {currency: ''}")
                        .failsAt("wait")
                        .tells("SHOP_CURRENCY is not set|exit code 1", "SHOP_CURRENCY is not set")
                        .visibleAs("Back-off restarting")
                        .healsBy(Way.ROLL_BACK),
                Breakage.of("selector", "a Service whose selector matches no pod")
                        .byValues("service: {component: backnd}")
                        .failsAt("expose")
                        .tells("(?i)selector", "backnd")
                        .healsBy(Way.REMEDY),
                Breakage.of("secret-key", "a key that the Secret does not have")
                        .byValues("backend: {secretKey: tokn}")
                        .failsAt("wait")
                        .tells("tokn", "shop-secrets")
                        .visibleAs("couldn't find key")
                        .healsBy(Way.REMEDY));
    }

    private static void quota(App shop, String hard) {
        shop.kubectl().apply("""
                apiVersion: v1
                kind: ResourceQuota
                metadata: {name: small}
                spec: {hard: {%s}}
                """.formatted(hard));
    }

    /// Ends a Helm by SIGKILL while it waits for a hook, as a machine that loses its power would.
    private static Runnable killHelm(App shop) {
        List<String> upgrade = List.of(
                "helm",
                "upgrade",
                "shop",
                shop.sources().folder().resolve("chart").toString(),
                "--namespace",
                shop.namespace().name(),
                "--reuse-values",
                "--set",
                "migration.seconds=600");
        try (Running helm = Running.start(upgrade, shop.sources().folder(), Map.of())) {
            shop.kubectl()
                    .await("the upgrade waits for its hook", () -> shop.newest().equals("2 pending-upgrade"));
            helm.signal("KILL");
            Ran _ = helm.end(Duration.ofSeconds(10));
        }
        return () -> {};
    }
}
