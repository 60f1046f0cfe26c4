"""The images: built, built again after a change, their sizes, and that no layer holds a secret."""

import hashlib
import json
import re
import shutil
import tarfile
import tempfile
import time
from functools import lru_cache
from pathlib import Path

from cluster import REPOSITORY, environment, run

LIMIT_MB = 500
DEPENDENCIES = {"frontend": "npm ci", "backend": "pip"}
"""What the step is called that installs the dependencies."""

CHANGED = {"frontend": ("src/app/api/healthz/route.ts", "// "), "backend": ("todo/app.py", "# ")}
"""The source file that gets one more line, and how its comments begin."""

SECRET_FILE = re.compile(r"(^|/)(\.env(\.[^/]*)?|id_(rsa|ed25519)|[^/]*\.(key|pfx|age))$")
SECRET_TEXT = re.compile(
    rb"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s+[A-Za-z0-9+/]{40}"
    rb"|AGE-SECRET-KEY-1|(?:AUTH_SECRET|DB_PASSWORD)[\"']?\s*[:=]\s*[\"']?[A-Za-z0-9+/]{12,}"
)


def check(report):
    for part in ("frontend", "backend"):
        seconds, _ = build(part, tag(part), context(part), "--no-cache")
        report.figure(f"{part}, first build", f"{seconds:.0f} s, no step from the cache")
        size = int(run("docker", "image", "inspect", "--format", "{{.Size}}", name(part)).stdout) / 1e6
        report.check(
            f"{part} image is below {LIMIT_MB} MB", size < LIMIT_MB, f"{size:.0f} MB, unpacked, base image included"
        )
        rebuild(report, part)
        report.check(
            f"{part} has the labels of an OCI image and the project's",
            labels_missing(part) == [],
            ", ".join(labels_missing(part)),
        )
        user = run("docker", "image", "inspect", "--format", "{{.Config.User}}", name(part)).stdout.strip()
        report.check(
            f"{part} has a numeric user that is not root", re.fullmatch(r"[1-9]\d*(:\d+)?", user) is not None, user
        )
        findings = secrets_in(part)
        report.check(f"{part}: no secret in history, environment or layers", not findings, "; ".join(findings[:5]))
    started = time.monotonic()
    load(name("frontend"), name("backend"), "postgres:15")
    report.figure("images loaded into the node", f"{time.monotonic() - started:.0f} s")


@lru_cache
def need():
    """For a topic that runs alone: the images are in the node, and are built for it if not."""
    command = [
        "ctr",
        "--address",
        environment()["LAB_CONTAINERD"],
        "--namespace",
        "k8s.io",
        "images",
        "list",
        "--quiet",
    ]
    present = run(*command).stdout.split()
    for part in ("frontend", "backend"):
        if f"docker.io/{name(part)}" not in present:
            build(part, tag(part), context(part))
            load(name(part))
    if "docker.io/library/postgres:15" not in present:
        load("postgres:15")


def load(*names):
    run(environment()["LAB"], "load", *names)


def name(part):
    return f"shipmate/todo-{part}:{tag(part)}"


def sources(part):
    listed = run("git", "ls-files", "--cached", "--others", "--exclude-standard", cwd=context(part)).stdout.split("\n")
    return sorted(path for path in listed if path and (context(part) / path).is_file())


def context(part):
    return REPOSITORY / "docker" / part


@lru_cache
def tag(part):
    """From the content: the same sources have the same tag, and another source never hides behind an old one."""
    content = hashlib.sha256()
    for path in sources(part):
        content.update(f"{path}\0".encode() + (context(part) / path).read_bytes())
    return f"lab-{content.hexdigest()[:12]}"


def build(part, version, folder, *options):
    revision = run("git", "rev-parse", "HEAD", cwd=REPOSITORY).stdout.strip()
    created = run("git", "show", "--no-patch", "--format=%cI", "HEAD", cwd=REPOSITORY).stdout.strip()
    command = ["docker", "build", "--network=host", "--progress=plain", "--tag", f"shipmate/todo-{part}:{version}"]
    for argument in (f"VERSION={version}", f"REVISION={revision}", f"CREATED={created}"):
        command += ["--build-arg", argument]
    started = time.monotonic()
    result = run(*command, *options, folder, env=environment(DOCKER_BUILDKIT="1"), timeout=1800)
    return time.monotonic() - started, result.stderr + result.stdout


def rebuild(report, part):
    """After one more line in a source file, the dependencies come from the cache."""
    with tempfile.TemporaryDirectory() as folder:
        for path in sources(part):
            target = Path(folder, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(context(part) / path, target)
        path, comment = CHANGED[part]
        with Path(folder, path).open("a") as source:
            source.write(f"\n{comment}changed at {time.time()}\n")
        seconds, output = build(part, "lab-second", folder)
    run("docker", "image", "rm", f"shipmate/todo-{part}:lab-second")
    cached = dependency_step_is_cached(output, DEPENDENCIES[part])
    report.check(f"{part}: a second build after a one-line change reuses the dependency layers", cached)
    report.figure(f"{part}, second build", f"{seconds:.0f} s, {output.count(' CACHED')} steps from the cache")


def dependency_step_is_cached(output, step):
    numbers = re.findall(rf"^#(\d+) \[[^\]]+\] RUN .*{step}", output, re.M)
    return bool(numbers) and all(f"#{number} CACHED" in output for number in numbers)


def labels_missing(part):
    wanted = {"dev.shipmate.project"} | {
        f"org.opencontainers.image.{label}"
        for label in ("title", "description", "source", "version", "revision", "licenses", "created")
    }
    present = run(
        "docker",
        "image",
        "inspect",
        "--format",
        "{{range $name, $value := .Config.Labels}}{{$name}} {{end}}",
        name(part),
    ).stdout.split()
    return sorted(wanted - set(present))


def secrets_in(part):
    """Looks at what our Dockerfile adds; the base image's layers are its own business."""
    findings = []
    history = run("docker", "history", "--no-trunc", "--format", "{{.CreatedBy}}", name(part)).stdout
    config = run("docker", "image", "inspect", "--format", "{{json .Config.Env}}", name(part)).stdout
    for where, text in (("history", history), ("environment", config)):
        findings += [f"{where}: {match.decode()[:20]}…" for match in SECRET_TEXT.findall(text.encode())]
    base = {"frontend": "node:24-slim", "backend": "python:3.11-slim"}[part]
    foreign = layer_count(base)
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder, "image.tar")
        run("docker", "save", "--output", archive, name(part))
        with tarfile.open(archive) as image:
            layers = json.load(image.extractfile("manifest.json"))[0]["Layers"]
            for layer in layers[foreign:]:
                findings += secrets_in_layer(image.extractfile(layer))
    return findings


def layer_count(image):
    return int(run("docker", "image", "inspect", "--format", "{{len .RootFS.Layers}}", image).stdout)


def secrets_in_layer(blob):
    with tarfile.open(fileobj=blob) as layer:
        for member in layer:
            if SECRET_FILE.search(member.name):
                yield f"file {member.name}"
            if member.isfile() and SECRET_TEXT.search(layer.extractfile(member).read()):
                yield f"text in {member.name}"
