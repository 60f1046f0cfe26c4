"""Refuses a body that is too large, whether its length was announced or not, before anything parses it."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from todo.errors import error_response

LIMIT_BYTES = 64 * 1024
DRAIN_BYTES = 1024 * 1024
"""Up to here the rest is read and dropped: a connection closed on a client that still sends would lose the answer."""


class BodyLimit:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        length = Headers(scope=scope).get("content-length", "")
        if length.isdecimal() and int(length) > DRAIN_BYTES:
            await refuse(scope, receive, send)
            return
        body = bytearray()
        size, more = 0, True
        while more and size <= DRAIN_BYTES:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            chunk = message.get("body", b"")
            size += len(chunk)
            if size <= LIMIT_BYTES:
                body += chunk
            more = message.get("more_body", False)
        if size > LIMIT_BYTES:
            await refuse(scope, receive, send)
        else:
            await self._app(scope, replay(bytes(body), receive), send)


def replay(body: bytes, receive: Receive) -> Receive:
    given = False

    async def receive_again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_again


async def refuse(scope: Scope, receive: Receive, send: Send) -> None:
    response = error_response(413, f"The body is larger than {LIMIT_BYTES // 1024} KiB.", {"Connection": "close"})
    await response(scope, receive, send)
