import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.issuer import Issuer, SigningKey
from tests.service import Service
from tests.waiting import wait_until


@pytest.fixture
def rotating() -> Iterator[Issuer]:
    """One of the test's own, as it is rotated and taken down."""
    with Issuer() as running:
        yield running


@pytest.fixture
def fetching(environment: dict[str, str], rotating: Issuer, tmp_path: Path) -> Iterator[Service]:
    with Service(environment | {"JWKS_URL": rotating.url}, tmp_path / "log") as running:
        yield running


def ask(service: Service, token: str) -> httpx.Response:
    return service.get("/tasks", headers={"Authorization": f"Bearer {token}"})


def test_known_keys_are_fetched_once(fetching: Service, rotating: Issuer) -> None:
    assert [ask(fetching, rotating.token("anybody")).status_code for _ in range(5)] == [200] * 5
    assert rotating.fetches == 1


def test_a_rotated_key_is_learnt_without_a_restart(fetching: Service, rotating: Issuer) -> None:
    old = rotating.token("anybody")
    assert ask(fetching, old).status_code == 200
    rotating.rotate()
    wait_until(lambda: ask(fetching, rotating.token("anybody")).status_code == 200, "the new key is known")
    assert ask(fetching, old).status_code == 401


def test_invented_key_ids_do_not_become_load_on_the_frontend(fetching: Service, rotating: Issuer) -> None:
    began = time.monotonic()
    answers = [ask(fetching, rotating.token("anybody", SigningKey())) for _ in range(30)]
    assert {answer.status_code for answer in answers} == {401}
    assert {answer.json()["detail"] for answer in answers} == {"The token's signing key is not known."}
    assert rotating.fetches <= 1 + (time.monotonic() - began) / 3


def test_keys_that_cannot_be_fetched_are_an_outage_and_not_the_users_fault(fetching: Service, rotating: Issuer) -> None:
    rotating.go_down()
    try:
        answer = ask(fetching, rotating.token("anybody"))
        assert answer.status_code == 503
        assert answer.json()["detail"].startswith(f"The signing keys cannot be fetched from {rotating.url}: ")
        assert answer.headers["Retry-After"] == "5"
        assert "WWW-Authenticate" not in answer.headers
    finally:
        rotating.come_back()
    wait_until(lambda: ask(fetching, rotating.token("anybody")).status_code == 200, "the keys are fetched again")


def test_known_keys_outlive_a_short_outage(fetching: Service, rotating: Issuer) -> None:
    assert ask(fetching, rotating.token("anybody")).status_code == 200
    rotating.go_down()
    try:
        assert ask(fetching, rotating.token("anybody")).status_code == 200
    finally:
        rotating.come_back()


@pytest.mark.parametrize(
    ("status", "answer", "reason"),
    [
        (500, b"{}", "it answered 500"),
        (302, b"{}", "it answered 302"),
        (200, b"<html>", "its answer is not a JSON Web Key Set"),
        (200, b"[]", "its answer is not a JSON Web Key Set"),
        (
            200,
            b'{"keys": [{"kty": "OKP", "crv": "Ed25519", "kid": "k", "x": "!"}]}',
            "its answer is not a JSON Web Key Set",
        ),
    ],
)
def test_an_answer_that_is_no_key_set_is_told(
    fetching: Service, rotating: Issuer, status: int, answer: bytes, reason: str
) -> None:
    rotating.status, rotating.answer = status, answer
    response = ask(fetching, rotating.token("anybody"))
    assert response.status_code == 503
    assert response.json()["detail"] == f"The signing keys cannot be fetched from {rotating.url}: {reason}."
