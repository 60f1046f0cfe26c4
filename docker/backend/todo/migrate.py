"""`python -m todo.migrate`: brings the database up to date, once, however many start it."""

import asyncio
import signal
import sys
from pathlib import Path
from time import monotonic

import structlog
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine

from todo.database import create_engine
from todo.outage import DatabaseUnavailable, outages_as_unavailable
from todo.settings import MigrationSettings
from todo.start import start

LOCK = 7046029254386353131
"""Any number would do, as long as every migrator takes the same."""
LOCK_WAIT = "120s"
RETRY_SECONDS = 1

log = structlog.stdlib.get_logger("todo.migrate")


async def migrate(settings: MigrationSettings) -> None:
    engine = create_engine(settings, command_timeout=None)
    try:
        await wait_for_database(engine, settings.migrate_wait_seconds)
        with outages_as_unavailable():
            async with engine.begin() as connection:
                await connection.execute(text(f"SET LOCAL lock_timeout = '{LOCK_WAIT}'"))
                # Held until the transaction ends: who waits here finds everything done.
                await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
                await connection.run_sync(upgrade)
    finally:
        await engine.dispose()


async def wait_for_database(engine: AsyncEngine, seconds: float) -> None:
    """Returns when it answers. Gives up at once on what time does not heal, such as a wrong password."""
    deadline = monotonic() + seconds
    while True:
        try:
            with outages_as_unavailable():
                async with engine.connect():
                    return
        except DatabaseUnavailable as error:
            if not error.outage.temporary or monotonic() >= deadline:
                raise
            log.info("waiting for the database", reason=error.outage.reason)
        await asyncio.sleep(RETRY_SECONDS)


def upgrade(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.attributes["connection"] = connection
    current = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if current is not None and current not in known:
        # Pods of the version before start while an upgrade runs and after a rollback; the newer schema suits them, too.
        log.warning("the database is newer than this version, and stays as it is", revision=current)
        return
    command.upgrade(config, "head")


def main() -> None:
    settings = start(MigrationSettings, code_when_stopped=128 + signal.SIGTERM)
    where = f"{settings.db_name!r} at {settings.db_host}:{settings.db_port}"
    try:
        asyncio.run(migrate(settings))
    except DatabaseUnavailable as error:
        hint = "Check that it runs" if error.outage.temporary else "Check the settings DB_*"
        log.critical("Cannot migrate the database %s: %s. %s.", where, error.outage.reason, hint)
        sys.exit(1)
    except Exception as error:
        log.critical("The migration of %s failed and was rolled back.", where, exc_info=error)
        sys.exit(1)
    log.info("the database is up to date", database=settings.db_name)


if __name__ == "__main__":
    main()
