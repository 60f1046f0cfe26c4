"""One JSON object a line on stdout, from our code and from every library alike, with the id of the request at hand."""

import logging
import logging.config
import traceback

import structlog
from sqlalchemy.exc import DBAPIError
from structlog.typing import EventDict, Processor, WrappedLogger


def describe(error: BaseException) -> dict[str, object]:
    """Where it happened and of what kind it is. A database error's text may quote a row: its SQLSTATE stands for it."""
    frames = traceback.extract_tb(error.__traceback__)
    told: dict[str, object] = {"type": f"{type(error).__module__}.{type(error).__qualname__}"}
    if isinstance(error, DBAPIError):
        told["sqlstate"] = getattr(error.orig, "sqlstate", None)
    else:
        told["message"] = str(error)
    told["stack"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    if cause := error.__cause__ or error.__context__:
        told["cause"] = describe_type(cause)
    return told


def describe_type(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"


def with_described_error(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    match event.pop("exc_info", None):
        case BaseException() as error:
            event["error"] = describe(error)
        case (_, BaseException() as error, _):
            event["error"] = describe(error)
        case _:
            pass
    return event


def without_colour(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    event.pop("color_message", None)  # uvicorn's own copy of the message, for terminals
    return event


def with_the_telling_first(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    return {name: event.pop(name) for name in ("time", "level", "logger", "message")} | dict(event)


def configure_logs(level: str) -> None:
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
        with_described_error,
        without_colour,
    ]
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {
                "json": {
                    "()": structlog.stdlib.ProcessorFormatter,
                    "foreign_pre_chain": shared,
                    "processors": [
                        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                        structlog.processors.EventRenamer("message"),
                        with_the_telling_first,
                        structlog.processors.JSONRenderer(default=str),
                    ],
                }
            },
            "handlers": {
                "stdout": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "json"}
            },
            "root": {"handlers": ["stdout"], "level": level.upper()},
            "loggers": {
                "httpx": {"level": "WARNING"},
                "alembic": {"level": "INFO"},
                "uvicorn.access": {"handlers": [], "propagate": False},  # our own line has route, time and request id
            },
        }
    )
    logging.captureWarnings(capture=True)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
