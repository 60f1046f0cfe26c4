"""The connections to PostgreSQL: a pool for requests, one connection of its own for the readiness probe."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import structlog
from sqlalchemy import URL, text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from todo.outage import DatabaseUnavailable, outages_as_unavailable
from todo.settings import DatabaseSettings

ANSWER_SECONDS = 5
"""How long a request waits for a connection, and then for each statement."""
PROBE_SECONDS = 1.5


log = structlog.stdlib.get_logger(__name__)


def connect_arguments(settings: DatabaseSettings) -> dict[str, Any]:
    arguments: dict[str, Any] = {"timeout": ANSWER_SECONDS, "server_settings": {"application_name": "todo-backend"}}
    match settings.db_ssl_mode:
        case "disable":
            arguments["ssl"] = False
        case "require":
            arguments["ssl"] = "require"
        case "verify-full":
            arguments["ssl"] = ssl.create_default_context()  # SSL_CERT_FILE may name another authority
    return arguments


def create_engine(
    settings: DatabaseSettings, command_timeout: float | None = ANSWER_SECONDS, **pool: Any
) -> AsyncEngine:
    url = URL.create(
        "postgresql+asyncpg",
        settings.db_user,
        settings.db_password.get_secret_value(),
        settings.db_host,
        settings.db_port,
        settings.db_name,
    )
    arguments = connect_arguments(settings) | {"command_timeout": command_timeout}
    return create_async_engine(url, connect_args=arguments, hide_parameters=True, **pool)


class Database:
    def __init__(self, settings: DatabaseSettings) -> None:
        # Pre-ping: a pool outlives the database's pod, and the first request after a restart must not fail.
        self._engine = create_engine(
            settings, pool_pre_ping=True, pool_size=10, max_overflow=5, pool_timeout=ANSWER_SECONDS, pool_recycle=1800
        )
        # A busy pool is no reason to send the load elsewhere, so the probe does not queue for it.
        self._probe_engine = create_engine(settings, pool_pre_ping=True, pool_size=1, max_overflow=0)
        self._probe: asyncio.Task[bool] | None = None

    @asynccontextmanager
    async def session(self) -> AsyncIterator[AsyncSession]:
        """A transaction, committed at the end."""
        with outages_as_unavailable():
            async with AsyncSession(self._engine, expire_on_commit=False) as session, session.begin():
                yield session

    async def answers(self) -> bool:
        """Whether the database answers in time.

        One probe at most is under way, however many ask, and none is waited for longer than `PROBE_SECONDS`: a hanging
        connection cannot even be cancelled promptly.
        """
        if self._probe is None or self._probe.done():
            self._probe = asyncio.create_task(self._select_one())
        probe = self._probe
        await asyncio.wait({probe}, timeout=PROBE_SECONDS)
        return probe.done() and not probe.cancelled() and probe.result()

    async def _select_one(self) -> bool:
        try:
            with outages_as_unavailable():
                async with self._probe_engine.connect() as connection:
                    await connection.execute(text("SELECT 1"))
        except DatabaseUnavailable as error:
            log.warning("not ready: the database cannot be used", reason=str(error))
            return False
        return True

    async def close(self) -> None:
        if self._probe is not None:
            self._probe.cancel()
        await self._engine.dispose()
        await self._probe_engine.dispose()
