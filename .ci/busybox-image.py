"""Writes to stdout a docker archive of busybox:1.36: the static BUSYBOX given, under /bin with a link for each applet."""
import hashlib
import io
import json
import subprocess
import sys
import tarfile

NAME = "docker.io/library/busybox:1.36"
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}


def entry(name, kind, mode, target=""):
    info = tarfile.TarInfo(name)
    info.type, info.mode, info.linkname = kind, mode, target
    return info


def layer_of(busybox):
    layer = io.BytesIO()
    with tarfile.open(fileobj=layer, mode="w") as tar, open(busybox, "rb") as body:
        for folder, mode in (("bin", 0o755), ("etc", 0o755), ("tmp", 0o1777)):
            tar.addfile(entry(folder, tarfile.DIRTYPE, mode))
        program = entry("bin/busybox", tarfile.REGTYPE, 0o755)
        data = body.read()
        program.size = len(data)
        tar.addfile(program, io.BytesIO(data))
        for applet in subprocess.check_output([busybox, "--list"], text=True).split():
            if applet != "busybox":
                tar.addfile(entry(f"bin/{applet}", tarfile.SYMTYPE, 0o777, "busybox"))
    return layer.getvalue()


def main():
    layer = layer_of(sys.argv[1])
    machine = subprocess.check_output(["uname", "-m"], text=True).strip()
    config = {
        "architecture": ARCHITECTURES[machine],
        "os": "linux",
        "config": {"Cmd": ["sh"], "Env": ["PATH=/bin"], "WorkingDir": "/"},
        "rootfs": {"type": "layers", "diff_ids": ["sha256:" + hashlib.sha256(layer).hexdigest()]},
    }
    manifest = [{"Config": "config.json", "RepoTags": [NAME], "Layers": ["layer.tar"]}]
    files = {
        "layer.tar": layer,
        "config.json": json.dumps(config).encode(),
        "manifest.json": json.dumps(manifest).encode(),
    }
    with tarfile.open(fileobj=sys.stdout.buffer, mode="w|") as archive:
        for name, data in files.items():
            info = entry(name, tarfile.REGTYPE, 0o644)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))


main()
