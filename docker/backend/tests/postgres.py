"""A PostgreSQL of the tests' own: a temporary folder, a free port, a random password, no root."""

import asyncio
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import asyncpg

from tests.certificate import write_certificate
from tests.ports import free_port

PROGRAMS = Path(os.environ.get("PG_BIN", "/usr/lib/postgresql/15/bin"))
ADMIN = "tests"


class Postgres:
    def __init__(self, *, tls: bool = False) -> None:
        self._tls = tls
        self.port = free_port()
        self.password = secrets.token_urlsafe(24)
        self._folder = Path(tempfile.mkdtemp(prefix="todo-postgres-"))
        self._data = self._folder / "data"
        self.certificate = self._folder / "certificate.pem"

    def __enter__(self) -> Self:
        password, key = self._folder / "password", self._folder / "key.pem"
        password.write_text(self.password)
        write_certificate(self.certificate, key)
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            account = pwd.getpwnam("postgres")
            for path in (self._folder, password, key):
                os.chown(path, account.pw_uid, account.pw_gid)
        self._run(
            "initdb", "-D", self._data, "-U", ADMIN, "-A", "scram-sha-256", f"--pwfile={password}", "-N", "-E", "UTF8"
        )
        self.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        if (self._data / "postmaster.pid").exists():
            self.stop()
        shutil.rmtree(self._folder)

    def start(self) -> None:
        options = f"-c listen_addresses=127.0.0.1 -c port={self.port} -c unix_socket_directories= -c fsync=off"
        if self._tls:
            options += f" -c ssl=on -c ssl_cert_file={self.certificate} -c ssl_key_file={self._folder / 'key.pem'}"
        self._run("pg_ctl", "-D", self._data, "-l", self._folder / "log", "-o", options, "-w", "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self._data, "-m", "fast", "-w", "stop")

    @contextmanager
    def hanging(self) -> Iterator[None]:
        """As a database on a dead node: connections stay open, and nothing answers."""
        postmaster = int((self._data / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
        processes = [postmaster, *map(int, children)]
        for process in processes:
            os.kill(process, signal.SIGSTOP)
        try:
            yield
        finally:
            for process in processes:
                os.kill(process, signal.SIGCONT)

    def create_database(self) -> str:
        name = f"todo_{secrets.token_hex(4)}"
        self.sql(f"CREATE DATABASE {name}")
        return name

    def sql(self, statement: str, *arguments: object, database: str = "postgres") -> list[Any]:
        with self.session(database) as session:
            return session.sql(statement, *arguments)

    def session(self, database: str) -> "Session":
        return Session(host="127.0.0.1", port=self.port, user=ADMIN, password=self.password, database=database)

    def environment(self, database: str) -> dict[str, str]:
        return {
            "DB_HOST": "127.0.0.1",
            "DB_PORT": str(self.port),
            "DB_USER": ADMIN,
            "DB_PASSWORD": self.password,
            "DB_NAME": database,
        }

    def _run(self, program: str, *arguments: str | Path) -> None:
        command = [str(PROGRAMS / program), *map(str, arguments)]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        # To a file: the server keeps an inherited pipe open, and reading it to its end would never finish.
        with (self._folder / f"{program}.out").open("w+") as output:
            done = subprocess.run(command, stdout=output, stderr=subprocess.STDOUT, cwd=self._folder, check=False)
            output.seek(0)
            assert done.returncode == 0, f"{program} failed:\n{output.read()}"


class Session:
    """One connection that stays open, to hold a lock or to look at what others do."""

    def __init__(self, **where: Any) -> None:
        self._loop = asyncio.new_event_loop()
        self._connection = self._wait(asyncpg.connect(**where))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._wait(self._connection.close())
        self._loop.close()

    def sql(self, statement: str, *arguments: object) -> list[Any]:
        rows: list[Any] = self._wait(self._connection.fetch(statement, *arguments))
        return rows

    def _wait(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self._loop.run_until_complete(work)
