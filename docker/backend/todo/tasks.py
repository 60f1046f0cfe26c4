"""One user's tasks in the database. Each query holds the owner, so another user's task is the same as none."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import asyncpg
from sqlalchemy import ColumnElement, case, delete, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from todo.model import Task
from todo.schema import NewTask, TaskChange, TaskFilter

RANK = case({"low": 0, "medium": 1, "high": 2}, value=Task.priority)


class OwnerMissing(Exception):
    """The token is good, but its user is no longer in the database."""


class Tasks:
    def __init__(self, session: AsyncSession, user_id: str) -> None:
        self._session = session
        self._user_id = user_id

    async def list_matching(self, wanted: TaskFilter) -> tuple[Sequence[Task], int]:
        """One page, and how many there are on all of them."""
        conditions = [self._mine(), *conditions_of(wanted)]
        total = await self._session.scalar(select(func.count()).select_from(Task).where(*conditions))
        page = (
            select(Task).where(*conditions).order_by(*order_of(wanted.sort)).limit(wanted.limit).offset(wanted.offset)
        )
        return (await self._session.scalars(page)).all(), total or 0

    async def find(self, task_id: UUID) -> Task | None:
        return await self._session.scalar(select(Task).where(self._mine(), Task.id == task_id))

    async def create(self, task: NewTask) -> Task:
        values = task.model_dump() | {"user_id": self._user_id}
        try:
            created = await self._session.scalars(insert(Task).values(values).returning(Task))
        except IntegrityError as error:
            if isinstance(error.orig and error.orig.__cause__, asyncpg.ForeignKeyViolationError):
                raise OwnerMissing from error
            raise
        return created.one()

    async def change(self, task_id: UUID, change: TaskChange) -> Task | None:
        values: dict[str, Any] = change.sent()
        if not values:
            return await self.find(task_id)
        statement = update(Task).where(self._mine(), Task.id == task_id).values(**values, updated_at=func.now())
        return await self._session.scalar(statement.returning(Task))

    async def delete(self, task_id: UUID) -> bool:
        gone = await self._session.scalar(delete(Task).where(self._mine(), Task.id == task_id).returning(Task.id))
        return gone is not None

    def _mine(self) -> ColumnElement[bool]:
        return Task.user_id == self._user_id


def conditions_of(wanted: TaskFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.completed is not None:
        conditions.append(Task.completed.is_(wanted.completed))
    if wanted.priority is not None:
        conditions.append(Task.priority == wanted.priority)
    if wanted.q is not None:
        conditions.append(
            or_(Task.title.icontains(wanted.q, autoescape=True), Task.description.icontains(wanted.q, autoescape=True))
        )
    if wanted.due_before is not None:
        conditions.append(Task.due_date < wanted.due_before)
    return conditions


def order_of(sort: str) -> list[ColumnElement[Any]]:
    """The id at the end makes the order total: without it a page could repeat a task of the page before."""
    name = sort.removeprefix("-")
    column: ColumnElement[Any] = RANK if name == "priority" else Task.__table__.c[name]
    ordered = column.desc() if sort.startswith("-") else column.asc()
    return [ordered.nulls_last(), Task.__table__.c.id.asc()]
