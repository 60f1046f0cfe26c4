from datetime import datetime
from uuid import UUID, uuid4

import pytest

from tests.user import User


def test_a_created_task_has_the_defaults_and_its_place(user: User) -> None:
    response = user.http.post("/tasks", json={"title": "Buy milk"})
    task = response.json()
    assert response.status_code == 201
    assert response.headers["Location"] == f"/tasks/{UUID(task['id'])}"
    assert set(task) == {
        "id", "title", "description", "completed", "priority", "due_date", "created_at", "updated_at",
    }  # fmt: skip
    assert (task["title"], task["description"], task["completed"]) == ("Buy milk", "", False)
    assert (task["priority"], task["due_date"]) == ("medium", None)
    assert datetime.fromisoformat(task["created_at"]).tzinfo is not None
    assert user.http.get(response.headers["Location"]).json() == task


def test_all_fields_can_be_given(user: User) -> None:
    fields = {
        "title": "Pay rent",
        "description": "By transfer",
        "completed": True,
        "priority": "high",
        "due_date": "2027-02-28",
    }
    assert fields.items() <= user.create(**fields).items()


def test_a_patch_changes_only_what_it_names(user: User) -> None:
    before = user.create(priority="high", due_date="2027-01-01")
    after = user.http.patch(f"/tasks/{before['id']}", json={"completed": True})
    assert after.status_code == 200
    assert after.json() == before | {"completed": True, "updated_at": after.json()["updated_at"]}
    assert datetime.fromisoformat(after.json()["updated_at"]) > datetime.fromisoformat(before["updated_at"])


def test_null_takes_the_due_date_away(user: User) -> None:
    task = user.create(due_date="2027-01-01")
    assert user.http.patch(f"/tasks/{task['id']}", json={"due_date": None}).json()["due_date"] is None


def test_an_empty_patch_changes_nothing(user: User) -> None:
    task = user.create()
    assert user.http.patch(f"/tasks/{task['id']}", json={}).json() == task


def test_a_deleted_task_is_gone(user: User) -> None:
    task = user.create()
    assert user.http.delete(f"/tasks/{task['id']}").status_code == 204
    assert user.http.get(f"/tasks/{task['id']}").status_code == 404
    assert user.http.delete(f"/tasks/{task['id']}").status_code == 404


def test_a_task_that_never_was_is_not_found(user: User) -> None:
    path = f"/tasks/{uuid4()}"
    assert user.http.get(path).status_code == 404
    assert user.http.patch(path, json={"completed": True}).status_code == 404
    assert user.http.delete(path).status_code == 404


@pytest.mark.parametrize(
    "title",
    [
        "'); DROP TABLE task; --",
        "x' OR '1'='1",
        "<script>alert(1)</script>",
        "{{7*7}} ${jndi:ldap://x} %s %(title)s :title \\",
        "  blanks at both ends  ",
        "日本語 🌱 \u202etxt.exe",
    ],
)
def test_a_title_is_stored_as_it_was_sent(user: User, title: str) -> None:
    task = user.create(title=title, description=title)
    assert user.http.get(f"/tasks/{task['id']}").json()["title"] == title
    assert user.titles(q=title) == [title]
    assert user.http.patch(f"/tasks/{task['id']}", json={"title": title + "!"}).json()["title"] == title + "!"


def test_a_search_finds_parts_of_title_and_description_whatever_their_case(user: User) -> None:
    user.create(title="Call the BANK")
    user.create(title="Letter", description="to the bank")
    user.create(title="Swim")
    assert sorted(user.titles(q="bank")) == ["Call the BANK", "Letter"]


@pytest.mark.parametrize("wildcard", ["%", "_", "\\"])
def test_wildcards_in_a_search_mean_themselves(user: User, wildcard: str) -> None:
    user.create(title="plain")
    user.create(title=f"with {wildcard} inside")
    assert user.titles(q=wildcard) == [f"with {wildcard} inside"]


def test_filters_narrow_the_list_together(user: User) -> None:
    user.create(title="a", completed=True, priority="high", due_date="2027-01-01")
    user.create(title="b", completed=True, priority="high", due_date="2027-01-02")
    user.create(title="c", completed=False, priority="high", due_date="2027-01-01")
    user.create(title="d", completed=True, priority="low")
    assert user.titles(completed="true", priority="high", due_before="2027-01-02") == ["a"]
    assert user.titles(completed="false") == ["c"]


def test_the_newest_task_comes_first(user: User) -> None:
    for title in "abc":
        user.create(title=title)
    assert user.titles() == ["c", "b", "a"]
    assert user.titles(sort="created_at") == ["a", "b", "c"]


def test_priority_sorts_by_weight_and_no_due_date_comes_last(user: User) -> None:
    user.create(title="l", priority="low", due_date="2027-01-02")
    user.create(title="h", priority="high")
    user.create(title="m", priority="medium", due_date="2027-01-01")
    assert user.titles(sort="-priority") == ["h", "m", "l"]
    assert user.titles(sort="priority") == ["l", "m", "h"]
    assert user.titles(sort="due_date") == ["m", "l", "h"]
    assert user.titles(sort="-due_date") == ["l", "m", "h"]


def test_pages_cover_all_tasks_once_and_tell_the_total(user: User) -> None:
    for number in range(5):
        user.create(title=str(number))
    page = user.http.get("/tasks", params={"limit": 2, "offset": 2}).json()
    assert (page["total"], page["limit"], page["offset"]) == (5, 2, 2)
    pages = [user.titles(limit=2, offset=offset, sort="priority") for offset in (0, 2, 4)]
    assert sorted(title for titles in pages for title in titles) == ["0", "1", "2", "3", "4"]
