import asyncio
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from pydantic import SecretStr
from sqlalchemy import Connection

from tests.ports import free_port
from tests.postgres import Postgres
from tests.service import run, spawn
from tests.waiting import wait_until
from todo.database import create_engine
from todo.migrate import LOCK
from todo.model import Base
from todo.settings import DatabaseSettings

COLUMNS = """
    SELECT table_name || '.' || column_name || ' ' || data_type || CASE is_nullable WHEN 'YES' THEN ' null' ELSE '' END
    FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1
"""
WAITING = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"


@pytest.fixture
def empty(postgres: Postgres) -> str:
    return postgres.create_database()


def columns(postgres: Postgres, database: str) -> list[str]:
    return [row[0] for row in postgres.sql(COLUMNS, database=database)]


def test_an_empty_database_gets_every_table(postgres: Postgres, empty: str, tmp_path: Path) -> None:
    code, output = run("todo.migrate", postgres.environment(empty), tmp_path / "log")
    assert code == 0, output
    tables = {column.partition(".")[0] for column in columns(postgres, empty)}
    assert tables == {"account", "alembic_version", "jwks", "session", "task", "user", "verification"}


def test_better_auths_columns_keep_their_camel_case(postgres: Postgres, database: str) -> None:
    session = [column for column in columns(postgres, database) if column.startswith("session.")]
    assert session == [
        "session.createdAt timestamp with time zone",
        "session.expiresAt timestamp with time zone",
        "session.id text",
        "session.ipAddress text null",
        "session.token text",
        "session.updatedAt timestamp with time zone",
        "session.userAgent text null",
        "session.userId text",
    ]


def test_a_second_run_changes_nothing(postgres: Postgres, empty: str, tmp_path: Path) -> None:
    assert run("todo.migrate", postgres.environment(empty), tmp_path / "first")[0] == 0
    before = columns(postgres, empty)
    assert run("todo.migrate", postgres.environment(empty), tmp_path / "second")[0] == 0
    assert columns(postgres, empty) == before


def test_a_newer_database_stays_as_it_is(postgres: Postgres, empty: str, tmp_path: Path) -> None:
    """As after a rollback, and when a pod of the old version starts while an upgrade runs."""
    assert run("todo.migrate", postgres.environment(empty), tmp_path / "first")[0] == 0
    postgres.sql("UPDATE alembic_version SET version_num = '9999'", database=empty)
    before = columns(postgres, empty)
    code, output = run("todo.migrate", postgres.environment(empty), tmp_path / "second")
    assert code == 0, output
    assert '"revision": "9999"' in output
    assert columns(postgres, empty) == before
    assert postgres.sql("SELECT version_num FROM alembic_version", database=empty)[0][0] == "9999"


def test_two_at_once_wait_for_each_other(postgres: Postgres, empty: str, tmp_path: Path) -> None:
    with postgres.session(empty) as gate:
        gate.sql("SELECT pg_advisory_lock($1)", LOCK)
        both = [spawn("todo.migrate", postgres.environment(empty), tmp_path / name) for name in ("one", "two")]
        wait_until(lambda: gate.sql(WAITING)[0][0] == 2, "both wait for the lock")
        gate.sql("SELECT pg_advisory_unlock($1)", LOCK)
        assert [process.wait(timeout=60) for process in both] == [0, 0]
    ran = "".join((tmp_path / name).read_text() for name in ("one", "two"))
    assert ran.count("Running upgrade 0001 -> 0002") == 1


def test_a_failing_migration_leaves_the_database_as_it_was(postgres: Postgres, empty: str, tmp_path: Path) -> None:
    postgres.sql("CREATE TABLE task (id int)", database=empty)  # in the way of the second migration
    code, output = run("todo.migrate", postgres.environment(empty), tmp_path / "log")
    assert code == 1
    assert f"The migration of '{empty}' at 127.0.0.1:{postgres.port} failed and was rolled back." in output
    assert columns(postgres, empty) == ["task.id integer null"]


def test_it_waits_for_a_database_that_is_not_there_yet(tmp_path: Path) -> None:
    with Postgres() as late:
        database = late.create_database()
        late.stop()
        log = tmp_path / "log"
        process = spawn("todo.migrate", late.environment(database), log)
        wait_until(lambda: "waiting for the database" in log.read_text(), "it waits")
        late.start()
        assert process.wait(timeout=60) == 0


def test_it_waits_no_longer_than_it_may(postgres: Postgres, tmp_path: Path) -> None:
    port = str(free_port())
    environment = postgres.environment("todo") | {"DB_PORT": port, "MIGRATE_WAIT_SECONDS": "0"}
    code, output = run("todo.migrate", environment, tmp_path / "log")
    assert code == 1
    assert f"Cannot migrate the database 'todo' at 127.0.0.1:{port}: " in output
    assert "Check that it runs." in output


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"DB_PASSWORD": "not-the-right-one-4711"}, 'password authentication failed for user \\"tests\\"'),
        ({"DB_NAME": "no_such_database"}, 'database \\"no_such_database\\" does not exist'),
    ],
)
def test_what_waiting_does_not_heal_fails_at_once(
    postgres: Postgres, database: str, tmp_path: Path, wrong: dict[str, str], reason: str
) -> None:
    code, output = run("todo.migrate", postgres.environment(database) | wrong, tmp_path / "log")
    assert code == 1
    assert len(output.splitlines()) == 1
    assert f"{reason}. Check the settings DB_*." in output
    assert "not-the-right-one-4711" not in output


def test_the_code_and_the_migrations_agree_on_the_task_table(postgres: Postgres, database: str) -> None:
    settings = DatabaseSettings(
        db_host="127.0.0.1",
        db_port=postgres.port,
        db_user="tests",
        db_password=SecretStr(postgres.password),
        db_name=database,
    )

    async def differences() -> list[Any]:
        engine = create_engine(settings)
        async with engine.connect() as connection:
            found = await connection.run_sync(compare)
        await engine.dispose()
        return found

    assert asyncio.run(differences()) == []


def compare(connection: Connection) -> list[Any]:
    tasks_only = {
        "include_name": lambda name, kind, _: kind != "table" or name == "task",
        "compare_server_default": True,
    }
    metadata = Base.metadata
    context = MigrationContext.configure(connection, opts=tasks_only)
    return [
        change
        for change in compare_metadata(context, metadata)
        if not str(change).startswith("('add_table', Table('user'")
    ]
