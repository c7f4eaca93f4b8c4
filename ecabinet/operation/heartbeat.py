"""The worker's sign of life: a file in the data folder that is touched while it works."""

import os
import socket
import time
from pathlib import Path

EVERY_SECONDS, LOST_SECONDS = 10.0, 60.0
FOLDER = "workers"


class Heartbeat:
    """One worker's file, named by its machine and process; gone when it stops in order."""

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / FOLDER / f"{socket.gethostname()}-{os.getpid()}"
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._next = 0.0

    def beat(self) -> None:
        """Touch the file when it is time to; call it as often as you like."""
        if (now := time.monotonic()) >= self._next:
            self._path.touch()
            self._next = now + EVERY_SECONDS

    def stop(self) -> None:
        """Say that this worker has gone."""
        self._path.unlink(missing_ok=True)


def last_beat(data_dir: Path) -> float | None:
    """Return the seconds since any worker's last sign of life; None: there never was one."""
    beats = [path.stat().st_mtime for path in (data_dir / FOLDER).glob("*")]
    return time.time() - max(beats) if beats else None


def forget_lost(data_dir: Path) -> None:
    """Remove the files of workers that were killed: an hour without a sign."""
    for path in (data_dir / FOLDER).glob("*"):
        if time.time() - path.stat().st_mtime > 3600:
            path.unlink(missing_ok=True)
