"""Files waiting to be imported: apart from the papers of the office, forgotten after a day."""

import time
from collections.abc import Callable
from pathlib import Path

from ecabinet.core.storage import LocalBlobs
from ecabinet.core.store import Store

HOURS = 24


def kept_imports(data_dir: Path) -> LocalBlobs:
    """Return where uploaded tables wait."""
    return LocalBlobs(data_dir / "imports")


def forget_old(data_dir: Path) -> Callable[[Store], None]:
    """Return the sweep that removes what was uploaded more than a day ago."""

    def sweep(_store: Store) -> None:
        oldest = time.time() - HOURS * 3600
        for path in (data_dir / "imports").glob("*/*"):
            if path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)

    return sweep
