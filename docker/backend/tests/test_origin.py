import httpx
import pytest

from tests.issuer import APP_URL
from tests.service import Service
from tests.user import User

STRANGERS = [
    "https://evil.example",
    "null",
    "http://localhost:3001",
    "https://localhost:3000",
    "http://localhost:3000.evil.example",
]


def preflight(service: Service, origin: str, method: str = "POST", header: str = "authorization") -> httpx.Response:
    headers = {
        "Origin": origin,
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": header,
    }
    return httpx.options(f"{service.url}/tasks", headers=headers)


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "DELETE"])
def test_the_apps_own_origin_passes_the_preflight(service: Service, method: str) -> None:
    answer = preflight(service, APP_URL, method)
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == APP_URL
    assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.parametrize("origin", STRANGERS)
def test_a_stranger_does_not_pass_the_preflight(service: Service, origin: str) -> None:
    answer = preflight(service, origin)
    assert answer.status_code == 400
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_other_methods_and_headers_do_not_pass_the_preflight(service: Service) -> None:
    assert preflight(service, APP_URL, "PUT").status_code == 400
    assert preflight(service, APP_URL, header="x-surprise").status_code == 400


def test_an_answer_is_readable_by_the_apps_own_origin(user: User) -> None:
    answer = user.http.get("/tasks", headers={"Origin": APP_URL})
    assert answer.headers["Access-Control-Allow-Origin"] == APP_URL
    assert "Origin" in answer.headers["Vary"]
    assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.parametrize("origin", STRANGERS)
def test_an_answer_is_not_readable_by_a_stranger(user: User, origin: str) -> None:
    assert "Access-Control-Allow-Origin" not in user.http.get("/tasks", headers={"Origin": origin}).headers


def test_an_error_is_readable_by_the_apps_own_origin(service: Service) -> None:
    answer = service.get("/tasks", headers={"Origin": APP_URL})
    assert answer.status_code == 401
    assert answer.headers["Access-Control-Allow-Origin"] == APP_URL
