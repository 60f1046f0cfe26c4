import re
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.issuer import Issuer
from tests.postgres import Postgres
from tests.service import Service
from tests.user import User
from tests.waiting import wait_until


def lines_of(service: Service, request_id: str) -> list[dict[str, Any]]:
    def found() -> list[dict[str, Any]]:
        return [line for line in service.log() if line.get("request_id") == request_id]

    wait_until(lambda: any(line["message"] == "request" for line in found()), "the request is in the log")
    return found()


def test_a_given_request_id_is_in_the_answer_the_error_and_the_log(service: Service, user: User) -> None:
    given = f"from-the-proxy.{uuid4()}"
    answer = user.http.get(f"/tasks/{uuid4()}", headers={"X-Request-ID": given})
    assert answer.headers["X-Request-ID"] == given
    assert answer.json()["request_id"] == given
    (line,) = [line for line in lines_of(service, given) if line["message"] == "request"]
    assert line["time"].endswith("Z")
    assert line["milliseconds"] > 0
    assert {name: line[name] for name in ("level", "logger", "message", "method", "route", "status")} == {
        "level": "info",
        "logger": "todo.access",
        "message": "request",
        "method": "GET",
        "route": "/tasks/{task_id}",
        "status": 404,
    }


@pytest.mark.parametrize("given", [None, "", "two words", "x" * 65, "a;b", '{"a":1}', "é"])
def test_a_missing_or_harmful_request_id_is_replaced(service: Service, given: str | None) -> None:
    headers = {} if given is None else {"X-Request-ID": given.encode()}
    made = service.get("/healthz", headers=headers).headers["X-Request-ID"]
    assert re.fullmatch("[0-9a-f]{32}", made)


def test_two_requests_have_two_ids(service: Service) -> None:
    assert service.get("/healthz").headers["X-Request-ID"] != service.get("/healthz").headers["X-Request-ID"]


def test_uvicorns_own_lines_are_json_too(service: Service) -> None:
    assert {"uvicorn.error"} <= {line["logger"] for line in service.log()}
    assert all({"time", "level", "logger", "message"} <= set(line) for line in service.log())


def test_probes_do_not_fill_the_log(environment: dict[str, str], tmp_path: Path) -> None:
    with Service(environment, tmp_path / "log") as service:
        for path in ("/healthz", "/readyz", "/metrics", "/elsewhere"):
            service.get(path)
        wait_until(lambda: '"message": "request"' in service.log_text(), "a request is in the log")
        assert [line["route"] for line in service.log() if line["message"] == "request"] == ["unmatched"]


def test_no_secret_no_token_and_no_body_is_ever_logged(
    service: Service, user: User, postgres: Postgres, issuer: Issuer
) -> None:
    hidden = f"hidden-{uuid4()}"
    headers = {"X-Request-ID": uuid4().hex}
    user.create(title=hidden, description=hidden)
    user.http.get("/tasks", params={"q": hidden})
    user.http.get(f"/tasks/{hidden}")
    user.http.post("/tasks", json={"title": "x" * 300, "description": hidden, hidden: hidden})
    user.http.post("/tasks", content=f'{{"{hidden}'.encode(), headers={"Content-Type": "application/json"})
    user.http.get("/tasks", headers={**headers, "Authorization": f"Bearer {user.token}x"})
    lines_of(service, headers["X-Request-ID"])
    log = service.log_text()
    token_parts = user.token.split(".")
    for secret in (
        hidden,
        postgres.password,
        user.token,
        token_parts[1],
        token_parts[2],
        "Bearer",
        issuer.key.published()["x"],
    ):
        assert secret not in log


def test_an_unexpected_error_tells_the_caller_nothing_but_its_id(
    postgres: Postgres, database: str, service: Service, user: User
) -> None:
    hidden = f"hidden-{uuid4()}"
    request_id = uuid4().hex
    postgres.sql("ALTER TABLE task RENAME COLUMN title TO no_title", database=database)
    try:
        answer = user.http.post("/tasks", json={"title": hidden}, headers={"X-Request-ID": request_id})
    finally:
        postgres.sql("ALTER TABLE task RENAME COLUMN no_title TO title", database=database)
    assert answer.status_code == 500
    assert answer.json() == {
        "detail": "Unexpected error. The log has more under this request id.",
        "request_id": request_id,
    }
    assert answer.headers["X-Request-ID"] == request_id
    error, request = lines_of(service, request_id)
    assert (error["level"], error["error"]["type"]) == ("error", "sqlalchemy.exc.ProgrammingError")
    assert error["error"]["sqlstate"] == "42703"
    assert any("todo/tasks.py" in frame for frame in error["error"]["stack"])
    assert request["status"] == 500
    assert hidden not in service.log_text()
