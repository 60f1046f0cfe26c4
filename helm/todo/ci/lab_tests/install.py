"""A first install by hand: every pod ready in time, and `helm test` green."""

import time

import cluster
import release
from cluster import MAIN, is_ready, pods


def check(report):
    cluster.sweep()
    cluster.make_volumes(8)
    cluster.make_namespace(MAIN)
    started = time.monotonic()
    notes = release.install(MAIN).stdout
    seconds = time.monotonic() - started
    ready = pods(MAIN)
    report.check(
        "every pod is Running 1/1 within 10 minutes", len(ready) == 3 and all(map(is_ready, ready)), f"{seconds:.0f} s"
    )
    restarts = sum(status["restartCount"] for pod in ready for status in pod["status"]["containerStatuses"])
    report.check("no container had to be restarted", restarts == 0, f"{restarts} restarts")
    print(release.pod_table(MAIN))
    report.check(
        "the notes say how to open, test and uninstall it",
        all(word in notes for word in ("http://localhost:3000", "helm -n", "uninstall")),
    )
    admitted_without_warning(report)
    helm_test(report, MAIN)


def admitted_without_warning(report):
    """The namespace enforces "restricted": a pod that breaks it would not exist. Warnings would show a near miss."""
    events = cluster.items("events", "-n", MAIN)
    refused = [event["message"] for event in events if "PodSecurity" in event.get("message", "")]
    report.check("every pod is admitted under Pod Security restricted", not refused, "; ".join(refused[:2]))


def helm_test(report, namespace):
    started = time.monotonic()
    result = release.test(namespace)
    print(result.stdout.partition("NOTES:")[0], result.stderr, sep="")
    report.check(f"helm test is green in {namespace}", result.returncode == 0, f"{time.monotonic() - started:.0f} s")
    left = cluster.items("pods", "-n", namespace, "-l", "app.kubernetes.io/component=test")
    report.check("the test pods that succeeded are gone", not left)
