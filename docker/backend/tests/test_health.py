import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import migrated_database
from tests.issuer import Issuer
from tests.ports import free_port
from tests.postgres import Postgres
from tests.service import Service
from tests.user import User
from tests.waiting import wait_until

LONGEST_ANSWER = 2.5
"""Seconds: the 2 of the promise, and some for a busy machine."""


@pytest.fixture(scope="module")
def own_postgres() -> Iterator[Postgres]:
    """One of the module's own, as it is stopped and made to hang."""
    with Postgres() as server:
        yield server


@pytest.fixture(scope="module")
def own_database(own_postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> str:
    return migrated_database(own_postgres, tmp_path_factory.mktemp("migrate"))


@pytest.fixture
def disturbed(own_postgres: Postgres, own_database: str, issuer: Issuer, tmp_path: Path) -> Iterator[Service]:
    environment = own_postgres.environment(own_database) | {"JWKS_URL": issuer.url}
    with Service(environment, tmp_path / "log") as running:
        yield running


@pytest.fixture
def signed_in(own_postgres: Postgres, own_database: str, issuer: Issuer, disturbed: Service) -> Iterator[User]:
    user = User(own_postgres, own_database, issuer, disturbed)
    with user.http:
        yield user


def test_it_is_alive_and_ready_with_a_database(service: Service) -> None:
    assert service.get("/healthz").json() == {"status": "alive"}
    assert service.get("/readyz").json() == {"status": "ready"}


def test_it_starts_alive_but_not_ready_without_a_database(environment: dict[str, str], tmp_path: Path) -> None:
    with Service(environment | {"DB_PORT": str(free_port())}, tmp_path / "log") as service:
        assert service.get("/healthz").status_code == 200
        answer = service.get("/readyz")
        assert answer.status_code == 503
        assert answer.json() == {
            "detail": "Not ready: the database does not answer.",
            "request_id": answer.headers["X-Request-ID"],
        }


def test_a_wrong_password_is_told_in_the_log(environment: dict[str, str], tmp_path: Path) -> None:
    with Service(environment | {"DB_PASSWORD": "not-the-right-one-4711"}, tmp_path / "log") as service:
        assert service.get("/readyz").status_code == 503
        reasons = [line.get("reason") for line in service.log()]
        assert 'password authentication failed for user "tests"' in reasons
        assert "not-the-right-one-4711" not in service.log_text()


def test_a_stopped_database_makes_it_unready_and_its_return_heals_the_pool(
    own_postgres: Postgres, disturbed: Service, signed_in: User
) -> None:
    signed_in.create(title="Still here")
    assert disturbed.get("/readyz").status_code == 200
    own_postgres.stop()
    try:
        assert disturbed.get("/readyz").status_code == 503
        assert disturbed.get("/healthz").status_code == 200
        answer = signed_in.http.get("/tasks")
        assert answer.status_code == 503
        assert answer.json()["detail"] == "The database cannot be reached. Try again in a moment."
    finally:
        own_postgres.start()
    assert disturbed.get("/readyz").status_code == 200
    assert signed_in.titles() == ["Still here"]


def test_a_restart_between_two_requests_is_not_noticed(own_postgres: Postgres, signed_in: User) -> None:
    signed_in.create(title="Still here")
    own_postgres.stop()
    own_postgres.start()
    assert signed_in.titles() == ["Still here"]


def test_a_hanging_database_neither_hangs_the_probes_nor_the_requests(
    own_postgres: Postgres, disturbed: Service, signed_in: User
) -> None:
    signed_in.create(title="Still here")
    assert disturbed.get("/readyz").status_code == 200
    with own_postgres.hanging():
        for _ in range(3):
            began = time.monotonic()
            assert disturbed.get("/readyz").status_code == 503
            assert time.monotonic() - began < LONGEST_ANSWER
        assert disturbed.get("/healthz").status_code == 200
        assert signed_in.http.get("/tasks").status_code == 503
    wait_until(lambda: disturbed.get("/readyz").status_code == 200, "it is ready again")
    assert signed_in.titles() == ["Still here"]
