"""What both programs do first: logs, settings, and an end that a person and the cluster can read."""

import signal
import sys
from types import FrameType
from typing import NoReturn

import structlog

from todo.logs import configure_logs
from todo.settings import AnySettings, SettingsFault, read_settings

log = structlog.stdlib.get_logger("todo")


def start(kind: type[AnySettings]) -> AnySettings:
    """Reads the settings, or ends the process with one line for each fault."""
    configure_logs("info")
    signal.signal(signal.SIGTERM, end_well)
    signal.signal(signal.SIGINT, end_well)
    try:
        settings = read_settings(kind)
    except SettingsFault as failure:
        for name, what in failure.faults.items():
            log.critical("%s %s", name, what, setting=name)
        sys.exit(1)
    configure_logs(settings.log_level)
    return settings


def end_well(_: int, __: FrameType | None) -> NoReturn:
    """Without it, process 1 of a container ignores the signal; and uvicorn raises it again when all is done."""
    sys.exit(0)
