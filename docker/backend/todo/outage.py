"""Tells a database that cannot be used from a mistake of ours, and what time may heal from what needs a person."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import asyncpg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

REFUSED_FOR_GOOD = (asyncpg.InvalidAuthorizationSpecificationError, asyncpg.InvalidCatalogNameError)
NOT_AT_THE_MOMENT = (
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.ReadOnlySQLTransactionError,
    asyncpg.InterfaceError,
)


@dataclass(frozen=True)
class Outage:
    reason: str
    temporary: bool


class DatabaseUnavailable(Exception):
    """The database cannot be used. The message is for the log: it names no password and no row."""

    def __init__(self, outage: Outage) -> None:
        super().__init__(outage.reason)
        self.outage = outage


def find_outage(error: BaseException) -> Outage | None:  # noqa: PLR0911 - one return for each kind
    if isinstance(error, DBAPIError):
        original = error.orig.__cause__ if error.orig else None
        if original is not None and (outage := find_outage(original)):
            return outage
        return Outage("the connection was lost", temporary=True) if error.connection_invalidated else None
    match error:
        case PoolTimeout():
            return Outage("no connection of the pool became free in time", temporary=True)
        case asyncpg.PostgresError() if isinstance(error, REFUSED_FOR_GOOD):
            return Outage(str(error.args[0]), temporary=False)
        case _ if isinstance(error, NOT_AT_THE_MOMENT):
            return Outage(str(error.args[0]) if error.args else type(error).__name__, temporary=True)
        case TimeoutError():
            return Outage("no answer in time", temporary=True)
        case socket.gaierror():
            return Outage("its host name cannot be resolved", temporary=True)
        case OSError():
            return Outage(error.strerror or str(error) or type(error).__name__, temporary=True)
        case _:
            return None


@contextmanager
def outages_as_unavailable() -> Iterator[None]:
    try:
        yield
    except Exception as error:
        if outage := find_outage(error):
            raise DatabaseUnavailable(outage) from error
        raise
