"""Renders the chart as `helm template` does, and finds what is in the result."""

import subprocess
from functools import lru_cache
from pathlib import Path

import yaml

CHART = Path(__file__).parent.parent
VALUES = Path(__file__).parent / "values"
BROKEN = CHART / "ci" / "broken"
KUBERNETES = "1.34"

ENVIRONMENTS = {
    "default": [],
    "dev": [CHART / "values-dev.yaml"],
    "staging": [CHART / "values-staging.yaml"],
    "prod": [CHART / "values-prod.yaml"],
}
"""What a user installs, and what has a golden file."""

VARIANTS = ENVIRONMENTS | {path.stem: [path] for path in sorted(VALUES.glob("*.yaml"))}
"""The environments, and values that reach every other line of the templates."""

OVERLAYS = {path.stem: [path] for path in sorted(BROKEN.glob("*.yaml"))}


def helm(*arguments):
    """Runs helm in the chart's folder. Never raises: a test looks at the exit code itself."""
    return subprocess.run(["helm", *map(str, arguments)], cwd=CHART, capture_output=True, text=True, check=False)


@lru_cache
def manifest(*values, release="todo"):
    """The rendered YAML, hooks and tests included."""
    files = [argument for path in values for argument in ("--values", path)]
    result = helm("template", release, ".", "--namespace", "demo", "--kube-version", KUBERNETES, *files)
    assert result.returncode == 0, result.stderr
    return result.stdout


def objects(*values, release="todo"):
    return [document for document in yaml.safe_load_all(manifest(*values, release=release)) if document]


def of_kind(rendered, kind):
    return [each for each in rendered if each["kind"] == kind]


def pod_template(rendered_object):
    """The pod that an object makes, as metadata and spec; None if it makes none."""
    if rendered_object["kind"] == "Pod":
        return rendered_object
    if rendered_object["kind"] in {"Deployment", "StatefulSet", "Job"}:
        return rendered_object["spec"]["template"]
    return None


def containers(pod):
    return pod["spec"].get("initContainers", []) + pod["spec"]["containers"]


def name_of(rendered_object):
    return f"{rendered_object['kind']}/{rendered_object['metadata']['name']}"
