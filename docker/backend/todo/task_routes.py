"""`/tasks`: create, read, change and delete the signed-in user's tasks."""

from collections.abc import AsyncIterator
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response

from todo.database import Database
from todo.model import Task
from todo.schema import NewTask, TaskChange, TaskFilter, TaskPage, TaskView
from todo.tasks import OwnerMissing, Tasks
from todo.user import UserId, unauthorized

router = APIRouter(prefix="/tasks")


async def tasks_of_user(request: Request, user_id: UserId) -> AsyncIterator[Tasks]:
    database: Database = request.app.state.database
    async with database.session() as session:
        yield Tasks(session, user_id)


# Scope "function": the transaction is committed before the answer is sent, so that a 201 is true.
UserTasks = Annotated[Tasks, Depends(tasks_of_user, scope="function")]


@router.get("")
async def list_tasks(tasks: UserTasks, wanted: Annotated[TaskFilter, Query()]) -> TaskPage:
    found, total = await tasks.list_matching(wanted)
    items = [TaskView.model_validate(task) for task in found]
    return TaskPage(items=items, total=total, limit=wanted.limit, offset=wanted.offset)


@router.post("", response_model=TaskView, status_code=201)
async def create_task(tasks: UserTasks, task: NewTask, response: Response) -> Task:
    try:
        created = await tasks.create(task)
    except OwnerMissing:
        raise unauthorized("The token's user no longer exists. Sign up again.") from None
    response.headers["Location"] = f"{router.prefix}/{created.id}"
    return created


@router.get("/{task_id}", response_model=TaskView)
async def get_task(tasks: UserTasks, task_id: UUID) -> Task:
    return existing(await tasks.find(task_id))


@router.patch("/{task_id}", response_model=TaskView)
async def change_task(tasks: UserTasks, task_id: UUID, change: TaskChange) -> Task:
    return existing(await tasks.change(task_id, change))


@router.delete("/{task_id}", status_code=204)
async def delete_task(tasks: UserTasks, task_id: UUID) -> None:
    if not await tasks.delete(task_id):
        existing(None)


def existing(task: Task | None) -> Task:
    if task is None:
        raise HTTPException(404, "No such task.")
    return task
