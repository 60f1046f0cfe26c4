"""What both programs do first: logs, settings, and an end that a person and the cluster can read."""

import signal
import sys
from types import FrameType
from typing import NoReturn

import structlog

from todo.logs import configure_logs
from todo.settings import AnySettings, SettingsFault, read_settings

log = structlog.stdlib.get_logger("todo")


def start(kind: type[AnySettings], *, code_when_stopped: int) -> AnySettings:
    """Reads the settings, or ends the process with one line for each fault."""

    def end(_: int, __: FrameType | None) -> NoReturn:
        sys.exit(code_when_stopped)

    configure_logs("info")
    # Without a handler process 1 of a container ignores the signal; and uvicorn raises it again when all is done.
    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    try:
        settings = read_settings(kind)
    except SettingsFault as failure:
        for name, what in failure.faults.items():
            log.critical("%s %s", name, what, setting=name)
        sys.exit(1)
    configure_logs(settings.log_level)
    return settings
