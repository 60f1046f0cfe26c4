"""What callers may send, and what they get. A body names these fields alone: the owner comes from the token."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool

from todo.model import Priority

Sort = Literal[
    "created_at",
    "-created_at",
    "updated_at",
    "-updated_at",
    "due_date",
    "-due_date",
    "priority",
    "-priority",
    "title",
    "-title",
]


def storable(text: str) -> str:
    """PostgreSQL's text holds every character but U+0000, and JSON can spell half of a surrogate pair."""
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("must not hold U+0000 or a lone surrogate")
    return text


def not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("must not be blank")
    return text


StorableText = Annotated[str, AfterValidator(storable)]
Title = Annotated[StorableText, Field(min_length=1, max_length=200), AfterValidator(not_blank)]
Description = Annotated[StorableText, Field(max_length=2000)]


class NewTask(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: Title
    description: Description = ""
    completed: StrictBool = False
    priority: Priority = "medium"
    due_date: date | None = None


class TaskChange(BaseModel):
    """Only the fields that were sent change; the defaults below are never used."""

    model_config = ConfigDict(extra="forbid")

    title: Title = ""
    description: Description = ""
    completed: StrictBool = False
    priority: Priority = "medium"
    due_date: date | None = None

    def sent(self) -> dict[str, Any]:
        return self.model_dump(exclude_unset=True)


class TaskView(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    title: str
    description: str
    completed: bool
    priority: Priority
    due_date: date | None
    created_at: datetime
    updated_at: datetime


class TaskPage(BaseModel):
    """`total` counts the matches on all pages."""

    items: list[TaskView]
    total: int
    limit: int
    offset: int


class TaskFilter(BaseModel):
    model_config = ConfigDict(extra="forbid")

    completed: bool | None = None
    priority: Priority | None = None
    q: Annotated[StorableText, Field(min_length=1, max_length=200)] | None = None
    due_before: date | None = None
    sort: Sort = "-created_at"
    limit: Annotated[int, Field(ge=1, le=100)] = 50
    offset: Annotated[int, Field(ge=0, le=10_000)] = 0
