import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.service import Service
from tests.user import User

KIB = 1024
LIMIT = 64 * KIB


@pytest.mark.parametrize(
    ("fields", "at_fault"),
    [
        ({"title": ""}, "title"),
        ({"title": " \t\n"}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"title": "nul\0"}, "title"),
        ({"title": None}, "title"),
        ({"title": 1}, "title"),
        ({"description": "x" * 2001}, "description"),
        ({"description": "\0"}, "description"),
        ({"completed": "yes"}, "completed"),
        ({"completed": None}, "completed"),
        ({"priority": "urgent"}, "priority"),
        ({"due_date": "2027-02-30"}, "due_date"),
        ({"due_date": "soon"}, "due_date"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_a_field_out_of_bounds_is_refused_by_name(user: User, fields: dict[str, Any], at_fault: str) -> None:
    task = user.create()
    answers = [
        user.http.post("/tasks", json={"title": "Fine", **fields}),
        user.http.patch(f"/tasks/{task['id']}", json=fields),
    ]
    for answer in answers:
        assert answer.status_code == 422
        assert answer.json()["detail"].startswith(f"{at_fault}: ")
        assert answer.json()["request_id"] == answer.headers["X-Request-ID"]
    assert user.http.get(f"/tasks/{task['id']}").json() == task


def test_all_faults_of_a_body_are_told_at_once_without_the_input(user: User) -> None:
    detail = user.http.post("/tasks", json={"title": "", "priority": "s3cret-input"}).json()["detail"]
    assert detail.startswith("title: ")
    assert "; priority: " in detail
    assert "s3cret-input" not in detail


def test_the_longest_texts_fit_counted_in_characters(user: User) -> None:
    task = user.create(title="🌱" * 200, description="ü" * 2000)
    assert (len(task["title"]), len(task["description"])) == (200, 2000)


@pytest.mark.parametrize(
    "query",
    [
        "completed=maybe", "priority=urgent", "q=", "q=" + "x" * 201, "q=%00", "due_before=soon", "sort=user_id",
        "sort=title;DROP", "limit=0", "limit=101", "limit=x", "offset=-1", "offset=10001",
        "offset=99999999999999999999", "surprise=1",
    ],
)  # fmt: skip
def test_a_query_out_of_bounds_is_refused(user: User, query: str) -> None:
    answer = user.http.get(f"/tasks?{query}")
    assert answer.status_code == 422
    assert answer.json()["detail"].startswith(query.partition("=")[0])


@pytest.mark.parametrize("path", ["/tasks/1", "/tasks/not-an-id", "/tasks/%00"])
def test_an_id_that_is_none_is_refused(user: User, path: str) -> None:
    assert user.http.get(path).status_code == 422


@pytest.mark.parametrize("body", [b"", b"{", b'{"title": "x",}', b"[]", b'"text"', b"null", b'{"title":"\\ud800"}'])
def test_a_body_that_is_no_good_json_is_refused(user: User, body: bytes) -> None:
    answer = user.http.post("/tasks", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422, answer.text
    assert set(answer.json()) == {"detail", "request_id"}


@pytest.mark.parametrize("body", [b"\xff", b'{"title":' + b"[" * 30_000 + b"]" * 30_000 + b"}"])
def test_a_body_that_cannot_even_be_parsed_is_a_bad_request(user: User, body: bytes) -> None:
    answer = user.http.post("/tasks", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert set(answer.json()) == {"detail", "request_id"}


def padded(size: int) -> bytes:
    body = json.dumps({"title": "Fits"}).encode()
    return body[:-1] + b" " * (size - len(body)) + b"}"


def chunks(body: bytes) -> Iterator[bytes]:
    for start in range(0, len(body), 10 * KIB):
        yield body[start : start + 10 * KIB]


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize(("size", "status"), [(LIMIT, 201), (LIMIT + 1, 413), (512 * KIB, 413), (4096 * KIB, 413)])
def test_a_body_may_have_64_kib_and_no_more(user: User, chunked: bool, size: int, status: int) -> None:
    content = chunks(padded(size)) if chunked else padded(size)
    answer = user.http.post("/tasks", content=content, headers={"Content-Type": "application/json"})
    assert ("transfer-encoding" in answer.request.headers) is chunked
    assert answer.status_code == status
    if status == 413:
        assert answer.json() == {
            "detail": "The body is larger than 64 KiB.",
            "request_id": answer.headers["X-Request-ID"],
        }
        assert answer.headers["Connection"] == "close"


def test_a_large_body_is_refused_before_the_token_is_looked_at(service: Service) -> None:
    assert httpx.post(f"{service.url}/tasks", content=padded(LIMIT + 1)).status_code == 413


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 404),
        ("GET", "/tasks/", 404),
        ("PUT", "/tasks", 405),
        ("GET", "/docs", 404),
        ("GET", "/openapi.json", 404),
    ],
)
def test_what_is_not_there_is_told_in_the_same_shape(service: Service, method: str, path: str, status: int) -> None:
    answer = httpx.request(method, service.url + path)
    assert answer.status_code == status
    assert set(answer.json()) == {"detail", "request_id"}
