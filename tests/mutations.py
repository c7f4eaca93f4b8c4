"""Inspects damaged files, each in a fork: `python -m tests.mutations <folder> <from> <to>`.

The real child takes most of its time to start. This one loads the libraries once, and then does
for each seed what the child does, so that hundreds of files take seconds.
"""

import json
import os
import signal
import sys
import time
from pathlib import Path

from documents.pdf import child
from documents.pdf.inside import inspecting as _loaded  # noqa: F401 - before the forks
from tests import samples

SECONDS = 5


def _inspect(path: Path) -> None:
    child._limit(SECONDS, 512, 16)
    answer = child._work("inspect", {"path": str(path), "max_pages": 3000})
    path.with_suffix(".json").write_text(json.dumps(answer))


def _outcome(path: Path) -> str:
    """Fork, wait, and tell how it ended: done, a reason, killed by a signal, or hanging."""
    if (process := os.fork()) == 0:
        _inspect(path)
        os._exit(0)
    end = time.monotonic() + SECONDS + 1
    while time.monotonic() < end:
        ended, status = os.waitpid(process, os.WNOHANG)
        if ended:
            return f"signal {status & 127}" if status else _answer(path)
        time.sleep(0.001)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return "hanging"


def _answer(path: Path) -> str:
    answer = json.loads(path.with_suffix(".json").read_text())
    return str(answer.get("reason", "done"))


def main(folder: str, first: str, last: str) -> None:
    """Write the outcome of each seed to outcomes.json."""
    content = samples.active_pdf("Launch")
    seeds = range(int(first), int(last))
    paths = {s: samples.saved(Path(folder), samples.mutated(content, s), f"{s}.pdf") for s in seeds}
    outcomes = {seed: _outcome(path) for seed, path in paths.items()}
    (Path(folder) / "outcomes.json").write_text(json.dumps(outcomes))


if __name__ == "__main__":
    main(*sys.argv[1:])
