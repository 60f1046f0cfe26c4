"""`python -m todo`: serves until SIGTERM, then finishes the requests under way."""

import uvicorn

from todo.app import create_app
from todo.settings import Settings
from todo.start import start

GRACE_SECONDS = 20
"""Less than the 30 s that Kubernetes gives a pod to end."""
KEEP_ALIVE_SECONDS = 75
"""More than a proxy keeps an idle connection: else it may send into one that is being closed."""


def main() -> None:
    settings = start(Settings, code_when_stopped=0)
    uvicorn.run(
        create_app(settings),
        host="0.0.0.0",  # noqa: S104 - a pod is reached by its own address
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )


main()
