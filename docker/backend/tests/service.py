"""The program itself, as a process with an environment of its own."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx

from tests.ports import free_port, is_open
from tests.waiting import wait_until

FOLDER = Path(__file__).parent.parent


class Service:
    """`python -m todo`, from start until it answers, and its log."""

    def __init__(self, environment: Mapping[str, str], log: Path) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._log = log
        self._process = spawn("todo", {**environment, "PORT": str(self.port)}, log)

    def __enter__(self) -> Self:
        try:
            wait_until(lambda: self.exit_code() is not None or is_open(self.port), "the service listens")
            assert self.exit_code() is None, self._log.read_text()
        except BaseException:
            self._process.kill()
            raise
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self.exit_code() is None:
            self.terminate()
        self.wait()

    def exit_code(self) -> int | None:
        return self._process.poll()

    def terminate(self) -> None:
        self._process.send_signal(signal.SIGTERM)

    def wait(self) -> int:
        return self._process.wait(timeout=30)

    def get(self, path: str, **more: Any) -> httpx.Response:
        return httpx.get(self.url + path, timeout=30, **more)

    def log(self) -> list[dict[str, Any]]:
        """Every line, parsed: a line that is not one JSON object fails the test."""
        return [json.loads(line) for line in self.log_text().splitlines()]

    def log_text(self) -> str:
        return self._log.read_text()


def spawn(module: str, environment: Mapping[str, str], log: Path) -> subprocess.Popen[bytes]:
    with log.open("wb") as output:
        return subprocess.Popen(
            [sys.executable, "-m", module],
            cwd=FOLDER,
            env={"PATH": os.environ["PATH"], **environment},
            stdout=output,
            stderr=subprocess.STDOUT,
        )


def run(module: str, environment: Mapping[str, str], log: Path) -> tuple[int, str]:
    """Exit code and output of a program that ends by itself."""
    code = spawn(module, environment, log).wait(timeout=60)
    return code, log.read_text()
