"""The task table. The migrations make it; this is how the code sees it."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Date, DateTime, ForeignKey, Index, Table, Text, func, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

Priority = Literal["low", "medium", "high"]


class Base(DeclarativeBase):
    pass


# better-auth's table: the frontend writes it, tasks only refer to it.
Table("user", Base.metadata, Column("id", Text, primary_key=True))


class Task(Base):
    __tablename__ = "task"
    __table_args__ = (
        CheckConstraint("char_length(title) BETWEEN 1 AND 200", name="task_title_length"),
        CheckConstraint("char_length(description) <= 2000", name="task_description_length"),
        CheckConstraint("priority IN ('low', 'medium', 'high')", name="task_priority_known"),
        Index("task_user_id_created_at_idx", "user_id", "created_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=text("gen_random_uuid()"))
    user_id: Mapped[str] = mapped_column(Text, ForeignKey("user.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text, server_default="")
    completed: Mapped[bool] = mapped_column(server_default=text("false"))
    priority: Mapped[Priority] = mapped_column(Text, server_default="medium")
    due_date: Mapped[date | None] = mapped_column(Date)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    updated_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
