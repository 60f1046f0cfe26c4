"""Commands against the lab's cluster, and the namespaces and volumes that the tests make there."""

import json
import os
import shutil
import subprocess
import time
from pathlib import Path

CHART = Path(__file__).resolve().parents[2]
REPOSITORY = CHART.parents[1]
LABEL = "todo-lab"
VOLUMES = Path("/var/lib/lab-pv")
MAIN = "todo-lab"
"""The namespace of the release that most topics look at."""


class Failed(Exception):
    """A command ended with another exit code than 0."""


def run(*command, check=True, stdin=None, cwd=None, env=None, timeout=900):
    result = subprocess.run(
        list(map(str, command)),
        check=False,
        input=stdin,
        cwd=cwd,
        env=env,
        timeout=timeout,
        text=True,
        capture_output=True,
    )
    if check and result.returncode != 0:
        raise Failed(f"{' '.join(map(str, command))[:300]}: {result.stderr.strip() or result.stdout.strip()}")
    return result


def kubectl(*arguments, check=True, stdin=None):
    return run("kubectl", *arguments, check=check, stdin=stdin).stdout


def get(*arguments):
    return json.loads(kubectl("get", *arguments, "-o", "json"))


def items(*arguments):
    return get(*arguments)["items"]


def apply(*objects):
    kubectl("apply", "--filename", "-", stdin=json.dumps({"apiVersion": "v1", "kind": "List", "items": objects}))


def wait_for(what, seconds, condition, pause=1):
    """The first true value that the condition returns."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise Failed(f"{what}: not within {seconds} s")
        time.sleep(pause)


def make_namespace(name):
    apply(
        {
            "apiVersion": "v1",
            "kind": "Namespace",
            "metadata": {"name": name, "labels": {LABEL: "true", "pod-security.kubernetes.io/enforce": "restricted"}},
        }
    )


def make_volumes(count):
    """Volumes of a class of their own, so that no other test on the cluster takes them; writable, as minikube's are."""
    released = [each["metadata"]["name"] for each in items("pv", "-l", LABEL) if each["status"]["phase"] == "Released"]
    if released:
        kubectl("delete", "pv", *released)
    existing = {volume["metadata"]["name"] for volume in items("pv", "-l", LABEL)}
    for number in range(1, count + 1):
        name = f"todo-lab-{number}"
        if name in existing:
            continue
        path = VOLUMES / name
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir(parents=True)
        path.chmod(0o777)
        apply(
            {
                "apiVersion": "v1",
                "kind": "PersistentVolume",
                "metadata": {"name": name, "labels": {LABEL: "true"}},
                "spec": {
                    "storageClassName": "todo-lab",
                    "capacity": {"storage": "1Gi"},
                    "accessModes": ["ReadWriteOnce"],
                    "persistentVolumeReclaimPolicy": "Retain",
                    "hostPath": {"path": str(path), "type": "Directory"},
                },
            }
        )


def sweep():
    """Removes what these tests made, in this run or an earlier one."""
    kubectl("delete", "namespace", "-l", LABEL, "--ignore-not-found")
    kubectl("delete", "pv", "-l", LABEL, "--ignore-not-found")
    for path in VOLUMES.glob("todo-lab-*"):
        shutil.rmtree(path)


def pods(namespace, component=None):
    """The pods of a component, or all that serve: those of hooks come and go."""
    which = f"= {component}" if component else "in (frontend, backend, postgresql)"
    selector = f"app.kubernetes.io/name=todo,app.kubernetes.io/component {which}"
    return items("pods", "-n", namespace, "-l", selector)


def is_ready(pod):
    statuses = pod["status"].get("containerStatuses", [])
    return "deletionTimestamp" not in pod["metadata"] and bool(statuses) and all(status["ready"] for status in statuses)


def secret(namespace, name):
    """The keys and values of a Secret, as stored: in base64."""
    return get("secret", name, "-n", namespace)["data"]


def environment(**more):
    return os.environ | more
