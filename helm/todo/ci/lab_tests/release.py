"""Installs and upgrades releases of the chart with the images that were built."""

import atexit
import json
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path

import images
from cluster import CHART, kubectl, run


@lru_cache
def postgresql_user():
    """The numbers of the user `postgres` and of its group in the lab's image; the official one has others."""
    command = ["docker", "run", "--rm", "--network=host", "--entrypoint=id", "postgres:15"]
    return [run(*command, option).stdout.strip() for option in ("-u", "-g")]


@lru_cache
def built_values():
    """A values file with what was built. A file and no `--set`, which would beat the overlays that come after it."""
    images.need()
    user, group = map(int, postgresql_user())
    values = {part: {"image": {"tag": images.tag(part)}} for part in ("frontend", "backend")}
    path = Path(tempfile.mkdtemp(prefix="todo-lab-"), "built.json")
    path.write_text(json.dumps(values | {"postgresql": {"runAsUser": user, "runAsGroup": group}}))
    atexit.register(shutil.rmtree, path.parent)
    return path


def arguments(environment="dev", values=(), settings=()):
    files = [CHART / f"values-{environment}.yaml", CHART / "ci" / "lab-values.yaml", built_values(), *values]
    return [word for path in files for word in ("--values", path)] + [
        word for each in settings for word in ("--set", each)
    ]


def helm(*words, check=True):
    return run("helm", *words, check=check, timeout=1200)


def install(namespace, wait=True, **options):
    waiting = ["--wait", "--timeout", "10m"] if wait else []
    return helm("install", "todo", CHART, "--namespace", namespace, *arguments(**options), *waiting)


def upgrade(namespace, check=True, **options):
    return helm(
        "upgrade",
        "todo",
        CHART,
        "--namespace",
        namespace,
        *arguments(**options),
        "--wait",
        "--timeout",
        "10m",
        check=check,
    )


def test(namespace):
    return helm("test", "todo", "--namespace", namespace, "--timeout", "3m", check=False)


def pod_table(namespace):
    """What a person sees of the pods."""
    return kubectl("get", "pods", "--namespace", namespace).rstrip()
