"""README.md is what helm-docs makes of README.md.gotmpl and the comments in values.yaml."""

import os
import subprocess

import yaml
from chart import BROKEN, CHART

README = CHART / "README.md"


def generated():
    command = [
        "helm-docs",
        "--chart-search-root",
        ".",
        "--template-files",
        "README.md.gotmpl",
        "--dry-run",
        "--log-level",
        "warning",
    ]
    return subprocess.run(command, cwd=CHART, capture_output=True, text=True, check=True).stdout


def leaves(values, path=""):
    for name, value in values.items():
        yield from leaves(value, f"{path}{name}.") if isinstance(value, dict) and value else [f"{path}{name}"]


def test_it_is_up_to_date():
    text = generated().strip() + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        README.write_text(text)
    assert text == README.read_text(), "Run helm/todo/test with UPDATE_GOLDEN=1."


def test_every_value_is_described():
    rows = [
        line.split(" | ")
        for line in README.read_text().splitlines()
        if line.startswith("| ") and line.count(" | ") >= 3
    ]
    described = {row[0].strip("| ") for row in rows if row[-1].strip("| ")}
    undescribed = [
        path
        for path in leaves(yaml.safe_load((CHART / "values.yaml").read_text()))
        if not any(path == name or path.startswith((f"{name}.", f"{name}[")) for name in described)
    ]
    assert undescribed == []


def test_every_broken_overlay_is_explained():
    for overlay in BROKEN.glob("*.yaml"):
        assert f"`{overlay.name}`" in README.read_text()
        assert overlay.read_text().startswith("# Breaks: ") and "\n# Seen: " in overlay.read_text()
