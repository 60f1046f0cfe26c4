from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres import Postgres
from tests.service import run


@pytest.fixture(scope="module")
def with_tls() -> Iterator[Postgres]:
    with Postgres(tls=True) as server:
        yield server


@pytest.mark.parametrize("mode", ["disable", "require"])
def test_disable_and_require_check_no_certificate(with_tls: Postgres, mode: str, tmp_path: Path) -> None:
    environment = with_tls.environment(with_tls.create_database()) | {"DB_SSL_MODE": mode}
    code, output = run("todo.migrate", environment, tmp_path / "log")
    assert code == 0, output


def test_verify_full_takes_a_certificate_of_a_trusted_authority(with_tls: Postgres, tmp_path: Path) -> None:
    environment = with_tls.environment(with_tls.create_database()) | {"DB_SSL_MODE": "verify-full"}
    code, output = run("todo.migrate", environment | {"SSL_CERT_FILE": str(with_tls.certificate)}, tmp_path / "log")
    assert code == 0, output


def test_verify_full_refuses_a_certificate_that_nobody_vouches_for(with_tls: Postgres, tmp_path: Path) -> None:
    environment = with_tls.environment("postgres") | {"DB_SSL_MODE": "verify-full"}
    code, output = run("todo.migrate", environment, tmp_path / "log")
    assert code == 1
    assert "TLS failed, see DB_SSL_MODE: CERTIFICATE_VERIFY_FAILED. Check the settings DB_*." in output


@pytest.mark.parametrize("mode", ["require", "verify-full"])
def test_a_database_without_tls_is_refused_when_tls_is_asked_for(postgres: Postgres, mode: str, tmp_path: Path) -> None:
    code, output = run("todo.migrate", postgres.environment("postgres") | {"DB_SSL_MODE": mode}, tmp_path / "log")
    assert code == 1
    assert "TLS failed, see DB_SSL_MODE: the database offers none. Check the settings DB_*." in output
