"""Looks for the release's own passwords wherever they must not be."""

import base64

import cluster
import images
import release
import todo_client
from cluster import MAIN, kubectl

DUMPS = (
    "/env",
    "/api/env",
    "/debug",
    "/api/debug",
    "/config",
    "/.env",
    "/api/backend/env",
    "/api/backend/debug",
    "/server-status",
)


def check(report):
    stored = cluster.secret(MAIN, "todo")
    report.check(
        "the Secret has the six keys",
        set(stored) == {"db_host", "db_port", "db_user", "db_password", "db_name", "auth_secret"},
    )
    forbidden = [
        value
        for key in ("db_password", "auth_secret")
        for value in (stored[key], base64.b64decode(stored[key]).decode())
    ]
    for where, text in places():
        report.check(f"no password in {where}", bool(text) and not any(value in text for value in forbidden))
    answers = {path: todo_client.status_of("GET", path) for path in DUMPS}
    open_doors = [path for path, status in answers.items() if status < 400]
    report.check("no endpoint shows the environment", not open_doors, ", ".join(open_doors))


def places():
    yield "the logs of any container", "".join(logs())
    yield (
        "kubectl describe of every object",
        kubectl("describe", "all,configmap,secret,pvc,networkpolicy,serviceaccount,events", "-n", MAIN),
    )
    yield "the pods as YAML", kubectl("get", "pods", "-n", MAIN, "-o", "yaml")
    yield "the ConfigMaps", kubectl("get", "configmap", "-n", MAIN, "-o", "yaml")
    yield "the values of the release", release.helm("get", "values", "todo", "--all", "-n", MAIN).stdout
    yield (
        "the notes and hooks of the release",
        release.helm("get", "notes", "todo", "-n", MAIN).stdout
        + release.helm("get", "hooks", "todo", "-n", MAIN).stdout,
    )
    manifest = release.helm("get", "manifest", "todo", "-n", MAIN).stdout
    # Helm stores what it applied, in a Secret of its own: there, and only there, the chart's Secret appears once more.
    yield (
        "the manifest of the release, beside the Secret itself",
        "---".join(part for part in manifest.split("---\n") if "kind: Secret\n" not in part),
    )
    for part in ("frontend", "backend"):
        yield (
            f"the history and settings of the {part} image",
            cluster.run("docker", "history", "--no-trunc", images.name(part)).stdout
            + cluster.run("docker", "image", "inspect", images.name(part)).stdout,
        )


def logs():
    for pod in cluster.items("pods", "-n", MAIN):
        yield kubectl("logs", pod["metadata"]["name"], "-n", MAIN, "--all-containers", "--tail=-1", check=False)
        yield kubectl("logs", pod["metadata"]["name"], "-n", MAIN, "--previous", "--all-containers", check=False)
