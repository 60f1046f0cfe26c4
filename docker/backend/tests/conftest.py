from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.issuer import Issuer
from tests.postgres import Postgres
from tests.service import Service, run
from tests.user import User


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    with Postgres() as server:
        yield server


@pytest.fixture(scope="session")
def database(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A migrated database, shared: each test has users of its own."""
    return migrated_database(postgres, tmp_path_factory.mktemp("migrate"))


def migrated_database(postgres: Postgres, folder: Path) -> str:
    name = postgres.create_database()
    code, output = run("todo.migrate", postgres.environment(name), folder / "log")
    assert code == 0, output
    return name


@pytest.fixture(scope="session")
def issuer() -> Iterator[Issuer]:
    with Issuer() as running:
        yield running


@pytest.fixture(scope="session")
def environment(postgres: Postgres, database: str, issuer: Issuer) -> dict[str, str]:
    return {**postgres.environment(database), "JWKS_URL": issuer.url}


@pytest.fixture(scope="session")
def service(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Shared by all tests that neither stop it nor take something away from it."""
    with Service(environment | {"LOG_LEVEL": "debug"}, tmp_path_factory.mktemp("service") / "log") as running:
        yield running


NewUser = Callable[[], User]


@pytest.fixture
def new_user(postgres: Postgres, database: str, issuer: Issuer, service: Service) -> Iterator[NewUser]:
    users: list[User] = []

    def create() -> User:
        users.append(User(postgres, database, issuer, service))
        return users[-1]

    yield create
    for user in users:
        user.http.close()


@pytest.fixture
def user(new_user: NewUser) -> User:
    return new_user()
