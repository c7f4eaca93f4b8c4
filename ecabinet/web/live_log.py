"""What the socket libraries may write into the log: nothing that a client can flood it with.

A message that is no message makes them log a whole traceback. Anybody signed in could fill the disk
so; one line a second is enough to see it. An error in our own code keeps its traceback.
"""

import logging
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

OURS = tuple(str(Path(__file__).resolve().parents[2] / p) for p in (
    "ecabinet", "documents", "meetings", "followup",
))  # fmt: skip


class Terse(logging.Filter):
    """Lets errors of ours through; of the others one short line a second, of each kind one."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._last: dict[str, float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether `record` is written, perhaps shortened."""
        kind, _, trace = record.exc_info or (None, None, None)
        if kind is not None and _is_ours(trace):
            return True
        what = "" if kind is not None else str(record.msg)  # Before what a client said is put in.
        if self._clock() - self._last.get(what, float("-inf")) < 1.0:
            return False
        self._last[what] = self._clock()
        if kind is None:
            return True
        record.msg, record.args = "a client sent what is no message: %s", (kind.__name__,)
        record.exc_info = record.exc_text = None
        record.levelno, record.levelname = logging.WARNING, "WARNING"
        return True


def _is_ours(trace: TracebackType | None) -> bool:
    """Whether it went through code of ours, wherever it was raised in the end."""
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.startswith(OURS):
            return True
        trace = trace.tb_next
    return False


def quiet(logger: logging.Logger) -> logging.Logger:
    """Return a logger of the socket libraries, silenced: at INFO they log packets with content."""
    logger.setLevel(logging.WARNING)
    if not logger.filters:
        logger.addFilter(Terse())
    return logger
