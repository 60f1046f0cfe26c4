import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.issuer import Issuer
from tests.ports import is_open
from tests.postgres import Postgres
from tests.service import Service, spawn
from tests.user import User
from tests.waiting import wait_until

BLOCKED = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND application_name = 'todo-backend'"


@pytest.fixture
def stopping(environment: dict[str, str], tmp_path: Path) -> Iterator[Service]:
    with Service(environment, tmp_path / "log") as running:
        yield running


def test_sigterm_ends_it_with_zero(stopping: Service) -> None:
    assert stopping.get("/readyz").status_code == 200
    stopping.terminate()
    assert stopping.wait() == 0
    assert stopping.log()[-1]["message"].startswith("Finished server process")


def test_a_request_under_way_is_finished_and_no_new_one_is_taken(
    stopping: Service, postgres: Postgres, database: str, issuer: Issuer
) -> None:
    user = User(postgres, database, issuer, stopping)
    with (
        user.http,
        ThreadPoolExecutor() as pool,
        postgres.session(database) as lock,
        postgres.session(database) as look,
    ):
        lock.sql("BEGIN")
        lock.sql("LOCK TABLE task IN ACCESS EXCLUSIVE MODE")
        answer = pool.submit(user.create, title="Finished")
        wait_until(lambda: look.sql(BLOCKED)[0][0] == 1, "the request waits for the table")
        stopping.terminate()
        wait_until(lambda: not is_open(stopping.port), "it takes no new connection")
        assert not answer.done()
        lock.sql("COMMIT")
        assert answer.result(timeout=20)["title"] == "Finished"
    assert stopping.wait() == 0
    assert postgres.sql("SELECT title FROM task WHERE user_id = $1", user.id, database=database)[0][0] == "Finished"


def test_an_idle_connection_does_not_hold_it_up(
    stopping: Service, postgres: Postgres, database: str, issuer: Issuer
) -> None:
    user = User(postgres, database, issuer, stopping)
    with user.http:
        user.titles()
        stopping.terminate()
        assert stopping.wait() == 0


def test_a_migration_that_is_stopped_does_not_pass_for_done(postgres: Postgres, tmp_path: Path) -> None:
    log = tmp_path / "log"
    process = spawn("todo.migrate", postgres.environment("todo") | {"DB_PORT": "1"}, log)
    wait_until(lambda: "waiting for the database" in log.read_text(), "it waits")
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=30) == 143
