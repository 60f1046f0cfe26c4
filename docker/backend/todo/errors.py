"""Every error leaves in one shape: `{"detail": "…", "request_id": "…"}`."""

from collections.abc import Mapping

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from todo.outage import DatabaseUnavailable
from todo.request_id import current_request_id

log = structlog.stdlib.get_logger(__name__)


def error_response(status: int, detail: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    return JSONResponse({"detail": detail, "request_id": current_request_id()}, status, headers)


async def on_http_error(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101 - as registered below
    return error_response(error.status_code, str(error.detail), error.headers)


async def on_invalid(_: Request, error: Exception) -> JSONResponse:
    """Says which field and what is wrong with it, and never repeats the input."""
    assert isinstance(error, RequestValidationError)  # noqa: S101 - as registered below
    return error_response(422, "; ".join(explain(fault["loc"], fault["msg"]) for fault in error.errors()))


def explain(location: tuple[str | int, ...], message: str) -> str:
    place, *field = location
    return f"{'.'.join(map(str, field)) or place}: {message}" if place != "body" or field else f"body: {message}"


async def on_database_unavailable(_: Request, error: Exception) -> JSONResponse:
    log.warning("database unavailable", reason=str(error))
    return error_response(503, "The database cannot be reached. Try again in a moment.", {"Retry-After": "5"})


def register_handlers(app: FastAPI) -> None:
    app.add_exception_handler(HTTPException, on_http_error)
    app.add_exception_handler(RequestValidationError, on_invalid)
    app.add_exception_handler(DatabaseUnavailable, on_database_unavailable)


class Unexpected:
    """Our own mistakes: the log gets where it happened, the caller only the id to ask about."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def send_and_note(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, send_and_note)
        except Exception as error:
            if scope["type"] != "http" or started:
                raise
            log.exception("unexpected error", exc_info=error)
            await error_response(500, "Unexpected error. The log has more under this request id.")(scope, receive, send)
