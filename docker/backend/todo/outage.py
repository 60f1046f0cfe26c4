"""Tells a database that cannot be used from a mistake of ours, and what time may heal from what needs a person."""

import socket
import ssl
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


def find_outage(error: BaseException) -> Outage | None:
    match error:
        case DBAPIError():
            original = error.orig and error.orig.__cause__  # asyncpg's own, inside SQLAlchemy's two wrappings
            lost = Outage("the connection was lost", temporary=True) if error.connection_invalidated else None
            return (original and find_outage(original)) or lost
        case PoolTimeout():
            return Outage("no connection of the pool became free in time", temporary=True)
        case asyncpg.PostgresError() | asyncpg.InterfaceError():
            return refusal_of(error)
        case OSError():
            return failure_to_reach(error)
        case _:
            return None


def refusal_of(error: asyncpg.PostgresError | asyncpg.InterfaceError) -> Outage | None:
    # A ValueError is asyncpg's word for an argument of ours that does not fit, and quotes it.
    if isinstance(error, ValueError) or not isinstance(error, REFUSED_FOR_GOOD + NOT_AT_THE_MOMENT):
        return None
    reason = str(error.args[0]) if error.args else type(error).__name__
    return Outage(reason, temporary=not isinstance(error, REFUSED_FOR_GOOD))


def failure_to_reach(error: OSError) -> Outage:
    match error:
        case ssl.SSLError():
            return Outage(f"TLS failed, see DB_SSL_MODE: {error.reason or error}", temporary=False)
        case ConnectionError() if "SSL" in str(error):  # asyncpg has no type for it
            return Outage("TLS failed, see DB_SSL_MODE: the database offers none", temporary=False)
        case socket.gaierror():
            return Outage("its host name cannot be resolved", temporary=True)
        case TimeoutError():
            return Outage("no answer in time", temporary=True)
        case _:
            return Outage(error.strerror or str(error) or type(error).__name__, temporary=True)


@contextmanager
def outages_as_unavailable() -> Iterator[None]:
    try:
        yield
    except Exception as error:
        if outage := find_outage(error):
            raise DatabaseUnavailable(outage) from error
        raise
