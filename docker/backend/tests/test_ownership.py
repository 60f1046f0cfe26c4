from collections.abc import Callable

import pytest

from tests.issuer import Issuer
from tests.postgres import Postgres
from tests.user import User


@pytest.fixture
def other(new_user: Callable[[], User]) -> User:
    return new_user()


def test_another_users_task_is_as_good_as_none(user: User, other: User) -> None:
    task = user.create(title="Mine")
    path = f"/tasks/{task['id']}"
    answers = [other.http.get(path), other.http.patch(path, json={"title": "Yours"}), other.http.delete(path)]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert {answer.json()["detail"] for answer in answers} == {"No such task."}
    assert user.http.get(path).json() == task


def test_another_users_tasks_are_not_listed_nor_counted(user: User, other: User) -> None:
    user.create(title="Mine")
    assert other.http.get("/tasks", params={"q": "Mine"}).json() == {"items": [], "total": 0, "limit": 50, "offset": 0}


@pytest.mark.parametrize("field", ["user_id", "userId", "id", "created_at"])
def test_a_body_cannot_name_the_owner_or_anything_else_that_is_not_the_users(
    user: User, other: User, field: str
) -> None:
    task = user.create()
    body = {"title": "Planted", field: other.id}
    assert user.http.post("/tasks", json=body).status_code == 422
    assert user.http.patch(f"/tasks/{task['id']}", json=body).status_code == 422
    assert other.titles() == []


def test_the_tasks_of_a_deleted_user_are_gone_and_the_old_token_makes_none(
    user: User, postgres: Postgres, database: str
) -> None:
    user.create()
    postgres.sql('DELETE FROM "user" WHERE id = $1', user.id, database=database)
    assert user.titles() == []
    response = user.http.post("/tasks", json={"title": "Ghost"})
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == "Bearer"
    assert response.json()["detail"] == "The token's user no longer exists. Sign up again."


def test_a_user_id_that_looks_like_sql_is_only_a_user_id(user: User, issuer: Issuer) -> None:
    user.create()
    token = issuer.token("' OR '1'='1")
    user.http.headers["Authorization"] = f"Bearer {token}"
    assert user.titles() == []
