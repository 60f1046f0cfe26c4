"""Measures each request, for the metrics and one line in the log. Neither holds a path, a query, a header or a body."""

from time import perf_counter

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from todo.metrics import Metrics

PROBES = frozenset({"/healthz", "/readyz", "/metrics"})
CLIENT_LEFT = 499

log = structlog.stdlib.get_logger(__name__)


class Access:
    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start = perf_counter()
        status = CLIENT_LEFT

        async def send_and_note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, send_and_note)
        finally:
            self._note(scope, status, perf_counter() - start)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        method = scope["method"]
        route = getattr(scope.get("route"), "path", "unmatched")
        self._metrics.observe(method, route, status, seconds)
        # A probe every few seconds would bury the rest.
        tell = log.debug if route in PROBES and status < 400 else log.info
        tell("request", method=method, route=route, status=status, milliseconds=round(seconds * 1000, 1))
