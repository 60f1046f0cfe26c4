"""An upgrade and a rollback that replace every pod, while requests go on: none may fail, and no password may change."""

import re
import time

import cluster
import release
from cluster import MAIN, pods
from load import Load


def check(report):
    passwords = cluster.secret(MAIN, "todo")
    failed_migration_stops_an_upgrade(report)
    step(report, "upgrade", lambda: release.upgrade(MAIN, settings=["logLevel=info"]))
    step(report, "rollback", lambda: release.helm("rollback", "todo", "1", "-n", MAIN, "--wait", "--timeout", "10m"))
    report.check("the Secret is the same after upgrade and rollback", cluster.secret(MAIN, "todo") == passwords)
    left = cluster.items("jobs", "-n", MAIN)
    report.check("the migration before the upgrade succeeded and its Job is gone", not left)


def failed_migration_stops_an_upgrade(report):
    before = {pod["metadata"]["name"] for pod in pods(MAIN)}
    result = release.upgrade(MAIN, check=False, settings=["secretKeys.dbPassword=auth_secret"])
    said = re.search(r"^.*Cannot migrate.*$", result.stdout + result.stderr, re.M)
    stopped = result.returncode != 0 and said is not None
    report.check(
        "a migration that fails stops the upgrade, and Helm prints why",
        stopped,
        said.group().strip()[-250:] if said else result.stderr,
    )
    report.check("the pods from before go on", {pod["metadata"]["name"] for pod in pods(MAIN)} == before)


def step(report, name, change):
    before = {pod["metadata"]["name"] for pod in pods(MAIN)}
    started = time.monotonic()
    with Load() as load:
        change()
        # The old pods still drain; what the Services send them by mistake would show up in this time.
        cluster.wait_for("the old pods are gone", 120, lambda: len(pods(MAIN)) == 3)
    replaced = {pod["metadata"]["name"] for pod in pods(MAIN)} - before
    report.check(
        f"{name} replaced the pods of frontend and backend", len(replaced) == 2, f"{time.monotonic() - started:.0f} s"
    )
    wrong = "; ".join(f"{count} x {what}" for what, count in load.failures.items())
    report.check(
        f"no request failed during the {name}",
        not load.failures and load.requests > 100,
        wrong or f"{load.requests} requests, 0 failed",
    )
