"""Alembic's entry: runs the migrations on the connection, and in the transaction, that `todo.migrate` holds."""

from alembic import context

from todo.model import Base

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Base.metadata)
with context.begin_transaction():
    context.run_migrations()
